import { BOOL, hasDynamic, isCollection, type Type, typeEquals } from './type.ts';
import { boolValue, unknownValue, type Value } from './value.ts';

/** cty's equality: `undefined` while it cannot be known yet. Marks are ignored (see `equals`). */
export function sameValue(a: Value, b: Value): boolean | undefined {
  if (!a.isKnown || !b.isKnown) {
    if (!a.isKnown && !b.isKnown) return undefined;
    const [known, unknown] = a.isKnown ? [a, b] : [b, a];
    if (known.isNull || hasDynamic(unknown.type)) return undefined;
    return typeEquals(known.type, unknown.type) ? undefined : false;
  }
  if (a.isNull || b.isNull) return a.isNull && b.isNull;
  if (!typeWhollyKnown(a) || !typeWhollyKnown(b)) {
    return conforms(a.type, b.type) || conforms(b.type, a.type) ? undefined : false;
  }
  if (!typeEquals(a.type, b.type)) return false;
  return sameContent(a, b);
}

function sameContent(a: Value, b: Value): boolean | undefined {
  switch (a.type.kind) {
    case 'number':
      return a.num.equals(b.num);
    case 'string':
    case 'bool':
      return a.raw === b.raw;
    case 'set':
      return sameSet(a, b);
    case 'map':
    case 'object':
      return sameEntries(a, b);
    default:
      return sameElements(a, b);
  }
}

function sameElements(a: Value, b: Value): boolean | undefined {
  if (a.elements.length !== b.elements.length) return false;
  for (const [i, left] of a.elements.entries()) {
    const right = b.elements[i];
    if (right === undefined) return false;
    const same = sameValue(left, right);
    if (same !== true) return same;
  }
  return true;
}

function sameEntries(a: Value, b: Value): boolean | undefined {
  if (a.entries.size !== b.entries.size) return false;
  for (const [key, left] of a.entries) {
    const right = b.entries.get(key);
    if (right === undefined) return false;
    const same = sameValue(left, right);
    if (same !== true) return same;
  }
  return true;
}

function sameSet(a: Value, b: Value): boolean | undefined {
  const all = [...a.elements, ...b.elements];
  if (all.some((v) => !v.isKnown)) return undefined;
  const within = (v: Value, set: Value): boolean => set.elements.some((o) => sameValue(v, o) === true);
  return a.elements.every((v) => within(v, b)) && b.elements.every((v) => within(v, a));
}

/** False when a part's type is still to be found out. */
function typeWhollyKnown(v: Value): boolean {
  if (!hasDynamic(v.type)) return true;
  if (v.isNull) return true;
  if (!v.isKnown || v.type.kind === 'dynamic') return false;
  if (v.type.kind === 'object' || v.type.kind === 'map')
    return [...v.entries.values()].every(typeWhollyKnown);
  return v.elements.every(typeWhollyKnown);
}

/** True when a value of type `given` could be one of type `wanted`, dynamic standing for anything. */
export function conforms(given: Type, wanted: Type): boolean {
  if (wanted.kind === 'dynamic') return true;
  if (given.kind !== wanted.kind) return false;
  if (isCollection(given)) return isCollection(wanted) && conforms(given.element, wanted.element);
  if (given.kind === 'tuple' && wanted.kind === 'tuple') {
    return (
      given.elements.length === wanted.elements.length &&
      given.elements.every((t, i) => {
        const other = wanted.elements[i];
        return other !== undefined && conforms(t, other);
      })
    );
  }
  if (given.kind === 'object' && wanted.kind === 'object') {
    if (given.attributes.size !== wanted.attributes.size) return false;
    return [...given.attributes].every(([name, t]) => {
      const other = wanted.attributes.get(name);
      return other !== undefined && conforms(t, other);
    });
  }
  return true;
}

/** `==` as a value: unknown while undecided, with the marks of both sides. */
export function equals(a: Value, b: Value): Value {
  const left = a.unmarkDeep();
  const right = b.unmarkDeep();
  const same = sameValue(left.value, right.value);
  const result = same === undefined ? unknownValue(BOOL) : boolValue(same);
  return result.withMarks(left.marks, right.marks);
}

/** Equality of everything there is, marks and unknown parts included. */
export function identical(a: Value, b: Value): boolean {
  if (a === b) return true;
  if (a.state !== b.state || !typeEquals(a.type, b.type)) return false;
  const marksOf = (v: Value): string => [...(v.marks ?? [])].sort().join();
  if (marksOf(a) !== marksOf(b)) return false;
  if (a.state !== 'known') return true;
  if (a.type.kind === 'number') return a.num.equals(b.num);
  if (a.type.kind === 'string' || a.type.kind === 'bool') return a.raw === b.raw;
  if (a.type.kind === 'map' || a.type.kind === 'object') {
    if (a.entries.size !== b.entries.size) return false;
    return [...a.entries].every(([k, v]) => {
      const other = b.entries.get(k);
      return other !== undefined && identical(v, other);
    });
  }
  return (
    a.elements.length === b.elements.length &&
    a.elements.every((v, i) => {
      const other = b.elements[i];
      return other !== undefined && identical(v, other);
    })
  );
}
