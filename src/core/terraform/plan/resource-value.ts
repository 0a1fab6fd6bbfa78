import type { JsonObject } from '../../json.ts';
import type { AttributeSchema, GivenBody, ResourceSchema } from '../schema/index.ts';
import {
  DYNAMIC_VALUE,
  listValue,
  markedJson,
  NULL_VALUE,
  nullValue,
  objectValue,
  SENSITIVE,
  STRING,
  setValue,
  tryConvert,
  tupleValue,
  typeEquals,
  unknownValue,
  type Value,
  valueFromJson,
} from '../values/index.ts';
import { sameJson } from './actions.ts';

/** A value brought to its schema's type where that works, and marked where the schema says it is sensitive. */
function coerce(value: Value, field: AttributeSchema | undefined): Value {
  if (field === undefined) return value;
  const converted = field.block ? value : (tryConvert(value, field.type) ?? value);
  return field.sensitive ? converted.withMarks(SENSITIVE) : converted;
}

/** The arguments of a resource as given, coerced to the schema. */
export function argumentsValue(
  body: GivenBody,
  fields: ReadonlyMap<string, AttributeSchema> | undefined,
): Value {
  const entries = new Map<string, Value>();
  for (const [name, argument] of body.arguments) entries.set(name, coerce(argument.value, fields?.get(name)));
  for (const [name, blocks] of body.blocks) {
    const field = fields?.get(name);
    const bodies = blocks.bodies.map((b) => argumentsValue(b, field?.block));
    const [first = NULL_VALUE] = bodies;
    entries.set(name, blocks.unknown ? DYNAMIC_VALUE : field?.single ? first : tupleValue(bodies));
  }
  return objectValue(entries);
}

/** What other expressions see before the resource exists: given arguments, null for what is left out, unknown for what the provider decides. */
export function plannedValue(args: Value, schema: ResourceSchema | undefined): Value {
  const entries = new Map(args.entries);
  if (schema === undefined) {
    if (!entries.has('id')) entries.set('id', unknownValue(STRING));
    return objectValue(entries);
  }
  for (const [name, field] of schema.attributes) {
    const given = entries.get(name);
    if (given !== undefined && !(given.isNull && field.computed)) {
      if (field.block) entries.set(name, plannedBlocks(given, field));
      continue;
    }
    entries.set(name, absent(field));
  }
  for (const [name, source] of Object.entries(MIRRORS[schema.type] ?? {})) {
    const value = args.entries.get(source);
    entries.set(name, value && !value.isNull ? unknownValue(value.type) : NULL_VALUE);
  }
  return objectValue(entries);
}

/** Attributes that will be what an argument is: of its type, and null where it is not given. */
const MIRRORS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  terraform_data: { output: 'input' },
};

function absent(field: AttributeSchema): Value {
  const value = field.computed
    ? unknownValue(field.type)
    : field.default !== undefined
      ? (tryConvert(valueFromJson(field.default), field.type) ?? nullValue(field.type))
      : nullValue(field.type);
  return field.sensitive ? value.withMarks(SENSITIVE) : value;
}

/** Nested blocks with the fields that the configuration left out. */
function plannedBlocks(given: Value, field: AttributeSchema): Value {
  const { block } = field;
  if (!given.isKnown || given.isNull || block === undefined) return given;
  if (field.single) return wholeBlock(given, block);
  if (given.elements.length === 0) return given;
  const whole = given.elements.map((element) => wholeBlock(element, block));
  if (field.type.kind === 'set' && sameTypes(whole)) return setValue(whole);
  return field.type.kind === 'list' && sameTypes(whole) ? listValue(whole) : tupleValue(whole);
}

function wholeBlock(given: Value, block: ReadonlyMap<string, AttributeSchema>): Value {
  if (!given.isKnown || given.isNull || given.type.kind !== 'object') return given;
  const entries = new Map(given.entries);
  for (const [name, inner] of block) {
    const own = entries.get(name);
    if (own === undefined || (own.isNull && inner.computed)) entries.set(name, absent(inner));
    else if (inner.block) entries.set(name, plannedBlocks(own, inner));
  }
  return objectValue(entries).withMarks(given.marks);
}

function sameTypes(values: readonly Value[]): boolean {
  const [first] = values;
  return first !== undefined && values.every((v) => typeEquals(v.type, first.type));
}

/** What other expressions see once the resource exists: its attributes as they were reported, over its arguments. */
export function appliedValue(args: Value, attributes: JsonObject, schema: ResourceSchema | undefined): Value {
  const entries = new Map(args.entries);
  for (const [name, json] of Object.entries(attributes)) {
    const field = schema?.attributes.get(name);
    const value = coerce(valueFromJson(json), field);
    // What is sensitive in the configuration stays sensitive.
    entries.set(name, value.withMarks(entries.get(name)?.marks));
  }
  for (const [name, field] of schema?.attributes ?? []) {
    const value = entries.get(name);
    if (value === undefined)
      entries.set(name, field.sensitive ? nullValue(field.type).withMarks(SENSITIVE) : nullValue(field.type));
    else if (!value.isKnown) entries.set(name, nullValue(value.type));
  }
  return objectValue(entries);
}

/** Existing attributes as values, brought to their schema's types. */
export const priorValue = (attributes: JsonObject, schema: ResourceSchema | undefined): Value =>
  appliedValue(objectValue([]), attributes, schema);

/** A planned value over the one before: what the configuration leaves to the provider stays as it was. */
export function keptValue(
  planned: Value,
  before: Value,
  args: Value,
  { type, unchanged }: { readonly type: string; readonly unchanged: boolean },
): Value {
  const mirrors = MIRRORS[type] ?? {};
  const stays = (name: string): boolean => {
    const source = mirrors[name];
    if (source !== undefined)
      return unchanged || sameArgument(args.entries.get(source), before.entries.get(source));
    return !args.entries.has(name);
  };
  const names = new Set([...before.entries.keys(), ...planned.entries.keys()]);
  return objectValue(
    [...names].map((name) => {
      const [value, former] = [planned.entries.get(name), before.entries.get(name)];
      const kept = (unchanged || !value?.isKnown) && stays(name);
      return [name, (kept ? (former ?? value) : (value ?? former)) ?? NULL_VALUE] as const;
    }),
  );
}

function sameArgument(given: Value | undefined, former: Value | undefined): boolean {
  if (given === undefined || former === undefined) return given === former;
  return given.isWhollyKnown && sameJson(markedJson(given).value, markedJson(former).value);
}
