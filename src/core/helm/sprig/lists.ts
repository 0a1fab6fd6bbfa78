import { deepEqual } from '../go/equal.ts';
import { display } from '../go/format.ts';
import { type FuncMap, fn, GoError } from '../go/func.ts';
import { elemType, type GoInt, isTrue, kindName, nilSlice, sliceOf, type Value } from '../go/value.ts';
import { toInt64 } from './cast.ts';

/** The elements of a list, or a panic in sprig's words. */
function items(value: Value, complaint: string): Value[] {
  if (Array.isArray(value)) return value;
  if (value === null || value === undefined) {
    throw new GoError('runtime error: invalid memory address or nil pointer dereference');
  }
  throw new GoError(`${complaint} ${kindName(value)}`);
}

const push = fn('any any', (list: Value, v: Value) => [...items(list, 'Cannot push on type'), v]);
const prepend = fn('any any', (list: Value, v: Value) => [v, ...items(list, 'Cannot prepend on type')]);
const first = fn('any', (list: Value) => items(list, 'Cannot find first on type')[0] ?? null);
const last = fn('any', (list: Value) => items(list, 'Cannot find last on type').at(-1) ?? null);
const rest = fn('any', (list: Value) => {
  const all = items(list, 'Cannot find rest on type');
  return all.length === 0 ? nilSlice() : all.slice(1);
});
const initial = fn('any', (list: Value) => {
  const all = items(list, 'Cannot find initial on type');
  return all.length === 0 ? nilSlice() : all.slice(0, -1);
});
const reverse = fn('any', (list: Value) => [...items(list, 'Cannot find reverse on type')].reverse());
const compact = fn('any', (list: Value) => items(list, 'Cannot compact on type').filter(isTrue));
const inList = (list: readonly Value[], needle: Value): boolean =>
  list.some((each) => deepEqual(needle, each));
const uniq = fn('any', (list: Value) => {
  const out: Value[] = [];
  for (const item of items(list, 'Cannot find uniq on type')) if (!inList(out, item)) out.push(item);
  return out;
});
const without = fn('any ...any', (list: Value, ...omit: Value[]) =>
  items(list, 'Cannot find without on type').filter((item) => !inList(omit, item)),
);
const has = fn('any any', (needle: Value, haystack: Value) => {
  if (haystack === null || haystack === undefined) return false;
  return inList(items(haystack, 'Cannot find has on type'), needle);
});
const slice = fn('any ...any', (list: Value, ...indices: Value[]) => {
  const all = items(list, 'list should be type of slice or array but');
  if (all.length === 0) return null;
  const start = indices.length > 0 ? Number(toInt64(indices[0])) : 0;
  const end = indices.length > 1 ? Number(toInt64(indices[1])) : all.length;
  if (start < 0 || end < start || end > all.length)
    throw new GoError('reflect.Value.Slice: slice index out of bounds');
  return sliceOf(elemType(all), all.slice(start, end));
});
const chunk = fn('int any', (count: GoInt, list: Value) => {
  const all = items(list, 'Cannot chunk type');
  const size = Number(count.value);
  // Go makes the list of chunks first: a negative size may come to none at all.
  const chunks = Math.floor((all.length - 1) / size) + 1;
  if (!(chunks >= 0 && Number.isFinite(chunks))) {
    throw new GoError('runtime error: makeslice: len out of range');
  }
  if (size < 0) return sliceOf('[]interface {}', []);
  const out: Value[] = [];
  for (let i = 0; i < all.length; i += size) out.push(all.slice(i, i + size));
  return sliceOf('[]interface {}', out);
});

const list = fn('...any', (...values: Value[]) => values);

export const listFuncs: FuncMap = {
  list,
  tuple: list,
  append: push,
  push,
  mustAppend: push,
  mustPush: push,
  prepend,
  mustPrepend: prepend,
  first,
  mustFirst: first,
  rest,
  mustRest: rest,
  last,
  mustLast: last,
  initial,
  mustInitial: initial,
  reverse,
  mustReverse: reverse,
  compact,
  mustCompact: compact,
  uniq,
  mustUniq: uniq,
  without,
  mustWithout: without,
  has,
  mustHas: has,
  slice,
  mustSlice: slice,
  chunk,
  mustChunk: chunk,
  concat: fn('...any', (...lists: Value[]) => {
    const out = lists.flatMap((each) => {
      if (Array.isArray(each)) return each;
      if (each === null || each === undefined) {
        throw new GoError('runtime error: invalid memory address or nil pointer dereference');
      }
      throw new GoError(`Cannot concat type ${kindName(each)} as list`);
    });
    return out.length === 0 ? nilSlice() : out;
  }),
  default: fn('any ...any', (fallback: Value, ...given: Value[]) => (isTrue(given[0]) ? given[0] : fallback)),
  empty: fn('any', (value: Value) => !isTrue(value)),
  coalesce: fn('...any', (...values: Value[]) => values.find(isTrue) ?? null),
  all: fn('...any', (...values: Value[]) => values.every(isTrue)),
  any: fn('...any', (...values: Value[]) => values.some(isTrue)),
  ternary: fn('any any bool', (yes: Value, no: Value, which: boolean) => (which ? yes : no)),
  fail: fn('string', (message: string) => {
    throw new GoError(display(message));
  }),
};
