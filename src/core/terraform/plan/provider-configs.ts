import { isJsonObject, type JsonObject } from '../../json.ts';
import type { Scope } from '../eval/index.ts';
import type { ModuleCallDecl, ProviderDecl, ResourceDecl, TerraformModule } from '../module/index.ts';
import { providerOf } from '../schema/index.ts';
import { type HclDiagnostic, hclDiagnostic, referencesOf } from '../syntax/index.ts';
import { markedJson } from '../values/index.ts';
import { bodyValue, evaluateBody } from './evaluate-body.ts';
import type { ModuleInstance } from './module-instance.ts';

/** `name`, or `name.alias`: how a configuration is called in its module and in `Plan.providers`. */
export const configKey = ({ name, alias }: ProviderDecl): string =>
  alias === undefined ? name : `${name}.${alias}`;

const ownConfig = (module: TerraformModule, key: string): ProviderDecl | undefined =>
  module.providers.find((each) => configKey(each) === key);

/** A provider configuration with the module instance that it is written in. */
export interface PlacedConfig {
  readonly decl: ProviderDecl;
  readonly module: ModuleInstance;
}

/**
 * The configuration that a resource is made with: that of its own module, else the one that the call passes on under
 * that name, else, without an alias, the caller's of the same name.
 */
export function configOf(resource: ResourceDecl, module: ModuleInstance): PlacedConfig | undefined {
  let key = resource.provider ?? providerOf(resource.type);
  for (let at: ModuleInstance | undefined = module; at !== undefined; at = at.parent) {
    const decl = ownConfig(at.decl, key);
    if (decl) return { decl, module: at };
    const passed = at.call?.providers.get(key);
    if (passed === undefined && key.includes('.')) return undefined;
    key = passed?.from ?? key;
  }
  return undefined;
}

/** The arguments of a configuration as far as they are known. */
export function configJson(decl: ProviderDecl, scope: Scope): JsonObject {
  const source = { attributes: decl.attributes, blocks: decl.block.body.blocks };
  const { value } = markedJson(bodyValue(evaluateBody(source, scope, decl.file, decl.nameRange, [])));
  return isJsonObject(value) ? value : {};
}

/** Aliases that a module wants from its caller: `configuration_aliases` of its required providers. */
function wantedAliases({ settings }: TerraformModule): readonly string[] {
  return settings
    .flatMap((each) => each.body.blocks)
    .filter(({ type }) => type === 'required_providers')
    .flatMap(({ body }) => [...body.attributes.values()])
    .flatMap(({ expr }) => referencesOf(expr))
    .map(({ root, path }) => `${root}.${path[0]}`);
}

/** True when a module has a configuration or is given one by its caller. */
const has = (module: TerraformModule, key: string): boolean =>
  ownConfig(module, key) !== undefined || wantedAliases(module).includes(key);

/** What is wrong with the configuration that a resource asks for. */
export function checkProvider(
  resource: ResourceDecl,
  label: string,
  module: TerraformModule,
  severity: 'error' | 'warning',
): HclDiagnostic[] {
  const { provider } = resource;
  if (provider === undefined || !provider.includes('.') || has(module, provider)) return [];
  const detail = `${label} asks for the provider configuration ${provider}, which its module neither has nor is given.`;
  return [
    hclDiagnostic(
      'TF_PROVIDER_CONFIG',
      severity,
      'Provider configuration not present',
      detail,
      resource.file,
      resource.nameRange,
    ),
  ];
}

/** What is wrong with the configurations that a call passes on, and with those that it does not. */
export function checkPassed(
  call: ModuleCallDecl,
  caller: TerraformModule,
  severity: 'error' | 'warning',
): HclDiagnostic[] {
  const found: HclDiagnostic[] = [];
  const say = (summary: string, detail: string, range: ModuleCallDecl['range']): void => {
    found.push(hclDiagnostic('TF_PROVIDER_CONFIG', severity, summary, detail, call.file, range));
  };
  for (const { from, range } of call.providers.values()) {
    if (!from.includes('.') || has(caller, from)) continue;
    say(
      'Provider configuration not present',
      `The call of module "${call.name}" passes the provider configuration ${from}, which is not declared here.`,
      range,
    );
  }
  for (const key of call.module ? wantedAliases(call.module) : []) {
    if (call.providers.has(key)) continue;
    say(
      'Missing required provider configuration',
      `The module "${call.name}" requires an additional provider configuration with the local name "${key}". Pass one to it in "providers".`,
      call.nameRange,
    );
  }
  return found;
}
