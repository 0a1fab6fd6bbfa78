import type { Value } from '../values/index.ts';

/** The key of an instance: nothing, a number (count) or a text (for_each). */
export type InstanceKey = undefined | number | string;

/** `[0]`, `["a"]` or nothing. */
export const keySuffix = (key: InstanceKey): string =>
  key === undefined ? '' : typeof key === 'number' ? `[${key}]` : `[${JSON.stringify(key)}]`;

/** The key of the instance whose names these are. */
export function keyIn(names: ReadonlyMap<string, Value>): InstanceKey {
  const count = names.get('count')?.entries.get('index');
  if (count) return count.num.toNumber();
  return names.get('each')?.entries.get('key')?.text;
}
