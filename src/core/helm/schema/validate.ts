import type { Json, JsonObject } from '../../json.ts';
import { formatFloat } from '../go/float.ts';
import { GoError } from '../go/func.ts';
import { compareStrings } from '../go/value.ts';
import { canonical } from './canonical.ts';
import { isFormat } from './formats.ts';
import type { Schema } from './model.ts';
import { Outcome } from './outcome.ts';

/** Schemas that one validation may look into: references and branches multiply, the text of a schema does not show it. */
const MAX_VISITS = 1_000_000;
const MAX_DEPTH = 500;

const isObject = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function typeOf(value: Json): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
}

const fits = (types: readonly string[], type: string): boolean =>
  types.includes(type) || (type === 'integer' && types.includes('number'));

const join = (field: string, key: string | number): string => (field === '' ? `${key}` : `${field}.${key}`);
const limit = (value: number): string => formatFloat(value, 'g', 10);

/** Go looks at keys in random order; here they are sorted. */
const sortedEntries = <T>(entries: Iterable<readonly [string, T]>): (readonly [string, T])[] =>
  [...entries].sort(([a], [b]) => compareStrings(a, b));

class Validation {
  #visits = 0;

  #apart(schema: Schema, value: Json, field: string, depth: number): Outcome {
    const out = new Outcome();
    this.walk(schema, value, field, out, depth + 1);
    return out;
  }

  walk(schema: Schema, value: Json, field: string, out: Outcome, depth: number): void {
    if (++this.#visits > MAX_VISITS) {
      throw new GoError(`unable to validate schema: more than ${MAX_VISITS} steps\n`);
    }
    if (depth > MAX_DEPTH) throw new GoError(`unable to validate schema: deeper than ${MAX_DEPTH}\n`);
    if (schema.pass !== undefined) {
      if (!schema.pass) out.add(field, 'False always fails validation');
      return;
    }
    if (schema.ref !== undefined) {
      this.walk(schema.ref, value, field, out, depth + 1);
      return;
    }
    const type = typeOf(value);
    if (schema.types.length > 0 && !fits(schema.types, type)) {
      const expected = schema.types.length > 1 ? `[${schema.types.join(',')}]` : schema.types[0];
      out.add(field, `Invalid type. Expected: ${expected}, given: ${type}`);
      return;
    }
    this.#choices(schema, value, field, out, depth);
    if (Array.isArray(value)) this.#array(schema, value, field, out, depth);
    else if (isObject(value)) this.#object(schema, value, field, out, depth);
    else if (typeof value === 'number') number(schema, value, field, out);
    common(schema, value, field, out);
    if (typeof value === 'string') string(schema, value, field, out);
    if (isObject(value)) {
      for (const [key, child] of sortedEntries(schema.properties ?? [])) {
        if (!Object.hasOwn(value, key)) continue;
        this.walk(child, value[key] ?? null, join(field, key), out, depth + 1);
      }
    }
    out.score++;
  }

  #choices(schema: Schema, value: Json, field: string, out: Outcome, depth: number): void {
    const apart = (each: Schema): Outcome => this.#apart(each, value, field, depth);
    if (schema.anyOf.length > 0) this.#anyOf(schema.anyOf, field, out, apart);
    if (schema.oneOf.length > 0) this.#oneOf(schema.oneOf, field, out, apart);
    if (schema.allOf.length > 0) {
      const found = schema.allOf.map(apart);
      for (const each of found) out.merge(each);
      if (found.some((each) => !each.valid)) out.add(field, 'Must validate all the schemas (allOf)');
    }
    if (schema.not !== undefined && apart(schema.not).valid) {
      out.add(field, 'Must not validate the schema (not)');
    }
    if (isObject(value)) this.#dependencies(schema, value, field, out, depth);
    if (schema.if !== undefined) {
      const holds = apart(schema.if).valid;
      const branch = holds ? schema.then : schema.else;
      const found = branch === undefined ? undefined : apart(branch);
      if (found !== undefined && !found.valid) {
        out.add(
          field,
          holds ? 'Must validate "then" as "if" was valid' : 'Must validate "else" as "if" was not valid',
        );
        out.merge(found);
      }
    }
    out.score++;
  }

  #anyOf(schemas: readonly Schema[], field: string, out: Outcome, apart: (each: Schema) => Outcome): void {
    let best: Outcome | undefined;
    for (const each of schemas) {
      const found = apart(each);
      if (found.valid) return;
      if (best === undefined || found.score > best.score) best = found;
    }
    out.add(field, 'Must validate at least one schema (anyOf)');
    if (best !== undefined) out.merge(best);
  }

  #oneOf(schemas: readonly Schema[], field: string, out: Outcome, apart: (each: Schema) => Outcome): void {
    let best: Outcome | undefined;
    let count = 0;
    for (const each of schemas) {
      const found = apart(each);
      if (found.valid) count++;
      else if (count === 0 && (best === undefined || found.score > best.score)) best = found;
    }
    if (count === 1) return;
    out.add(field, 'Must validate one and only one schema (oneOf)');
    if (count === 0 && best !== undefined) out.merge(best);
  }

  #dependencies(schema: Schema, value: JsonObject, field: string, out: Outcome, depth: number): void {
    for (const [key, needs] of sortedEntries(schema.dependencies ?? [])) {
      if (!Object.hasOwn(value, key)) continue;
      if (!Array.isArray(needs)) this.walk(needs as Schema, value, field, out, depth + 1);
      else {
        for (const name of needs as readonly string[]) {
          if (!Object.hasOwn(value, name)) out.add(field, `Has a dependency on ${name}`);
        }
      }
    }
  }

  #array(schema: Schema, value: readonly Json[], field: string, out: Outcome, depth: number): void {
    const { items, additionalItems } = schema;
    const check = (each: Schema, i: number): void =>
      out.merge(this.#apart(each, value[i] ?? null, join(field, i), depth));
    if (items !== undefined && 'types' in items) value.forEach((_, i) => void check(items, i));
    else if (items !== undefined && items.length > 0) {
      items.slice(0, value.length).forEach(check);
      if (items.length < value.length) {
        if (additionalItems === false) out.add(field, 'No additional items allowed on array');
        else if (typeof additionalItems === 'object') {
          for (let i = items.length; i < value.length; i++) check(additionalItems, i);
        }
      }
    }
    if (value.length < (schema.minItems ?? 0))
      out.add(field, `Array must have at least ${schema.minItems} items`);
    if (value.length > (schema.maxItems ?? Infinity)) {
      out.add(field, `Array must have at most ${schema.maxItems} items`);
    }
    if (schema.uniqueItems) unique(value, field, out);
    if (schema.contains !== undefined) {
      const { contains } = schema;
      let best: Outcome | undefined;
      const held = value.some((each, i) => {
        const found = this.#apart(contains, each, join(field, i), depth);
        if (!found.valid && (best === undefined || found.score > best.score)) best = found;
        return found.valid;
      });
      if (!held) {
        out.add(field, 'At least one of the items must match');
        if (best !== undefined) out.merge(best);
      }
    }
    out.score++;
  }

  #object(schema: Schema, value: JsonObject, field: string, out: Outcome, depth: number): void {
    const entries = sortedEntries(Object.entries(value));
    if (entries.length < (schema.minProperties ?? 0)) {
      out.add(field, `Must have at least ${schema.minProperties} properties`);
    }
    if (entries.length > (schema.maxProperties ?? Infinity)) {
      out.add(field, `Must have at most ${schema.maxProperties} properties`);
    }
    for (const name of schema.required) {
      if (Object.hasOwn(value, name)) out.score++;
      else out.add(field, `${name} is required`);
    }
    for (const [key, item] of entries) this.#property(schema, key, item, field, out, depth);
    if (schema.propertyNames !== undefined) {
      for (const [key] of entries) {
        const found = this.#apart(schema.propertyNames, key, field, depth);
        if (found.valid) continue;
        out.add(field, `Property name of "${key}" does not match`);
        out.merge(found);
      }
    }
    out.score++;
  }

  /** `patternProperties` and `additionalProperties` for one property. */
  #property(schema: Schema, key: string, item: Json, field: string, out: Outcome, depth: number): void {
    let matched = false;
    for (const [pattern, each] of schema.patternProperties ?? []) {
      if (!pattern.matcher(key).find()) continue;
      matched = true;
      out.merge(this.#apart(each, item, join(field, key), depth));
    }
    if (matched) out.score++;
    const { additionalProperties } = schema;
    if (matched || additionalProperties === undefined || schema.properties?.has(key)) return;
    if (additionalProperties === false) out.add(field, `Additional property ${key} is not allowed`);
    else if (additionalProperties !== true) {
      out.merge(this.#apart(additionalProperties, item, join(field, key), depth));
    }
  }
}

function unique(value: readonly Json[], field: string, out: Outcome): void {
  const seen = new Map<string, number>();
  for (const [j, each] of value.entries()) {
    const text = canonical(each);
    const i = seen.get(text);
    if (i !== undefined) out.add(field, `array items[${i},${j}] must be unique`);
    seen.set(text, j);
  }
}

function number(schema: Schema, value: number, field: string, out: Outcome): void {
  const { multipleOf, maximum, exclusiveMaximum, minimum, exclusiveMinimum } = schema;
  if (multipleOf !== undefined && !isMultiple(value, multipleOf)) {
    out.add(field, `Must be a multiple of ${limit(multipleOf)}`);
  }
  if (maximum !== undefined && value > maximum) {
    out.add(field, `Must be less than or equal to ${limit(maximum)}`);
  }
  if (exclusiveMaximum !== undefined && value >= exclusiveMaximum) {
    out.add(field, `Must be less than ${limit(exclusiveMaximum)}`);
  }
  if (minimum !== undefined && value < minimum) {
    out.add(field, `Must be greater than or equal to ${limit(minimum)}`);
  }
  if (exclusiveMinimum !== undefined && value <= exclusiveMinimum) {
    out.add(field, `Must be greater than ${limit(exclusiveMinimum)}`);
  }
  if (schema.format !== undefined && !isFormat(schema.format, value)) {
    out.add(field, `Does not match format '${schema.format}'`);
  }
  out.score++;
}

/** Exact for decimals: 0.3 is a multiple of 0.1. */
function isMultiple(value: number, of: number): boolean {
  const digits = (n: number): number => /\.(\d+)/.exec(formatFloat(n, 'f', -1))?.[1]?.length ?? 0;
  const places = Math.max(digits(value), digits(of));
  const scaled = (n: number): bigint => {
    const [head = '0', tail = ''] = formatFloat(n, 'f', -1).split('.');
    return BigInt(head + tail.padEnd(places, '0'));
  };
  return scaled(value) % scaled(of) === 0n;
}

function string(schema: Schema, value: string, field: string, out: Outcome): void {
  const { minLength, maxLength } = schema;
  if (minLength !== undefined || maxLength !== undefined) {
    const length = [...value].length;
    if (length < (minLength ?? 0)) {
      out.add(field, `String length must be greater than or equal to ${minLength}`);
    }
    if (length > (maxLength ?? Infinity))
      out.add(field, `String length must be less than or equal to ${maxLength}`);
  }
  if (schema.pattern !== undefined && !schema.pattern.matcher(value).find()) {
    out.add(field, `Does not match pattern '${schema.patternText}'`);
  }
  if (schema.format !== undefined && !isFormat(schema.format, value)) {
    out.add(field, `Does not match format '${schema.format}'`);
  }
  out.score++;
}

function common(schema: Schema, value: Json, field: string, out: Outcome): void {
  if (schema.constant !== undefined && canonical(value) !== schema.constant) {
    out.add(field, `${field === '' ? '(root)' : field} does not match: ${schema.constant}`);
  }
  if (schema.enum.length > 0 && !schema.enum.includes(canonical(value))) {
    out.add(
      field,
      `${field === '' ? '(root)' : field} must be one of the following: ${schema.enum.join(', ')}`,
    );
  }
  out.score++;
}

/**
 * What a value does to miss a schema, in gojsonschema's words and order, `a.b: Invalid type. …` each; empty where it is
 * valid. Throws GoError where the schema leads too far.
 */
export function validate(schema: Schema, value: Json): string[] {
  const out = new Outcome();
  new Validation().walk(schema, value, '', out, 0);
  return out.errors;
}
