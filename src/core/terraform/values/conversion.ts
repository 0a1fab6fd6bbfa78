import { Num } from './number.ts';
import { setValue } from './set.ts';
import {
  type CollectionType,
  DYNAMIC,
  isPrimitive,
  listOf,
  mapOf,
  type ObjectType,
  objectOf,
  type PrimitiveType,
  setOf,
  type TupleType,
  type Type,
  tupleOf,
  typeEquals,
  withoutOptional,
} from './type.ts';
import { unifyWith } from './unify.ts';
import {
  boolValue,
  DYNAMIC_VALUE,
  listValue,
  mapValue,
  nullValue,
  numberValue,
  objectValue,
  stringValue,
  tupleValue,
  unknownValue,
  type Value,
} from './value.ts';
import { ValueError } from './value-error.ts';

/** Turns a value of one type into another; throws ValueError. */
export type Conversion = (value: Value) => Value;

export const unify = (types: readonly Type[], unsafe: boolean) =>
  unifyWith(types, unsafe, conversionBetween, () => DYNAMIC_VALUE);

/** The conversion from one type to another, or undefined when there is none. `unsafe` ones may fail for some values. */
export function conversionBetween(from: Type, to: Type, unsafe: boolean): Conversion | undefined {
  const inner = knownConversion(from, to, unsafe);
  if (inner === undefined) return undefined;
  return (value) => {
    if (value.marks !== undefined) return apply(inner, value.unmark(), to).withMarks(value.marks);
    return apply(inner, value, to);
  };
}

function apply(inner: Conversion, value: Value, to: Type): Value {
  if (to.kind === 'dynamic') return value;
  if (!value.isKnown) return unknownValue(replaceDynamic(value.type, withoutOptional(to)));
  if (value.isNull) return nullValue(replaceDynamic(value.type, withoutOptional(to)));
  return inner(value);
}

function knownConversion(from: Type, to: Type, unsafe: boolean): Conversion | undefined {
  if (to.kind === 'dynamic') return (v) => v;
  if (from.kind === 'dynamic') {
    return unsafe ? (v) => late(v, to) : undefined;
  }
  if (isPrimitive(from) && isPrimitive(to)) return primitive(from, to, unsafe);
  if (from.kind === 'object' && to.kind === 'object') return objectToObject(from, to, unsafe);
  if (from.kind === 'tuple' && to.kind === 'tuple') return tupleToTuple(from, to, unsafe);
  if (to.kind === 'list' && (from.kind === 'list' || from.kind === 'set')) return sequence(from, to, unsafe);
  if (to.kind === 'set' && (from.kind === 'list' || from.kind === 'set')) {
    return from.kind === 'list' && !unsafe ? undefined : sequence(from, to, unsafe);
  }
  if (to.kind === 'map' && from.kind === 'map') return mapToMap(from, to, unsafe);
  if (from.kind === 'tuple' && (to.kind === 'list' || to.kind === 'set'))
    return tupleToSequence(from, to, unsafe);
  if (to.kind === 'map' && from.kind === 'object') return objectToMap(from, to, unsafe);
  if (to.kind === 'object' && from.kind === 'map') return unsafe ? mapToObject(from, to) : undefined;
  return undefined;
}

/** A dynamic value whose type is only found when it is there. */
function late(value: Value, to: Type): Value {
  if (typeEquals(value.type, withoutOptional(to))) return value;
  const conversion = conversionBetween(value.type, to, true);
  if (conversion === undefined) throw new ValueError('incompatible types');
  return conversion(value);
}

function primitive(from: PrimitiveType, to: PrimitiveType, unsafe: boolean): Conversion | undefined {
  if (from.kind === to.kind) return (v) => v;
  if (to.kind === 'string') {
    return from.kind === 'number'
      ? (v) => stringValue(v.num.toString())
      : (v) => stringValue(String(v.isTrue));
  }
  if (from.kind !== 'string' || !unsafe) return undefined;
  return to.kind === 'number' ? textToNumber : textToBool;
}

function textToNumber(value: Value): Value {
  const n = Num.parse(value.text);
  if (n === undefined) throw new ValueError('a number is required');
  return numberValue(n);
}

function textToBool(value: Value): Value {
  const { text } = value;
  if (text === 'true' || text === '1') return boolValue(true);
  if (text === 'false' || text === '0') return boolValue(false);
  const lower = text.toLowerCase();
  if (lower === 'true' || lower === 'false') {
    throw new ValueError(`a bool is required; to convert from string, use lowercase "${lower}"`);
  }
  throw new ValueError('a bool is required');
}

const keepNullPlain = (v: Value): Value =>
  v.isNull ? nullValue(withoutOptional(v.type)).withMarks(v.marks) : v;

/** The conversion of one part: `'same'` when none is needed. */
function part(from: Type, to: Type, unsafe: boolean): Conversion | 'same' | undefined {
  return typeEquals(from, to) ? 'same' : conversionBetween(from, to, unsafe);
}

const run = (conversion: Conversion | 'same', v: Value): Value => (conversion === 'same' ? v : conversion(v));

function objectToObject(from: ObjectType, to: ObjectType, unsafe: boolean): Conversion | undefined {
  const parts = new Map<string, Conversion | 'same'>();
  for (const [name, wanted] of to.attributes) {
    const given = from.attributes.get(name);
    if (given === undefined) {
      if (to.optional?.has(name)) continue;
      return undefined;
    }
    const conversion = part(given, wanted, unsafe);
    if (conversion === undefined) return undefined;
    parts.set(name, conversion);
  }
  return (value) => {
    const entries: [string, Value][] = [];
    for (const [name, wanted] of to.attributes) {
      const conversion = parts.get(name);
      const given = value.entries.get(name);
      if (conversion === undefined || given === undefined) {
        entries.push([name, nullValue(withoutOptional(wanted))]);
      } else entries.push([name, keepNullPlain(run(conversion, given))]);
    }
    return objectValue(entries);
  };
}

function tupleToTuple(from: TupleType, to: TupleType, unsafe: boolean): Conversion | undefined {
  if (from.elements.length !== to.elements.length) return undefined;
  const parts: (Conversion | 'same')[] = [];
  for (const [i, given] of from.elements.entries()) {
    const conversion = part(given, to.elements[i] ?? DYNAMIC, unsafe);
    if (conversion === undefined) return undefined;
    parts.push(conversion);
  }
  return (value) => tupleValue(value.elements.map((v, i) => run(parts[i] ?? 'same', v)));
}

function sequence(from: CollectionType, to: CollectionType, unsafe: boolean): Conversion | undefined {
  const conversion = part(from.element, to.element, unsafe);
  if (conversion === undefined) return undefined;
  return (value) => {
    if (to.kind === 'list' && from.kind === 'set' && value.elements.some((v) => !v.isKnown)) {
      return unknownValue(listOf(from.element));
    }
    const elements = value.elements.map((v) => keepNullPlain(run(conversion, v)));
    const empty = to.element.kind === 'dynamic' ? from.element : withoutOptional(to.element);
    return build(to.kind, elements, elements.length === 0 ? empty : undefined);
  };
}

function build(kind: CollectionType['kind'], elements: readonly Value[], element: Type | undefined): Value {
  checkOneType(elements, kind === 'set' ? 'set' : 'list');
  return kind === 'set' ? setValue(elements, element) : listValue(elements, element);
}

function checkOneType(elements: Iterable<Value>, what: string): void {
  let first: Type | undefined;
  for (const v of elements) {
    if (v.type.kind === 'dynamic') continue;
    if (first === undefined) first = v.type;
    else if (!typeEquals(first, v.type))
      throw new ValueError(`element types must all match for conversion to ${what}`);
  }
}

function tupleToSequence(from: TupleType, to: CollectionType, unsafe: boolean): Conversion | undefined {
  if (from.elements.length === 0) return () => build(to.kind, [], withoutOptional(to.element));
  let element = to.element;
  if (element.kind === 'dynamic') {
    const common = unify(from.elements, unsafe)?.type;
    if (common === undefined) return undefined;
    if (common.kind === 'dynamic' && from.elements.some((t) => t.kind !== 'dynamic')) return undefined;
    element = common;
  }
  const parts: (Conversion | 'same')[] = [];
  for (const given of from.elements) {
    const conversion = part(given, element, unsafe);
    if (conversion === undefined) return undefined;
    parts.push(conversion);
  }
  return (value) => {
    const elements = value.elements.map((v, i) => keepNullPlain(run(parts[i] ?? 'same', v)));
    return build(to.kind, to.kind === 'list' ? alike(elements, unsafe) : elements, undefined);
  };
}

/** Unifies values that differ in type only because optional parts of them were found. */
function alike(elements: readonly Value[], unsafe: boolean): readonly Value[] {
  const first = elements[0];
  if (first === undefined || elements.every((v) => v.type === first.type || typeEquals(v.type, first.type))) {
    return elements;
  }
  const common = unify(
    elements.map((v) => v.type),
    unsafe,
  );
  if (common === undefined) throw new ValueError('cannot find a common base type for all elements');
  return elements.map((v, i) => common.conversions[i]?.(v) ?? v);
}

function mapToMap(from: CollectionType, to: CollectionType, unsafe: boolean): Conversion | undefined {
  const conversion = part(from.element, to.element, unsafe);
  if (conversion === undefined) return undefined;
  return (value) => {
    const entries = [...value.entries].map(([k, v]) => [k, run(conversion, v)] as const);
    if (entries.length === 0) {
      return mapValue([], to.element.kind === 'dynamic' ? from.element : withoutOptional(to.element));
    }
    return unifiedMap(entries, false);
  };
}

function unifiedMap(entries: readonly (readonly [string, Value])[], unsafe: boolean): Value {
  const values = alike(
    entries.map(([, v]) => v),
    unsafe,
  );
  checkOneType(values, 'map');
  return mapValue(entries.map(([k, v], i) => [k, values[i] ?? v] as const));
}

function objectToMap(from: ObjectType, to: CollectionType, unsafe: boolean): Conversion | undefined {
  if (from.attributes.size === 0) return () => mapValue([], withoutOptional(to.element));
  let element = to.element;
  if (element.kind === 'dynamic') {
    const common = unify([...from.attributes.values()], unsafe)?.type;
    if (common === undefined) return undefined;
    element = common;
  }
  const parts = new Map<string, Conversion | 'same'>();
  for (const [name, given] of from.attributes) {
    const conversion = part(given, element, unsafe);
    if (conversion === undefined) return undefined;
    parts.set(name, conversion);
  }
  return (value) =>
    unifiedMap(
      [...value.entries].map(([k, v]) => [k, run(parts.get(k) ?? 'same', v)] as const),
      unsafe,
    );
}

function mapToObject(from: CollectionType, to: ObjectType): Conversion | undefined {
  const parts = new Map<string, Conversion | 'same' | undefined>();
  for (const [name, wanted] of to.attributes) {
    const conversion = part(from.element, wanted, true);
    if (conversion === undefined && !to.optional?.has(name)) return undefined;
    parts.set(name, conversion);
  }
  return (value) => {
    const entries: [string, Value][] = [];
    for (const [name, wanted] of to.attributes) {
      const given = value.entries.get(name);
      if (given === undefined) {
        if (!to.optional?.has(name))
          throw new ValueError(`map has no element for required attribute "${name}"`);
        entries.push([name, nullValue(withoutOptional(wanted))]);
        continue;
      }
      const conversion = parts.get(name);
      if (conversion === undefined) {
        throw new ValueError(`map element type is incompatible with attribute "${name}"`);
      }
      entries.push([name, keepNullPlain(run(conversion, given))]);
    }
    return objectValue(entries);
  };
}

/** Fills the dynamic parts of a wanted type from the type at hand, for unknown and null values. */
function replaceDynamic(from: Type, to: Type): Type {
  if (from.kind === 'dynamic') return to;
  if (to.kind === 'dynamic') return from;
  if (isPrimitive(to)) return to;
  if (to.kind === 'map') {
    if (from.kind === 'map') return mapOf(replaceDynamic(from.element, to.element));
    if (from.kind === 'object')
      return mapOf(replaceDynamic(commonOf([...from.attributes.values()]), to.element));
    return to;
  }
  if (to.kind === 'object') {
    return objectOf(
      [...to.attributes].map(([name, t]) => {
        const given =
          from.kind === 'map' ? from.element : from.kind === 'object' ? from.attributes.get(name) : undefined;
        return [name, given === undefined ? t : replaceDynamic(given, t)] as const;
      }),
    );
  }
  if (to.kind === 'tuple') {
    return tupleOf(
      to.elements.map((t, i) =>
        replaceDynamic((from.kind === 'tuple' ? from.elements[i] : undefined) ?? t, t),
      ),
    );
  }
  const collection = to.kind === 'set' ? setOf : listOf;
  if (from.kind === 'list' || from.kind === 'set')
    return collection(replaceDynamic(from.element, to.element));
  if (from.kind === 'tuple') return collection(replaceDynamic(commonOf(from.elements), to.element));
  return to;
}

const commonOf = (types: readonly Type[]): Type =>
  types.length === 0 ? DYNAMIC : (unify(types, true)?.type ?? DYNAMIC);
