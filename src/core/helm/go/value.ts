import type { GoFunc } from './func.ts';

export type IntKind = 'int' | 'int64' | 'int32' | 'uint' | 'uint8' | 'uint64';

const intCache: GoInt[] = [];

/** A Go integer with its type. Values from YAML are float64 and stay JavaScript numbers. */
export class GoInt {
  readonly kind: IntKind;
  readonly value: bigint;

  constructor(kind: IntKind, value: bigint) {
    this.kind = kind;
    this.value = value;
  }
}

/** An `int` of a JavaScript integer. */
export function int(value: number | bigint): GoInt {
  const n = Number(value);
  if (n >= 0 && n < 256) {
    let cached = intCache[n];
    if (cached === undefined) {
      cached = new GoInt('int', BigInt(n));
      intCache[n] = cached;
    }
    return cached;
  }
  return new GoInt('int', BigInt.asIntN(64, BigInt(value)));
}

/** An `int64`, wrapped to 64 bits as Go's arithmetic does. */
export const int64 = (value: number | bigint): GoInt => new GoInt('int64', BigInt.asIntN(64, BigInt(value)));

/** A Go map with string keys and its type's name. Iteration order is the caller's business: Go sorts. */
export class GoMap extends Map<string, Value> {
  goType = 'map[string]interface {}';

  /** What a missing key reads as: the zero value of the elements' type. */
  zero(): Value {
    return this.goType.endsWith(']string') ? '' : null;
  }
}

export const VALUES_TYPE = 'chartutil.Values';

/** A map of a named or narrower type, such as `map[string]string` or `chartutil.Values`. */
export function mapOf(goType: string, entries?: Iterable<readonly [string, Value]>): GoMap {
  const map = new GoMap(entries);
  map.goType = goType;
  return map;
}

/** Anything that is not plain data: structs, times, versions, files. */
export abstract class GoObject {
  abstract readonly typeName: string;
  readonly kind: string = 'struct';
  /** An exported field of a struct; undefined when there is none of that name. */
  field(_name: string): { readonly value: Value; readonly iface?: boolean } | undefined {
    return undefined;
  }
  method(_name: string): GoFunc | undefined {
    return undefined;
  }
  /** What `String()` answers, undefined where the type is no Stringer. */
  text(): string | undefined {
    return undefined;
  }
  /** Fields in order, for printing and JSON. */
  fields(): readonly (readonly [name: string, value: Value])[] {
    return [];
  }
  /** What it is for `encoding/json`. */
  json(): Value {
    return new GoMap(this.fields());
  }
}

/** `[]byte`. */
export class GoBytes extends GoObject {
  readonly typeName = '[]uint8';
  override readonly kind = 'slice';
  readonly data: Uint8Array;
  constructor(data: Uint8Array) {
    super();
    this.data = data;
  }
}

export type Value = undefined | null | boolean | number | string | GoInt | GoMap | GoObject | Value[];

interface SliceFacts {
  readonly elem: string;
  readonly nil: boolean;
}

const slices = new WeakMap<readonly Value[], SliceFacts>();

/** Marks an array as `[]elem`; plain arrays are `[]interface {}`. */
export function sliceOf<T extends Value>(elem: string, items: T[]): T[] {
  slices.set(items as Value[], { elem, nil: false });
  return items;
}

/** A nil slice: empty, but `null` in JSON. */
export function nilSlice(elem = 'interface {}'): Value[] {
  const items: Value[] = [];
  slices.set(items, { elem, nil: true });
  return items;
}

export const elemType = (items: readonly Value[]): string => slices.get(items)?.elem ?? 'interface {}';
export const isNilSlice = (items: readonly Value[]): boolean =>
  items.length === 0 && slices.get(items)?.nil === true;

/** Go's name of a value's dynamic type, as `%T` prints it. */
export function typeName(value: Value): string {
  switch (typeof value) {
    case 'undefined':
      return '<nil>';
    case 'boolean':
      return 'bool';
    case 'number':
      return 'float64';
    case 'string':
      return 'string';
  }
  if (value === null) return '<nil>';
  if (value instanceof GoInt) return value.kind;
  if (value instanceof GoMap) return value.goType;
  if (Array.isArray(value)) return `[]${elemType(value)}`;
  return (value as GoObject).typeName;
}

/** `reflect.Kind` by name; `invalid` for nil. */
export function kindName(value: Value): string {
  switch (typeof value) {
    case 'undefined':
      return 'invalid';
    case 'boolean':
      return 'bool';
    case 'number':
      return 'float64';
    case 'string':
      return 'string';
  }
  if (value === null) return 'invalid';
  if (value instanceof GoInt) return value.kind;
  if (value instanceof GoMap) return 'map';
  if (Array.isArray(value)) return 'slice';
  return (value as GoObject).kind;
}

/** The truth of text/template's `if`, and the opposite of sprig's `empty`. */
export function isTrue(value: Value): boolean {
  switch (typeof value) {
    case 'undefined':
      return false;
    case 'boolean':
      return value;
    case 'number':
      return value !== 0;
    case 'string':
      return value.length > 0;
  }
  if (value === null) return false;
  if (value instanceof GoInt) return value.value !== 0n;
  if (value instanceof GoMap) return value.size > 0;
  if (Array.isArray(value)) return value.length > 0;
  if (value instanceof GoBytes) return value.data.length > 0;
  return true;
}

/** Go's string order: by bytes of UTF-8, which is the order of code points. */
export function compareStrings(a: string, b: string): number {
  const n = Math.min(a.length, b.length);
  for (let i = 0; i < n; i++) {
    let x = a.charCodeAt(i);
    let y = b.charCodeAt(i);
    if (x === y) continue;
    // Surrogates stand for code points above every other unit.
    if (x >= 0xd800 && y >= 0xd800) {
      if (x >= 0xe000) x -= 0x2000;
      if (y >= 0xe000) y -= 0x2000;
    }
    return x - y;
  }
  return a.length - b.length;
}

export const sortedKeys = (map: ReadonlyMap<string, unknown>): string[] =>
  [...map.keys()].sort(compareStrings);
