import type { Chart } from './chart/model.ts';
import { helmError } from './engine/errors.ts';
import { sortManifests } from './engine/manifests.ts';
import { fromBytes } from './go/bytes.ts';
import type { RenderedObject } from './types.ts';

function texts(chart: Chart, path: string, out: Map<string, string>): void {
  for (const file of chart.files) {
    if (file.name.startsWith('crds/') && /\.(?:ya?ml|json)$/i.test(file.name)) {
      out.set(`${path}/${file.name}`, fromBytes(file.data));
    }
  }
  for (const sub of chart.dependencies) texts(sub, `${path}/charts/${sub.metadata.name}`, out);
}

/**
 * The custom resource definitions in `crds/` of a chart and its subcharts. Helm installs them first, as they are: no
 * template is run on them, and `helm template` leaves them out.
 * @throws DrydockError HELM_YAML_INVALID
 */
export function crdsOf(chart: Chart): RenderedObject[] {
  const found = new Map<string, string>();
  texts(chart, chart.metadata.name, found);
  try {
    return sortManifests(found).objects;
  } catch (error) {
    throw helmError(error);
  }
}

/**
 * What `helm template --include-crds` prints before the manifests: the files of `crds/` as they are, with their sources.
 */
export function printedCrds(chart: Chart): string {
  const found = new Map<string, string>();
  texts(chart, chart.metadata.name, found);
  return [...found].map(([source, text]) => `---\n# Source: ${source}\n${text}\n`).join('');
}
