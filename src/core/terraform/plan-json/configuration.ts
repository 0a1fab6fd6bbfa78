import { isJsonObject, type JsonObject } from '../../json.ts';
import type { ModuleCallDecl, ResourceDecl, TerraformModule } from '../module/index.ts';
import type { Evaluation } from '../plan/index.ts';
import type { Attribute, Reference } from '../syntax/index.ts';
import { compareText } from '../values/index.ts';
import { bodyJson, expressionJson } from './expressions.ts';
import { ProviderKeys } from './provider-keys.ts';
import { knownJson, put } from './values.ts';

/** The configuration as `terraform show -json` describes it: what is written, not what it comes to. */
export function configurationJson(evaluation: Evaluation): JsonObject {
  const { module } = evaluation.input;
  const keys = new ProviderKeys(module);
  return {
    ...some('provider_config', keys.json()),
    root_module: moduleJson(module, { evaluation, keys, path: '' }),
  };
}

/** Set keys only where there is something to say. */
const some = (key: string, value: JsonObject): JsonObject =>
  Object.keys(value).length > 0 ? { [key]: value } : {};
const expressionAt = (key: string, attribute: Attribute | undefined): JsonObject => {
  const json = attribute ? expressionJson(attribute.expr) : {};
  return isJsonObject(json) && Object.keys(json).length === 0 ? {} : { [key]: json };
};
const dependsOnJson = (references: readonly Reference[]): JsonObject =>
  references.length > 0
    ? {
        depends_on: references.map(({ root, path }) =>
          [root, ...path]
            .map((part, at) => (typeof part === 'number' ? `[${part}]` : at > 0 ? `.${part}` : part))
            .join(''),
        ),
      }
    : {};

/** Where a module is described: its address without instance keys, and what all modules share. */
interface Place {
  readonly evaluation: Evaluation;
  readonly keys: ProviderKeys;
  readonly path: string;
}

function moduleJson(module: TerraformModule, place: Place): JsonObject {
  const outputs: JsonObject = {};
  for (const each of module.outputs.values()) {
    put(outputs, each.name, {
      ...(each.sensitive ? { sensitive: true } : {}),
      expression: each.value ? expressionJson(each.value.expr) : {},
      ...dependsOnJson(each.dependsOn),
      ...(each.description === undefined ? {} : { description: each.description }),
    });
  }
  const byAddress = (a: ResourceDecl, b: ResourceDecl): number => compareText(a.address, b.address);
  const resources = [
    ...[...module.resources.values()].sort(byAddress),
    ...[...module.data.values()].sort(byAddress),
  ].map((each) => resourceJson(each, place));
  const calls: JsonObject = {};
  for (const each of module.modules.values()) put(calls, each.name, callJson(each, place));
  const variables: JsonObject = {};
  for (const each of module.variables.values()) {
    const fallback = place.evaluation.defaultOf(each);
    const json = fallback && knownJson(fallback);
    put(variables, each.name, {
      ...(json === undefined ? {} : { default: json }),
      ...(each.description === undefined ? {} : { description: each.description }),
      ...(each.sensitive ? { sensitive: true } : {}),
    });
  }
  return {
    ...some('outputs', outputs),
    ...(resources.length > 0 ? { resources } : {}),
    ...some('module_calls', calls),
    ...some('variables', variables),
  };
}

function resourceJson(decl: ResourceDecl, { evaluation, keys, path }: Place): JsonObject {
  const { schemas } = evaluation.input;
  const schema = decl.mode === 'data' ? schemas.data(decl.type) : schemas.resource(decl.type);
  const provisioners = decl.block.body.blocks
    .filter(({ type }) => type === 'provisioner')
    .map(({ labels, body }) => ({
      type: labels[0] ?? '',
      ...some(
        'expressions',
        bodyJson(
          new Map([...body.attributes].filter(([name]) => name !== 'when' && name !== 'on_failure')),
          body.blocks.filter(({ type }) => type !== 'connection'),
        ),
      ),
    }));
  return {
    address: decl.address,
    mode: decl.mode,
    type: decl.type,
    name: decl.name,
    provider_config_key: keys.of(decl, path),
    ...(provisioners.length > 0 ? { provisioners } : {}),
    ...some('expressions', bodyJson(decl.attributes, decl.blocks, schema?.attributes)),
    schema_version: schema?.version ?? 0,
    ...expressionAt('count_expression', decl.count),
    ...expressionAt('for_each_expression', decl.forEach),
    ...dependsOnJson(decl.dependsOn),
  };
}

const below = (path: string, name: string): string =>
  path === '' ? `module.${name}` : `${path}.module.${name}`;

function callJson(decl: ModuleCallDecl, place: Place): JsonObject {
  return {
    source: decl.source ?? '',
    ...some('expressions', bodyJson(decl.attributes, [])),
    ...expressionAt('count_expression', decl.count),
    ...expressionAt('for_each_expression', decl.forEach),
    module: decl.module ? moduleJson(decl.module, { ...place, path: below(place.path, decl.name) }) : {},
    ...dependsOnJson(decl.dependsOn),
  };
}
