import { byteLength } from '../go/bytes.ts';
import type { GoFunc } from '../go/func.ts';
import { GoInt, GoMap, type Value } from '../go/value.ts';

/** Slices with methods, such as `.Capabilities.APIVersions`. */
export class MethodSlice extends Array<Value> {
  method(_name: string): GoFunc | undefined {
    return undefined;
  }
}

/** Maps with methods, such as `.Files`. */
export class MethodMap extends GoMap {
  method(_name: string): GoFunc | undefined {
    return undefined;
  }
}

/** Length of a value for the `len` builtin; undefined when it has none. */
export function lengthOf(value: Value): number | undefined {
  if (typeof value === 'string') return byteLength(value);
  if (Array.isArray(value)) return value.length;
  if (value instanceof GoMap) return value.size;
  return undefined;
}

/** An integer that may serve as an index. */
export const asIndex = (value: Value): bigint | undefined =>
  value instanceof GoInt ? value.value : undefined;
