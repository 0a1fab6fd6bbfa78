import { isJsonObject, type JsonObject } from '../../json.ts';
import type { ChartView } from '../browse-types.ts';
import type { Blobs } from '../registry.ts';
import { readConfig } from './config.ts';
import { descriptorOf, objectOf, stringOf, stringsOf } from './document.ts';

const HELM_CONFIG = 'application/vnd.cncf.helm.config.v1+json';

/** What a Helm chart says of itself (Chart.yaml, kept as the config); undefined for everything else. */
export function chartView(blobs: Blobs, repository: string, document: JsonObject): ChartView | undefined {
  const config = descriptorOf(document.config);
  if (config?.mediaType !== HELM_CONFIG) return undefined;
  const file = readConfig(blobs, repository, config.digest) ?? {};
  const dependencies = Array.isArray(file.dependencies) ? file.dependencies.filter(isJsonObject) : [];
  const maintainers = Array.isArray(file.maintainers) ? file.maintainers.map(objectOf) : [];
  return {
    name: stringOf(file.name) ?? repository.split('/').at(-1) ?? repository,
    version: stringOf(file.version) ?? '',
    ...texts(file, ['appVersion', 'description', 'kubeVersion', 'type', 'home']),
    keywords: stringsOf(file.keywords),
    maintainers: maintainers.flatMap(({ name }) => stringOf(name) ?? []),
    dependencies: dependencies.map((each) => ({
      name: stringOf(each.name) ?? '',
      version: stringOf(each.version) ?? '',
      ...texts(each, ['repository']),
    })),
  };
}

function texts<Name extends string>(from: JsonObject, names: readonly Name[]): Partial<Record<Name, string>> {
  const found: Partial<Record<Name, string>> = {};
  for (const name of names) {
    const value = stringOf(from[name]);
    if (value !== undefined) found[name] = value;
  }
  return found;
}
