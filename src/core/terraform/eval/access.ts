import {
  convert,
  DYNAMIC_VALUE,
  friendlyName,
  intValue,
  isCollection,
  isPrimitive,
  NUMBER,
  STRING,
  stringValue,
  unknownValue,
  type Value,
  ValueError,
} from '../values/index.ts';

/** Why an element or attribute cannot be had, in HCL's words. */
export interface AccessError {
  readonly summary: string;
  readonly detail: string;
}

export type Access = { readonly value: Value } | { readonly error: AccessError };

const ok = (value: Value): Access => ({ value });
const fail = (summary: string, detail: string): Access => ({ error: { summary, detail } });
const badIndex = (detail: string): Access => fail('Invalid index', detail);
const UNIDENTIFIED = 'The given key does not identify an element in this collection value';

/** `collection[key]`. */
export function indexValue(collection: Value, key: Value): Access {
  if (collection.isNull) {
    return fail('Attempt to index null value', 'This value is null, so it does not have any indices.');
  }
  if (key.isNull) return badIndex("Can't use a null value as an indexing key.");
  const { kind } = collection.type;
  if (kind === 'dynamic' || key.type.kind === 'dynamic') return ok(DYNAMIC_VALUE.withMarks(collection.marks));
  if (kind === 'set') {
    return badIndex(
      "Elements of a set are identified only by their value and don't have any separate index or key to select with, so it's only possible to perform operations across all elements of the set.",
    );
  }
  if (kind !== 'list' && kind !== 'tuple' && kind !== 'map' && kind !== 'object') {
    return badIndex('This value does not have any indices.');
  }
  let converted: Value;
  try {
    converted = convert(key, kind === 'list' || kind === 'tuple' ? NUMBER : STRING);
  } catch (error) {
    if (error instanceof ValueError) return badIndex(`${UNIDENTIFIED}: ${error.message}.`);
    throw error;
  }
  const marks = [collection.marks, converted.marks] as const;
  if (kind === 'object') return ok2(objectIndex(collection, converted, key.type.kind === 'number'), marks);
  if (kind === 'map') return ok2(mapIndex(collection, converted), marks);
  return ok2(sequenceIndex(collection, converted), marks);
}

const ok2 = (access: Access, marks: readonly Value['marks'][]): Access =>
  'value' in access ? ok(access.value.withMarks(...marks)) : access;

function objectIndex(object: Value, key: Value, wasNumber: boolean): Access {
  if (!object.isKnown || !key.isKnown) return ok(DYNAMIC_VALUE);
  const found = object.entries.get(key.text);
  if (found !== undefined) return ok(found);
  const hint = wasNumber
    ? ' An object only supports looking up attributes by name, not by numeric index.'
    : '';
  return badIndex(`${UNIDENTIFIED}.${hint}`);
}

function mapIndex(map: Value, key: Value): Access {
  const unknown = unknownValue(isCollection(map.type) ? map.type.element : map.type);
  if (!map.isKnown || !key.isKnown) return ok(unknown);
  const found = map.entries.get(key.text);
  return found === undefined ? badIndex(`${UNIDENTIFIED}.`) : ok(found);
}

function sequenceIndex(sequence: Value, key: Value): Access {
  const { type } = sequence;
  if (!key.isKnown) return ok(type.kind === 'list' ? unknownValue(type.element) : DYNAMIC_VALUE);
  if (!sequence.isKnown && type.kind === 'list') return ok(unknownValue(type.element));
  const length = type.kind === 'tuple' ? type.elements.length : sequence.elements.length;
  const index = key.num.isInteger && key.num.sign >= 0 ? key.num.toNumber() : -1;
  if (index >= 0 && index < length) {
    if (sequence.isKnown) return ok(sequence.elements[index] ?? DYNAMIC_VALUE);
    return ok(unknownValue((type.kind === 'tuple' ? type.elements[index] : undefined) ?? DYNAMIC_VALUE.type));
  }
  if (!key.num.isInteger) {
    return badIndex(
      `${UNIDENTIFIED}: indexing a sequence requires a whole number, but the given index has a fractional part.`,
    );
  }
  if (key.num.sign < 0) {
    return badIndex(`${UNIDENTIFIED}: a negative number is not a valid index for a sequence.`);
  }
  // HCL gives the longer sentences only up to one past the end.
  if (index <= length && !sequence.isMarked) {
    return badIndex(
      length === 0
        ? `${UNIDENTIFIED}: the collection has no elements.`
        : `${UNIDENTIFIED}: the given index is greater than or equal to the length of the collection.`,
    );
  }
  return badIndex(`${UNIDENTIFIED}.`);
}

/** `object.name`. */
export function attributeValue(object: Value, name: string): Access {
  if (object.isNull) {
    return fail(
      'Attempt to get attribute from null value',
      'This value is null, so it does not have any attributes.',
    );
  }
  const { type } = object;
  const unsupported = (detail: string): Access => fail('Unsupported attribute', detail);
  if (type.kind === 'object') {
    const attribute = type.attributes.get(name);
    if (attribute === undefined) {
      return unsupported(`This object does not have an attribute named "${name}".`);
    }
    const value = object.isKnown
      ? (object.entries.get(name) ?? unknownValue(attribute))
      : unknownValue(attribute);
    return ok(value.withMarks(object.marks));
  }
  if (type.kind === 'map') {
    if (!object.isKnown) return ok(unknownValue(type.element).withMarks(object.marks));
    const value = object.entries.get(name);
    if (value !== undefined) return ok(value.withMarks(object.marks));
    return fail('Missing map element', `This map does not have an element with the key "${name}".`);
  }
  if (type.kind === 'dynamic') return ok(DYNAMIC_VALUE.withMarks(object.marks));
  if (type.kind === 'list' && type.element.kind === 'object') {
    const which = type.element.attributes.has(name) ? `attribute "${name}"` : 'an attribute';
    return unsupported(
      `Can't access attributes on a list of objects. Did you mean to access ${which} for a specific element of the list, or across all elements of the list?`,
    );
  }
  if (type.kind === 'set' && type.element.kind === 'object') {
    return unsupported(
      "Can't access attributes on a set of objects. Did you mean to access an attribute across all elements of the set?",
    );
  }
  if (isPrimitive(type)) {
    return unsupported(`Can't access attributes on a primitive-typed value (${friendlyName(type)}).`);
  }
  return unsupported('This value does not have any attributes.');
}

/** Key and value of each element of a known list, tuple, set, map or object, in cty's order. */
export function* elementsOf(value: Value): Iterable<readonly [Value, Value]> {
  if (value.type.kind === 'map' || value.type.kind === 'object') {
    for (const [key, v] of value.entries) yield [stringValue(key), v];
    return;
  }
  if (value.type.kind === 'set') {
    for (const v of value.elements) yield [v, v];
    return;
  }
  for (const [i, v] of value.elements.entries()) yield [intValue(i), v];
}

/** True for types that `for` can go through. */
export const isIterable = (value: Value): boolean =>
  ['list', 'set', 'tuple', 'map', 'object'].includes(value.type.kind);
