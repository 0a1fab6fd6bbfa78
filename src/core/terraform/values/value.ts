import { Num } from './number.ts';
import { compareText } from './text-order.ts';
import {
  BOOL,
  DYNAMIC,
  EMPTY_TUPLE,
  listOf,
  mapOf,
  NUMBER,
  objectOfSorted,
  STRING,
  setOf,
  type Type,
  tupleOf,
} from './type.ts';

/** What marks a value can carry; `sensitive` is the one that configuration makes. */
export type Mark = 'sensitive' | 'ephemeral';
export type Marks = ReadonlySet<Mark>;

type Raw = string | boolean | Num | readonly Value[] | ReadonlyMap<string, Value> | undefined;
type State = 'known' | 'null' | 'unknown';

/**
 * A cty value: a type with a known value, null, or unknown until apply. Immutable.
 * Lists, sets (in cty's order, without duplicates) and tuples hold elements; maps and objects hold entries sorted by key.
 */
export class Value {
  readonly type: Type;
  readonly state: State;
  readonly raw: Raw;
  readonly marks: Marks | undefined;
  #whollyKnown: boolean | undefined;
  #containsMarked: boolean | undefined;
  #size: number | undefined;

  constructor(type: Type, state: State, raw: Raw, marks?: Marks) {
    this.type = type;
    this.state = state;
    this.raw = raw;
    this.marks = marks;
  }

  get isKnown(): boolean {
    return this.state !== 'unknown';
  }

  get isNull(): boolean {
    return this.state === 'null';
  }

  get isMarked(): boolean {
    return this.marks !== undefined;
  }

  /** Known at every depth. */
  get isWhollyKnown(): boolean {
    this.#whollyKnown ??= this.state !== 'unknown' && childrenOf(this).every((v) => v.isWhollyKnown);
    return this.#whollyKnown;
  }

  /** Marked here or deeper. */
  get containsMarked(): boolean {
    this.#containsMarked ??= this.marks !== undefined || childrenOf(this).some((v) => v.containsMarked);
    return this.#containsMarked;
  }

  /** Values in it at every depth, itself included, long texts as several; a part that stands in two places counts twice. */
  get size(): number {
    if (typeof this.raw === 'string') return 1 + (this.raw.length >> 6);
    if (typeof this.raw !== 'object') return 1;
    this.#size ??= childrenOf(this).reduce((sum, v) => sum + v.size, 1);
    return this.#size;
  }

  /** The text of a known string; '' for anything else. */
  get text(): string {
    return typeof this.raw === 'string' ? this.raw : '';
  }

  /** The number of a known number; zero for anything else. */
  get num(): Num {
    return this.raw instanceof Num ? this.raw : ZERO;
  }

  get isTrue(): boolean {
    return this.raw === true;
  }

  /** Elements of a known list, set or tuple. */
  get elements(): readonly Value[] {
    return Array.isArray(this.raw) ? this.raw : [];
  }

  /** Entries of a known map or object. */
  get entries(): ReadonlyMap<string, Value> {
    return this.raw instanceof Map ? this.raw : NO_ENTRIES;
  }

  withMarks(...sets: readonly (Marks | undefined)[]): Value {
    const all = new Set<Mark>(this.marks);
    for (const set of sets) for (const mark of set ?? []) all.add(mark);
    if (all.size === (this.marks?.size ?? 0)) return this;
    return new Value(this.type, this.state, this.raw, all);
  }

  /** This value without its own marks; deeper ones stay. */
  unmark(): Value {
    return this.marks === undefined ? this : new Value(this.type, this.state, this.raw);
  }

  /** This value without any mark, and all the marks there were. */
  unmarkDeep(): { readonly value: Value; readonly marks: Marks } {
    const marks = new Set<Mark>();
    return { value: stripMarks(this, marks), marks };
  }
}

const NO_ENTRIES: ReadonlyMap<string, Value> = new Map();
const ZERO = Num.int(0);

/** Elements or entry values one level down. */
export function childrenOf(value: Value): readonly Value[] {
  if (Array.isArray(value.raw)) return value.raw;
  if (value.raw instanceof Map) return [...value.raw.values()];
  return [];
}

function stripMarks(value: Value, into: Set<Mark>): Value {
  if (!value.containsMarked) return value;
  for (const mark of value.marks ?? []) into.add(mark);
  if (Array.isArray(value.raw)) {
    return new Value(
      value.type,
      value.state,
      value.raw.map((v: Value) => stripMarks(v, into)),
    );
  }
  if (value.raw instanceof Map) {
    const entries = new Map<string, Value>();
    for (const [k, v] of value.entries) entries.set(k, stripMarks(v, into));
    return new Value(value.type, value.state, entries);
  }
  return value.unmark();
}

export const TRUE = new Value(BOOL, 'known', true);
export const FALSE = new Value(BOOL, 'known', false);
/** Neither type nor value is known. */
export const DYNAMIC_VALUE = new Value(DYNAMIC, 'unknown', undefined);
export const NULL_VALUE = new Value(DYNAMIC, 'null', undefined);
export const EMPTY_TUPLE_VALUE = new Value(EMPTY_TUPLE, 'known', []);
const UNKNOWN_STRING = new Value(STRING, 'unknown', undefined);

export const SENSITIVE: Marks = new Set<Mark>(['sensitive']);
export const EPHEMERAL: Marks = new Set<Mark>(['ephemeral']);

export const boolValue = (b: boolean): Value => (b ? TRUE : FALSE);
/** Text is NFC-normalised, as in cty. */
export const stringValue = (text: string): Value =>
  new Value(STRING, 'known', ASCII.test(text) ? text : text.normalize('NFC'));
export const numberValue = (n: Num): Value => new Value(NUMBER, 'known', n);
/** Indices and counters come by the million: those up to here are one value each. */
const SMALL: (Value | undefined)[] = new Array(1024).fill(undefined);

export function intValue(n: number | bigint): Value {
  if (typeof n !== 'number' || !(n >= 0 && n < SMALL.length) || !Number.isInteger(n))
    return numberValue(Num.int(n));
  const known = SMALL[n] ?? numberValue(Num.int(n));
  SMALL[n] = known;
  return known;
}

export const nullValue = (type: Type): Value =>
  type.kind === 'dynamic' ? NULL_VALUE : new Value(type, 'null', undefined);

export function unknownValue(type: Type): Value {
  if (type.kind === 'dynamic') return DYNAMIC_VALUE;
  if (type === STRING) return UNKNOWN_STRING;
  return new Value(type, 'unknown', undefined);
}

const ASCII = /^[\x00-\x7f]*$/;

export const tupleValue = (elements: readonly Value[]): Value =>
  new Value(tupleOf(elements.map((v) => v.type)), 'known', elements);

/** The one type of some values: the first that is not dynamic. */
export const commonType = (values: Iterable<Value>): Type => {
  for (const v of values) if (v.type.kind !== 'dynamic') return v.type;
  return DYNAMIC;
};

/** An element of dynamic type (unknown or null) takes the element type of the collection it goes into. */
const settle = (v: Value, element: Type): Value =>
  v.type.kind === 'dynamic' && element.kind !== 'dynamic' && v.state !== 'known'
    ? new Value(element, v.state, undefined, v.marks)
    : v;

/** A list; the elements must have one type, which is given for the empty list. */
export function listValue(elements: readonly Value[], element: Type = commonType(elements)): Value {
  return new Value(
    listOf(element),
    'known',
    elements.map((v) => settle(v, element)),
  );
}

/** An object from entries in any order; a later entry of the same name wins. */
export function objectValue(entries: Iterable<readonly [string, Value]>): Value {
  const sorted = sortedEntries(entries);
  const types = new Map<string, Type>();
  for (const [name, v] of sorted) types.set(name, v.type);
  return new Value(objectOfSorted(types), 'known', sorted);
}

/** A map; the elements must have one type, which is given for the empty map. */
export function mapValue(entries: Iterable<readonly [string, Value]>, element?: Type): Value {
  const sorted = sortedEntries(entries);
  const type = element ?? commonType(sorted.values());
  for (const [key, v] of sorted) {
    const settled = settle(v, type);
    if (settled !== v) sorted.set(key, settled);
  }
  return new Value(mapOf(type), 'known', sorted);
}

/** A set from elements that are deduplicated and ordered already (see set.ts). */
export const orderedSetValue = (elements: readonly Value[], element: Type, marks?: Marks): Value =>
  new Value(setOf(element), 'known', elements, marks !== undefined && marks.size > 0 ? marks : undefined);

function sortedEntries(entries: Iterable<readonly [string, Value]>): Map<string, Value> {
  const unsorted = new Map(entries);
  let previous: string | undefined;
  for (const key of unsorted.keys()) {
    if (previous !== undefined && compareText(previous, key) > 0) {
      return new Map([...unsorted].sort((a, b) => compareText(a[0], b[0])));
    }
    previous = key;
  }
  return unsorted;
}
