import { deepCopy } from '../go/equal.ts';
import { type FuncMap, fn, GoError } from '../go/func.ts';
import { GoMap, isTrue, sliceOf, sortedKeys, typeName, VALUES_TYPE, type Value } from '../go/value.ts';
import { strval } from './cast.ts';

const isPlainMap = (value: Value): value is GoMap =>
  value instanceof GoMap && value.goType !== 'map[string]string';

/**
 * mergo: fills what is empty, or overwrites, also with what is empty (false, 0, an empty text or list, null). Maps are
 * merged into maps and replace nothing else that holds something.
 */
function merge(target: GoMap, source: GoMap, overwrite: boolean): void {
  for (const [key, value] of source) {
    if (value === null || value === undefined) {
      if (overwrite) target.set(key, null);
      continue;
    }
    const present = target.get(key);
    if (value instanceof GoMap) {
      if (isPlainMap(present)) merge(present, value, overwrite);
      if (isTrue(present)) continue;
    }
    if (overwrite || !isTrue(present)) target.set(key, value);
  }
}

/** A nil map reads as an empty one; writing to it panics. */
const read = (map: GoMap | undefined): GoMap => map ?? new GoMap();
function write(map: GoMap | undefined): GoMap {
  if (map === undefined) throw new GoError('assignment to entry in nil map');
  return map;
}

const merging = (overwrite: boolean) =>
  fn('map ...map', (target: GoMap | undefined, ...sources: (GoMap | undefined)[]) => {
    const into = target ?? new GoMap();
    for (const source of sources) merge(into, read(source), overwrite);
    return into;
  });

function dig(args: readonly Value[]): Value {
  if (args.length < 3) throw new GoError('dig needs at least three arguments');
  const asMap = (value: Value): GoMap => {
    if (value instanceof GoMap && value.goType !== VALUES_TYPE && value.goType !== 'map[string]string')
      return value;
    const got = value === null || value === undefined ? 'nil' : typeName(value);
    throw new GoError(`interface conversion: interface {} is ${got}, not map[string]interface {}`);
  };
  let dict = asMap(args.at(-1));
  const fallback = args.at(-2);
  const keys = args.slice(0, -2).map((key) => {
    if (typeof key === 'string') return key;
    const got = key === null || key === undefined ? 'nil' : typeName(key);
    throw new GoError(`interface conversion: interface {} is ${got}, not string`);
  });
  for (const [i, key] of keys.entries()) {
    if (!dict.has(key)) return fallback;
    const step = dict.get(key);
    if (i === keys.length - 1) return step ?? null;
    dict = asMap(step);
  }
  return fallback;
}

const copyAny = fn('any', (value: Value) => {
  if (value === null || value === undefined)
    throw new GoError('reflect: call of reflect.Value.Type on zero Value');
  return deepCopy(value);
});

export const dictFuncs: FuncMap = {
  dict: fn('...any', (...args: Value[]) => {
    const map = new GoMap();
    for (let i = 0; i < args.length; i += 2)
      map.set(strval(args[i]), i + 1 < args.length ? (args[i + 1] ?? null) : '');
    return map;
  }),
  get: fn('map string', (map: GoMap | undefined, key: string) => {
    const value = read(map).get(key);
    return value === undefined ? '' : value;
  }),
  set: fn('map string any', (map: GoMap | undefined, key: string, value: Value) =>
    write(map).set(key, value ?? null),
  ),
  unset: fn('map string', (map: GoMap | undefined, key: string) => {
    map?.delete(key);
    return read(map);
  }),
  hasKey: fn('map string', (map: GoMap | undefined, key: string) => read(map).has(key)),
  pluck: fn('string ...map', (key: string, ...maps: (GoMap | undefined)[]) =>
    maps.filter((map) => read(map).has(key)).map((map) => read(map).get(key) ?? null),
  ),
  // Go answers in random order; ours is sorted, as the reference's is.
  keys: fn('...map', (...maps: (GoMap | undefined)[]) =>
    sliceOf(
      'string',
      maps.flatMap((map) => sortedKeys(read(map))),
    ),
  ),
  pick: fn('map ...string', (map: GoMap | undefined, ...keys: string[]) => {
    const out = new GoMap();
    for (const key of keys) if (read(map).has(key)) out.set(key, read(map).get(key));
    return out;
  }),
  omit: fn('map ...string', (map: GoMap | undefined, ...keys: string[]) => {
    const out = new GoMap(read(map));
    for (const key of keys) out.delete(key);
    return out;
  }),
  merge: merging(false),
  mustMerge: merging(false),
  mergeOverwrite: merging(true),
  mustMergeOverwrite: merging(true),
  values: fn('map', (map: GoMap | undefined) =>
    sortedKeys(read(map)).map((key) => read(map).get(key) ?? null),
  ),
  deepCopy: copyAny,
  mustDeepCopy: copyAny,
  dig: fn('...any', (...args: Value[]) => dig(args)),
};
