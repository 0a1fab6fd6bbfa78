import { sameValue } from './equality.ts';
import { compareText } from './text-order.ts';
import { isPrimitive, type Type } from './type.ts';
import { commonType, type Mark, orderedSetValue, Value } from './value.ts';

/** A set without duplicates in cty's order. Marks of elements move to the whole set. */
export function setValue(elements: readonly Value[], element: Type = commonType(elements)): Value {
  const marks = new Set<Mark>();
  const plain = elements.map((v) => {
    const { value, marks: own } = v.unmarkDeep();
    for (const mark of own) marks.add(mark);
    return value.type.kind === 'dynamic' && value.state !== 'known' && element.kind !== 'dynamic'
      ? new Value(element, value.state, undefined)
      : value;
  });
  const seen = new Map<string, Value[]>();
  const unique: { readonly value: Value; readonly key: string }[] = [];
  for (const value of plain) {
    const key = setKey(value);
    const bucket = seen.get(key);
    if (bucket?.some((other) => sameValue(other, value) === true)) continue;
    if (bucket) bucket.push(value);
    else seen.set(key, [value]);
    unique.push({ value, key });
  }
  unique.sort((a, b) => compareElements(a, b, element));
  return orderedSetValue(
    unique.map((u) => u.value),
    element,
    marks,
  );
}

function compareElements(
  a: { readonly value: Value; readonly key: string },
  b: { readonly value: Value; readonly key: string },
  element: Type,
): number {
  const rank = (v: Value): number => (v.isNull ? 2 : v.isKnown ? 0 : 1);
  // cty puts null after everything and unknown after known.
  const byRank = rank(a.value) - rank(b.value);
  if (byRank !== 0) return byRank;
  if (rank(a.value) > 0 || !isPrimitive(element)) return compareText(a.key, b.key);
  if (element.kind === 'string') return compareText(a.value.text, b.value.text);
  if (element.kind === 'number') return a.value.num.compare(b.value.num);
  return Number(a.value.isTrue) - Number(b.value.isTrue);
}

/** The text by which cty orders compound elements of a set; equal values have equal texts. */
export function setKey(v: Value): string {
  if (!v.isKnown) return '?';
  if (v.isNull) return '~';
  switch (v.type.kind) {
    case 'number':
      return v.num.toString();
    case 'bool':
      return v.isTrue ? 'T' : 'F';
    case 'string':
      return JSON.stringify(v.text);
    case 'map':
      return `{${[...v.entries].map(([k, e]) => `${JSON.stringify(k)}:${setKey(e)};`).join('')}}`;
    case 'object':
      return `<${[...v.entries.values()].map((e) => `${setKey(e)};`).join('')}>`;
    case 'tuple':
      return `<${v.elements.map((e) => `${setKey(e)};`).join('')}>`;
    default:
      return `[${v.elements.map((e) => `${setKey(e)};`).join('')}]`;
  }
}
