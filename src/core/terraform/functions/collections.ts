import {
  BOOL,
  boolValue,
  convert,
  DYNAMIC,
  DYNAMIC_VALUE,
  EMPTY_OBJECT,
  friendlyName,
  intValue,
  listOf,
  listValue,
  type Mark,
  mapOf,
  mapValue,
  NUMBER,
  objectOf,
  objectValue,
  STRING,
  sameValue,
  setKey,
  setValue,
  stringValue,
  type Type,
  tupleOf,
  tupleValue,
  typeEquals,
  unifyTypes,
  unknownValue,
  type Value,
  ValueError,
} from '../values/index.ts';
import { arg, asInt, asIntArg, fail, failArg, fixed, param, quote, variadic } from './define.ts';
import type { FunctionSpec } from './spec.ts';
import { clusters } from './text.ts';

/** The length of a sequence or map; undefined while it is unknown. A tuple's and an object's is in the type. */
function lengthOf(v: Value): number | undefined {
  if (v.type.kind === 'tuple') return v.type.elements.length;
  if (v.type.kind === 'object') return v.type.attributes.size;
  if (!v.isKnown) return undefined;
  if (v.type.kind === 'map') return v.entries.size;
  if (v.type.kind === 'set' && v.elements.length > 1 && v.elements.some((e) => !e.isWhollyKnown))
    return undefined;
  return v.elements.length;
}

const lengthFunction = fixed(
  [param('value', DYNAMIC, 'dum')],
  (args) => {
    const { kind } = arg(args, 0).type;
    if (kind === 'number' || kind === 'bool') {
      fail('argument must be a string, a collection type, or a structural type');
    }
    return NUMBER;
  },
  (args) => {
    const v = arg(args, 0);
    const length = v.type.kind === 'string' ? (v.isKnown ? clusters(v.text).length : undefined) : lengthOf(v);
    return (length === undefined ? unknownValue(NUMBER) : intValue(length)).withMarks(v.marks);
  },
);

const element = fixed(
  [param('list', DYNAMIC, 'm'), param('index', NUMBER)],
  (args) => {
    const { type } = arg(args, 0);
    const index = arg(args, 1);
    if (index.isKnown && index.num.sign < 0) fail('cannot use element function with a negative index');
    if (type.kind === 'list') return type.element;
    if (type.kind !== 'tuple') fail(`cannot read elements from ${friendlyName(type)}`);
    if (!index.isKnown) return DYNAMIC;
    const i = elementIndex(index);
    if (type.elements.length === 0) fail('cannot use element function with an empty list');
    return type.elements[i % type.elements.length] ?? DYNAMIC;
  },
  (args) => {
    const list = arg(args, 0);
    const { elements } = list;
    if (elements.length === 0) fail('cannot use element function with an empty list');
    return (elements[elementIndex(arg(args, 1)) % elements.length] ?? DYNAMIC_VALUE).withMarks(list.marks);
  },
);

const elementIndex = (index: Value): number => prefixedInt(index, 'invalid index: ');

function prefixedInt(value: Value, prefix: string): number {
  try {
    return asInt(value.num);
  } catch (error) {
    if (!(error instanceof ValueError)) throw error;
    return fail(prefix + error.message);
  }
}

function sliceBounds(args: readonly Value[]): { start: number; end: number } | undefined {
  const length = lengthOf(arg(args, 0));
  const bound = (i: 1 | 2, word: 'start' | 'end'): number | undefined => {
    if (!arg(args, i).isKnown) return undefined;
    const n = asIntArg(args, i, `invalid ${word} index: `);
    if (n < 0) failArg(i, `${word} index must not be less than zero`);
    if (length !== undefined && n > length) {
      failArg(i, `${word} index must not be greater than the length of the list`);
    }
    return n;
  };
  const start = bound(1, 'start');
  const end = bound(2, 'end');
  if (start === undefined || end === undefined) return undefined;
  if (start > end) failArg(1, 'start index must not be greater than end index');
  return { start, end };
}

const slice = fixed(
  [param('list', DYNAMIC, 'm'), param('start_index', NUMBER), param('end_index', NUMBER)],
  (args) => {
    const { type } = arg(args, 0);
    if (type.kind === 'set') {
      failArg(
        0,
        'cannot slice a set, because its elements do not have indices; explicitly convert to a list if the ordering of the result is not important',
      );
    }
    if (type.kind !== 'list' && type.kind !== 'tuple') failArg(0, 'must be a list or tuple value');
    const bounds = sliceBounds(args);
    if (type.kind === 'list') return type;
    if (type.kind !== 'tuple' || bounds === undefined) return DYNAMIC;
    return tupleOf(type.elements.slice(bounds.start, bounds.end));
  },
  (args, type) => {
    const list = arg(args, 0);
    const bounds = sliceBounds(args);
    if (bounds === undefined) return unknownValue(type).withMarks(list.marks);
    const part = list.elements.slice(bounds.start, bounds.end);
    const result = type.kind === 'list' ? listValue(part, type.element) : tupleValue(part);
    return result.withMarks(list.marks);
  },
);

function flattened(v: Value, into: Value[], marks: Set<Mark>): boolean {
  for (const mark of v.marks ?? []) marks.add(mark);
  if (lengthOf(v) === undefined || !v.isKnown) return false;
  let known = true;
  for (const e of v.elements) {
    if (e.type.kind === 'dynamic' && !e.isKnown) known = false;
    if (!e.isNull && ['list', 'set', 'tuple'].includes(e.type.kind)) {
      if (!flattened(e, into, marks)) known = false;
    } else into.push(e);
  }
  return known;
}

const flatten = fixed(
  [param('list', DYNAMIC, 'm')],
  (args) => {
    const v = arg(args, 0);
    if (!v.isWhollyKnown) return DYNAMIC;
    if (!['list', 'set', 'tuple'].includes(v.type.kind)) fail('can only flatten lists, sets and tuples');
    return DYNAMIC;
  },
  (args) => {
    const into: Value[] = [];
    const marks = new Set<Mark>();
    const known = flattened(arg(args, 0), into, marks);
    return (known ? tupleValue(into) : DYNAMIC_VALUE).withMarks(marks);
  },
);

const keys = fixed(
  [param('inputMap', DYNAMIC, 'um')],
  (args) => {
    const { type } = arg(args, 0);
    if (type.kind === 'map') return listOf(STRING);
    if (type.kind === 'object') return tupleOf([...type.attributes].map(() => STRING));
    return failArg(0, 'must have map or object type');
  },
  (args, type) => {
    const map = arg(args, 0);
    if (map.type.kind === 'object') {
      return tupleValue([...map.type.attributes.keys()].map(stringValue)).withMarks(map.marks);
    }
    if (!map.isKnown) return unknownValue(type).withMarks(map.marks);
    return listValue([...map.entries.keys()].map(stringValue), STRING).withMarks(map.marks);
  },
);

const values = fixed(
  [param('mapping', DYNAMIC, 'm')],
  (args) => {
    const { type } = arg(args, 0);
    if (type.kind === 'map') return listOf(type.element);
    if (type.kind === 'object') return tupleOf([...type.attributes.values()]);
    return fail('values() requires a map as the first argument');
  },
  (args, type) => {
    const map = arg(args, 0);
    const all = [...map.entries.values()];
    return (type.kind === 'list' ? listValue(all, type.element) : tupleValue(all)).withMarks(map.marks);
  },
);

function mergedType(args: readonly Value[]): Type {
  const [first] = args;
  if (first === undefined) return EMPTY_OBJECT;
  for (const { type } of args) {
    if (type.kind === 'dynamic') return DYNAMIC;
    if (type.kind !== 'map' && type.kind !== 'object')
      fail(`arguments must be maps or objects, got ${quote(friendlyName(type))}`);
  }
  if (args.every((v) => typeEquals(v.type, first.type))) return first.type;
  if (args.some((v) => v.type.kind === 'map' && !v.isKnown)) return DYNAMIC;
  const types = new Map<string, Type>();
  for (const v of args) {
    if (v.isNull) continue;
    if (v.type.kind === 'object') for (const [name, t] of v.type.attributes) types.set(name, t);
    else if (v.type.kind === 'map') for (const name of v.entries.keys()) types.set(name, v.type.element);
  }
  return objectOf(types);
}

const merge = variadic([], param('maps', DYNAMIC, 'dnm'), mergedType, (args, type) => {
  const all = new Map<string, Value>();
  const marks = new Set<Mark>();
  for (const v of args) {
    // Beside an untyped argument the types were not looked at before.
    if (!v.isNull && v.type.kind !== 'map' && v.type.kind !== 'object')
      fail(`arguments must be maps or objects, got ${quote(friendlyName(v.type))}`);
    for (const mark of v.marks ?? []) marks.add(mark);
    for (const [key, e] of v.entries) all.set(key, e);
  }
  return (type.kind === 'map' ? mapValue(all, type.element) : objectValue(all)).withMarks(marks);
});

function concatType(args: readonly Value[]): Type {
  if (args.length === 0) fail('at least one argument is required');
  if (args.every((v) => v.type.kind === 'list')) {
    const common = unifyTypes(args.map((v) => v.type));
    if (common) return common.type;
  }
  const types: Type[] = [];
  for (const [i, v] of args.entries()) {
    if (v.type.kind === 'tuple') for (const t of v.type.elements) types.push(t);
    else if (v.type.kind === 'list') {
      if (!v.isKnown) return DYNAMIC;
      const { element: t } = v.type;
      for (let k = v.elements.length; k > 0; k -= 1) types.push(t);
    } else failArg(i, `all arguments must be lists or tuples; got ${friendlyName(v.type)}`);
  }
  return tupleOf(types);
}

const concat = variadic([], param('seqs', DYNAMIC, 'm'), concatType, (args, type) => {
  const marks = new Set<Mark>();
  const all: Value[] = [];
  for (const v of args) {
    const list = type.kind === 'list' ? convert(v, type) : v;
    for (const mark of list.marks ?? []) marks.add(mark);
    for (const e of list.elements) all.push(e);
  }
  return (type.kind === 'list' ? listValue(all, type.element) : tupleValue(all)).withMarks(marks);
});

const contains = fixed([param('list', DYNAMIC), param('value', DYNAMIC)], BOOL, (args) => {
  const list = arg(args, 0);
  if (!['list', 'tuple', 'set'].includes(list.type.kind)) fail('argument must be list, tuple, or set');
  let unknown = false;
  for (const e of list.elements) {
    const same = sameValue(arg(args, 1), e);
    if (same === true) return boolValue(true);
    if (same === undefined) unknown = true;
  }
  return unknown ? unknownValue(BOOL) : boolValue(false);
});

function distinctOf(elements: readonly Value[]): Value[] {
  const seen = new Map<string, Value[]>();
  return elements.filter((v) => {
    const key =
      v.type.kind === 'string' ? `s${v.text}` : v.type.kind === 'number' ? `n${v.num.toString()}` : setKey(v);
    const bucket = seen.get(key);
    if (bucket?.some((o) => sameValue(o, v) === true)) return false;
    if (bucket) bucket.push(v);
    else seen.set(key, [v]);
    return true;
  });
}

const anyList = listOf(DYNAMIC);

const distinct = fixed(
  [param('list', anyList)],
  (args) => arg(args, 0).type,
  (args, type) => {
    const list = arg(args, 0);
    if (!list.isWhollyKnown) return unknownValue(type);
    return listValue(distinctOf(list.elements), type.kind === 'list' ? type.element : DYNAMIC);
  },
);

const chunklist = fixed(
  [param('list', anyList, 'm'), param('size', NUMBER, 'm')],
  (args) => listOf(arg(args, 0).type),
  (args) => {
    const list = arg(args, 0);
    const size = prefixedInt(arg(args, 1), 'invalid size: ');
    if (size < 0) fail('the size argument must be positive');
    const marks = [list.marks, arg(args, 1).marks] as const;
    if (list.elements.length > 0 && size === 0) return listValue([list.unmark()]).withMarks(...marks);
    const elementType = list.type.kind === 'list' ? list.type.element : DYNAMIC;
    const chunks: Value[] = [];
    for (let i = 0; i < list.elements.length; i += size) {
      chunks.push(listValue(list.elements.slice(i, i + size), elementType));
    }
    return listValue(chunks, list.type).withMarks(...marks);
  },
);

const reverse = fixed(
  [param('list', DYNAMIC, 'm')],
  (args) => {
    const { type } = arg(args, 0);
    if (type.kind === 'tuple') return tupleOf([...type.elements].reverse());
    if (type.kind === 'list' || type.kind === 'set') return listOf(type.element);
    return failArg(0, `can only reverse list or tuple values, not ${friendlyName(type)}`);
  },
  (args, type) => {
    const list = arg(args, 0);
    const turned = [...list.elements].reverse();
    return (type.kind === 'list' ? listValue(turned, type.element) : tupleValue(turned)).withMarks(
      list.marks,
    );
  },
);

function productType(args: readonly Value[]): Type {
  if (args.length < 2) fail('at least two arguments are required');
  let lists = 0;
  const parts = args.map((v, i): Type => {
    if (v.type.kind === 'set') return v.type.element;
    lists += 1;
    if (v.type.kind === 'list') return v.type.element;
    if (v.type.kind !== 'tuple') return failArg(i, 'a set or a list is required');
    if (v.type.elements.length === 0) return DYNAMIC;
    return unifyTypes(v.type.elements)?.type ?? failArg(i, 'all elements must be of the same type');
  });
  return lists === args.length ? listOf(tupleOf(parts)) : { kind: 'set', element: tupleOf(parts) };
}

const MAX_PRODUCT = 300_000;

const setproduct = variadic([], param('sets', DYNAMIC, 'm'), productType, (args, type) => {
  const marks = new Set<Mark>();
  for (const v of args) for (const mark of v.marks ?? []) marks.add(mark);
  if (args.some((v) => lengthOf(v) === undefined)) return unknownValue(type).withMarks(marks);
  const total = args.reduce((n, v) => n * v.elements.length, 1);
  if (total > MAX_PRODUCT) fail(`the product has more than ${MAX_PRODUCT} elements`);
  const elementType = type.kind === 'list' || type.kind === 'set' ? type.element : DYNAMIC;
  const parts = elementType.kind === 'tuple' ? elementType.elements : [];
  let rows: Value[][] = [[]];
  for (const [i, v] of args.entries()) {
    const column = v.elements.map((e) => convert(e, parts[i] ?? DYNAMIC));
    rows = rows.flatMap((row) => column.map((e) => [...row, e]));
  }
  const tuples = rows.map((row) => tupleValue(row));
  const result =
    type.kind === 'list'
      ? listValue(tuples, tuples.length ? undefined : elementType)
      : setValue(tuples, tuples.length ? undefined : elementType);
  return result.withMarks(marks);
});

const zipmap = fixed(
  [param('keys', listOf(STRING), 'm'), param('values', DYNAMIC, 'm')],
  (args) => {
    const names = arg(args, 0);
    const { type } = arg(args, 1);
    if (type.kind === 'list') return mapOf(type.element);
    if (type.kind !== 'tuple') fail('values argument must be a list or tuple value');
    if (!names.isWhollyKnown) return DYNAMIC;
    sameLength(names.elements.length, type.elements.length);
    const nothing = names.elements.findIndex((k) => k.isNull);
    if (nothing >= 0) fail(`keys list has null value at index ${nothing}`);
    return objectOf(names.elements.map((k, i) => [k.text, type.elements[i] ?? DYNAMIC] as const));
  },
  (args, type) => {
    const names = arg(args, 0);
    const list = arg(args, 1);
    const marks = new Set<Mark>([...(names.marks ?? []), ...(list.marks ?? [])]);
    if (!names.isWhollyKnown) return unknownValue(type).withMarks(marks);
    sameLength(names.elements.length, list.elements.length);
    for (const k of names.elements) for (const mark of k.marks ?? []) marks.add(mark);
    const entries = names.elements.map((k, i) => [k.text, list.elements[i] ?? DYNAMIC_VALUE] as const);
    return (type.kind === 'map' ? mapValue(entries, type.element) : objectValue(entries)).withMarks(marks);
  },
);

function sameLength(names: number, elements: number): void {
  if (names !== elements) fail(`number of keys (${names}) does not match number of values (${elements})`);
}

/** Functions on lists, sets and maps that cty has. */
export const COLLECTIONS: Readonly<Record<string, FunctionSpec>> = {
  length: lengthFunction,
  element,
  slice,
  flatten,
  keys,
  values,
  merge,
  concat,
  contains,
  distinct,
  chunklist,
  reverse,
  setproduct,
  zipmap,
};
