import {
  convert,
  DYNAMIC,
  DYNAMIC_VALUE,
  friendlyName,
  intValue,
  listOf,
  listValue,
  mapOf,
  mapValue,
  NUMBER,
  nullValue,
  STRING,
  sameValue,
  stringValue,
  type Type,
  tryConvert,
  unifyTypes,
  unknownValue,
} from '../values/index.ts';
import { arg, fail, failArg, fixed, param, quote, variadic } from './define.ts';
import type { FunctionSpec } from './spec.ts';

const lookup = variadic(
  [param('inputMap', DYNAMIC, 'm'), param('key', STRING, 'm')],
  param('default', DYNAMIC, 'numd'),
  (args) => {
    const map = arg(args, 0);
    const key = arg(args, 1);
    const fallback = args[2];
    if (args.length > 3) fail(`lookup() takes two or three arguments, got ${args.length}`);
    if (map.type.kind === 'object') {
      if (!key.isKnown) return DYNAMIC;
      const found = map.type.attributes.get(key.text) ?? fallback?.type;
      return found ?? failArg(0, `the given object has no attribute ${quote(key.text)}`);
    }
    if (map.type.kind !== 'map') return failArg(0, 'lookup() requires a map as the first argument');
    if (fallback !== undefined && tryConvert(fallback, map.type.element) === undefined) {
      failArg(2, 'the default value must have the same type as the map elements');
    }
    return map.type.element;
  },
  (args, type) => {
    const map = arg(args, 0);
    const key = arg(args, 1);
    const marks = [map.marks, key.marks] as const;
    const found = map.entries.get(key.text);
    if (found !== undefined) return found.withMarks(...marks);
    if (!map.isWhollyKnown) return unknownValue(type).withMarks(...marks);
    const fallback = args[2];
    if (fallback !== undefined) return convert(fallback, type).withMarks(...marks);
    return fail(
      `lookup failed to find key ${map.isMarked || key.isMarked ? '(sensitive value)' : quote(key.text)}`,
    );
  },
);

const coalesce = variadic(
  [],
  param('vals', DYNAMIC, 'und'),
  (args) => {
    if (args.length === 0) fail('all arguments must have the same type');
    return unifyTypes(args.map((v) => v.type))?.type ?? fail('all arguments must have the same type');
  },
  (args, type) => {
    for (const v of args) {
      if (!v.isKnown) return unknownValue(type);
      if (v.isNull) continue;
      const converted = convert(v, type);
      if (type.kind === 'string' && converted.text === '') continue;
      return converted;
    }
    return fail('no non-null, non-empty-string arguments');
  },
);

const coalescelist = variadic(
  [],
  param('vals', DYNAMIC, 'und'),
  (args) => {
    if (args.length === 0) fail('at least one argument is required');
    for (const v of args) {
      if (!v.isKnown) return DYNAMIC;
      if (v.type.kind !== 'list' && v.type.kind !== 'tuple')
        fail('coalescelist arguments must be lists or tuples');
    }
    return DYNAMIC;
  },
  (args) => {
    for (const v of args) {
      if (!v.isKnown) return DYNAMIC_VALUE;
      if (!v.isNull && v.elements.length > 0) return v;
    }
    return fail('no non-null arguments');
  },
);

const compact = fixed([param('list', listOf(STRING))], listOf(STRING), (args, type) => {
  const list = arg(args, 0);
  if (!list.isWhollyKnown) return unknownValue(type);
  return listValue(
    list.elements.filter((v) => !v.isNull && v.text !== ''),
    STRING,
  );
});

const index = fixed([param('list', DYNAMIC), param('value', DYNAMIC)], NUMBER, (args) => {
  const list = arg(args, 0);
  if (list.type.kind !== 'list' && list.type.kind !== 'tuple') fail('argument must be a list or tuple');
  if (!list.isWhollyKnown || !arg(args, 1).isWhollyKnown) return unknownValue(NUMBER);
  if (list.elements.length === 0) fail('cannot search an empty list');
  const found = list.elements.findIndex((v) => sameValue(v, arg(args, 1)) === true);
  return found < 0 ? fail('item not found') : intValue(found);
});

const one = fixed(
  [param('list', DYNAMIC)],
  (args) => {
    const { type } = arg(args, 0);
    if (type.kind === 'list' || type.kind === 'set') return type.element;
    if (type.kind !== 'tuple')
      return failArg(0, `must be a list, set, or tuple value with either zero or one elements`);
    if (type.elements.length > 1)
      return failArg(0, 'must be a list, set, or tuple value with either zero or one elements');
    return type.elements[0] ?? DYNAMIC;
  },
  (args, type) => {
    const list = arg(args, 0);
    if (list.elements.length > 1) {
      if (list.type.kind === 'set' && !list.isWhollyKnown) return unknownValue(type);
      failArg(0, 'must be a list, set, or tuple value with either zero or one elements');
    }
    return list.elements[0] ?? nullValue(type);
  },
);

const matchkeys = fixed(
  [param('values', listOf(DYNAMIC)), param('keys', listOf(DYNAMIC)), param('searchset', listOf(DYNAMIC))],
  (args) => {
    const common = unifyTypes([arg(args, 1).type, arg(args, 2).type]);
    if (common === undefined) fail('keys and searchset must be of the same type');
    return arg(args, 0).type;
  },
  (args, type) => {
    const [list, keys, wanted] = [arg(args, 0), arg(args, 1), arg(args, 2)];
    if (![list, keys, wanted].every((v) => v.isWhollyKnown)) return unknownValue(type);
    if (list.elements.length !== keys.elements.length) fail('length of keys and values should be equal');
    const common = unifyTypes([keys.type, wanted.type])?.type ?? keys.type;
    const search = convert(wanted, common).elements;
    const converted = convert(keys, common).elements;
    const found = list.elements.filter((_, i) => {
      const key = converted[i];
      return key !== undefined && search.some((s) => sameValue(s, key) === true);
    });
    return listValue(found, type.kind === 'list' ? type.element : DYNAMIC);
  },
);

const transposeType: Type = mapOf(listOf(STRING));

const transpose = fixed([param('values', transposeType)], transposeType, (args, type) => {
  const map = arg(args, 0);
  if (!map.isWhollyKnown) return unknownValue(type);
  const turned = new Map<string, string[]>();
  for (const [key, list] of map.entries) {
    for (const v of list.elements) {
      if (v.isNull) fail('input must not contain null list elements');
      const group = turned.get(v.text);
      if (group) group.push(key);
      else turned.set(v.text, [key]);
    }
  }
  const entries = [...turned].map(
    ([key, names]) => [key, listValue(names.sort().map(stringValue), STRING)] as const,
  );
  return mapValue(entries, listOf(STRING));
});

const describe = fixed([param('value', DYNAMIC, 'nudm')], STRING, (args) =>
  stringValue(friendlyName(arg(args, 0).type)),
);

/** Functions that Terraform itself defines on collections. */
export const LOOKUPS: Readonly<Record<string, FunctionSpec>> = {
  lookup,
  coalesce,
  coalescelist,
  compact,
  index,
  one,
  matchkeys,
  transpose,
  type: describe,
};
