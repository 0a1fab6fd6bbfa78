import { GoBytes, GoInt, GoMap, GoObject, isNilSlice, typeName, type Value } from './value.ts';

/** `reflect.DeepEqual`: types must agree as well as values. */
export function deepEqual(a: Value, b: Value): boolean {
  const x = a ?? null;
  const y = b ?? null;
  if (x === y) return !(typeof x === 'number' && Number.isNaN(x));
  if (x === null || y === null || typeof x !== 'object' || typeof y !== 'object') return false;
  if (x instanceof GoInt) return y instanceof GoInt && x.kind === y.kind && x.value === y.value;
  if (typeName(x) !== typeName(y)) return false;
  if (Array.isArray(x)) {
    return (
      Array.isArray(y) &&
      x.length === y.length &&
      isNilSlice(x) === isNilSlice(y) &&
      x.every((item, i) => deepEqual(item, y[i]))
    );
  }
  if (x instanceof GoMap) {
    if (!(y instanceof GoMap) || x.size !== y.size) return false;
    for (const [key, item] of x) if (!y.has(key) || !deepEqual(item, y.get(key))) return false;
    return true;
  }
  if (x instanceof GoBytes) return y instanceof GoBytes && Buffer.compare(x.data, y.data) === 0;
  if (x instanceof GoObject && y instanceof GoObject) {
    const others = y.fields();
    return x.text() === y.text() && x.fields().every(([, value], i) => deepEqual(value, others[i]?.[1]));
  }
  return false;
}

/** A copy that shares no map and no slice with the original. */
export function deepCopy(value: Value): Value {
  if (value === null || typeof value !== 'object') return value;
  if (value instanceof GoMap) {
    const copy = new GoMap();
    copy.goType = value.goType;
    for (const [key, item] of value) copy.set(key, deepCopy(item));
    return copy;
  }
  if (Array.isArray(value)) return value.map(deepCopy);
  return value;
}
