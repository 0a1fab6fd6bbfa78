import { isJsonObject, type JsonObject } from '../../json.ts';
import { compareText, type Value } from '../values/index.ts';
import type { Change } from './changes.ts';
import { knownJson, sensitiveJson } from './values.ts';

/** Resources as a tree of modules, with the values of one side of a plan: `values` of a state, `planned_values`. */
export function moduleTree(changes: readonly Change[], side: 'before' | 'after'): JsonObject {
  const byModule = new Map<string, JsonObject[]>();
  // Here Terraform sorts addresses as texts; in the list of changes it counts.
  const sorted = [...changes].sort((a, b) => compareText(a.planned.address, b.planned.address));
  for (const change of sorted) {
    const value = change[side];
    // What is only forgotten stays where it is, and is not known of any more.
    const isForgotten = side === 'after' && change.planned.action === 'forget';
    if (value === undefined && !isForgotten) continue;
    const resources = byModule.get(change.moduleAddress) ?? [];
    resources.push(resourceJson(change, value, side));
    byModule.set(change.moduleAddress, resources);
  }
  return branch('', [...byModule.keys()], byModule);
}

/** A module with the modules in it: those whose address goes on from its own. */
function branch(
  address: string,
  all: readonly string[],
  resources: ReadonlyMap<string, JsonObject[]>,
): JsonObject {
  const below = all.filter((each) => each !== address && isBelow(each, address));
  const calls = [...new Set(below.map((each) => firstCall(each, address)))].sort();
  const own = resources.get(address);
  return {
    ...(own ? { resources: own } : {}),
    ...(calls.length > 0 ? { child_modules: calls.map((each) => branch(each, below, resources)) } : {}),
    ...(address === '' ? {} : { address }),
  };
}

const isBelow = (address: string, above: string): boolean =>
  above === '' || address.startsWith(`${above}.module.`);

/** The address one call deeper than `above` on the way to `address`. */
function firstCall(address: string, above: string): string {
  const rest = above === '' ? address : address.slice(above.length + 1);
  const call = /^module\.[^.[]+(?:\[(?:\d+|"(?:[^"\\]|\\.)*")\])?/.exec(rest)?.[0] ?? rest;
  return above === '' ? call : `${above}.${call}`;
}

function resourceJson(
  { planned, state, providerName, previousAddress }: Change,
  value: Value | undefined,
  side: 'before' | 'after',
): JsonObject {
  const { address, mode, type, name, index } = planned;
  const { schema } = state ?? {};
  const known = value && knownJson(value);
  const values = isJsonObject(known) ? known : {};
  return {
    address: side === 'before' ? (previousAddress ?? address) : address,
    mode,
    type,
    name,
    ...(index === undefined ? {} : { index }),
    provider_name: providerName,
    schema_version: schema?.version ?? 0,
    ...(Object.keys(values).length > 0 ? { values } : {}),
    sensitive_values: value === undefined ? false : sensitiveJson(value),
  };
}
