import { RE2JS } from 're2js';
import type { Json, JsonObject } from '../../json.ts';
import { GoError } from '../go/func.ts';
import { canonical } from './canonical.ts';
import { Documents, identityOf, resolveReference } from './documents.ts';
import type { Draft, Schema } from './model.ts';

const MAX_SCHEMAS = 50_000;
const MAX_DEPTH = 200;
const TYPES = ['array', 'boolean', 'integer', 'number', 'null', 'object', 'string'];

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const DRAFTS: Readonly<Record<string, Draft>> = {
  'http://json-schema.org/draft-04/schema': 4,
  'http://json-schema.org/draft-06/schema': 6,
  'http://json-schema.org/draft-07/schema': 7,
};

function draftOf(schema: Json): Draft {
  const named =
    isObject(schema) && typeof schema.$schema === 'string' ? schema.$schema.replace(/#$/, '') : '';
  return (Object.hasOwn(DRAFTS, named) ? DRAFTS[named] : undefined) ?? 8;
}

function regex(text: string, message: string): RE2JS {
  try {
    return RE2JS.compile(text);
  } catch {
    throw new GoError(message);
  }
}

const whole = (value: Json | undefined): value is number =>
  typeof value === 'number' && Number.isInteger(value);

class Compiler {
  readonly #documents: Documents;
  readonly #draft: Draft;
  readonly #byReference = new Map<string, Schema>();
  #count = 0;

  constructor(root: Json) {
    this.#documents = new Documents(root);
    this.#draft = draftOf(root);
  }

  schema(node: Json, base: string, depth: number): Schema {
    const out: Mutable<Schema> = { types: [], required: [], enum: [], oneOf: [], anyOf: [], allOf: [] };
    this.#read(node, base, depth, out);
    return out;
  }

  #read(node: Json, base: string, depth: number, out: Mutable<Schema>): void {
    if (++this.#count > MAX_SCHEMAS) {
      throw new GoError(`unable to validate schema: more than ${MAX_SCHEMAS} schemas\n`);
    }
    if (depth > MAX_DEPTH) throw new GoError(`unable to validate schema: deeper than ${MAX_DEPTH}\n`);
    if (typeof node === 'boolean' && this.#draft >= 6) {
      out.pass = node;
      return;
    }
    if (!isObject(node)) throw new GoError('Expected: valid schema, given: Invalid JSON');
    const own = identityOf(node);
    const here = own === undefined ? base : resolveReference(base, own);
    const below = (value: Json): Schema => this.schema(value, here, depth + 1);
    if (isObject(node.definitions)) for (const each of Object.values(node.definitions)) below(each);
    if (typeof node.$ref === 'string') {
      out.ref = this.#reference(resolveReference(here, node.$ref), depth);
      return;
    }
    this.#types(node, out);
    this.#objects(node, out, below);
    this.#arrays(node, out, below);
    this.#numbers(node, out);
    this.#strings(node, out);
    this.#choices(node, out, below);
  }

  /** The schema behind a reference, read once: schemas may refer to themselves. */
  #reference(address: string, depth: number): Schema {
    const known = this.#byReference.get(address);
    if (known !== undefined) return known;
    const out: Mutable<Schema> = { types: [], required: [], enum: [], oneOf: [], anyOf: [], allOf: [] };
    this.#byReference.set(address, out);
    this.#read(this.#documents.get(address), address, depth + 1, out);
    return out;
  }

  #types(node: JsonObject, out: Mutable<Schema>): void {
    if (node.type === undefined) return;
    const types = Array.isArray(node.type) ? node.type : [node.type];
    for (const type of types) {
      if (typeof type !== 'string') {
        throw new GoError('Invalid type. Expected: string/array of strings, given: type');
      }
      if (!TYPES.includes(type)) {
        throw new GoError(
          `has a primitive type that is NOT VALID -- given: /${type}/ Expected valid values are:[${TYPES.join(' ')}]`,
        );
      }
    }
    out.types = types as string[];
  }

  #objects(node: JsonObject, out: Mutable<Schema>, below: (value: Json) => Schema): void {
    const entries = (value: Json | undefined): (readonly [string, Json])[] =>
      isObject(value) ? Object.entries(value) : [];
    if (node.properties !== undefined) {
      if (!isObject(node.properties)) throw new GoError('properties must be of type object');
      out.properties = new Map(entries(node.properties).map(([key, value]) => [key, below(value)] as const));
    }
    const additional = node.additionalProperties;
    if (additional !== undefined) {
      out.additionalProperties = typeof additional === 'boolean' ? additional : below(additional);
    }
    out.patternProperties = entries(node.patternProperties).map(
      ([key, value]) => [regex(key, `Invalid regex pattern '${key}'`), below(value)] as const,
    );
    if (node.propertyNames !== undefined && this.#draft >= 6) out.propertyNames = below(node.propertyNames);
    out.dependencies = new Map(
      entries(node.dependencies).map(
        ([key, value]) => [key, Array.isArray(value) ? (value as string[]) : below(value)] as const,
      ),
    );
    if (whole(node.minProperties)) out.minProperties = node.minProperties;
    if (whole(node.maxProperties)) out.maxProperties = node.maxProperties;
    if (node.required !== undefined) {
      if (!Array.isArray(node.required)) throw new GoError('required must be of an array');
      if (!node.required.every((each) => typeof each === 'string')) {
        throw new GoError('required items must be string');
      }
      if (new Set(node.required).size < node.required.length)
        throw new GoError('required items must be unique');
      out.required = node.required as string[];
    }
  }

  #arrays(node: JsonObject, out: Mutable<Schema>, below: (value: Json) => Schema): void {
    if (node.items !== undefined) {
      out.items = Array.isArray(node.items) ? node.items.map(below) : below(node.items);
    }
    const additional = node.additionalItems;
    if (additional !== undefined) {
      out.additionalItems = typeof additional === 'boolean' ? additional : below(additional);
    }
    if (whole(node.minItems)) out.minItems = node.minItems;
    if (whole(node.maxItems)) out.maxItems = node.maxItems;
    out.uniqueItems = node.uniqueItems === true;
    if (node.contains !== undefined && this.#draft >= 6) out.contains = below(node.contains);
  }

  #numbers(node: JsonObject, out: Mutable<Schema>): void {
    if (typeof node.multipleOf === 'number') {
      if (node.multipleOf <= 0) throw new GoError('multipleOf must be strictly greater than 0');
      out.multipleOf = node.multipleOf;
    }
    for (const [bound, flag] of [
      ['minimum', 'exclusiveMinimum'],
      ['maximum', 'exclusiveMaximum'],
    ] as const) {
      const limit = node[bound];
      if (limit !== undefined && typeof limit !== 'number') throw new GoError(`${bound} must be of a number`);
      const exclusive = node[flag];
      if (typeof exclusive === 'number') out[flag] = exclusive;
      if (limit === undefined) {
        if (typeof exclusive === 'boolean') throw new GoError(`${flag} cannot be used without ${bound}`);
      } else if (exclusive === true) out[flag] = limit;
      else out[bound] = limit;
    }
  }

  #strings(node: JsonObject, out: Mutable<Schema>): void {
    if (whole(node.minLength)) out.minLength = node.minLength;
    if (whole(node.maxLength)) out.maxLength = node.maxLength;
    if (typeof node.pattern === 'string') {
      out.pattern = regex(node.pattern, 'pattern must be a valid regex');
      out.patternText = node.pattern;
    }
    if (typeof node.format === 'string') out.format = node.format;
  }

  #choices(node: JsonObject, out: Mutable<Schema>, below: (value: Json) => Schema): void {
    if (node.const !== undefined && this.#draft >= 6) out.constant = canonical(node.const);
    if (node.enum !== undefined) {
      if (!Array.isArray(node.enum)) throw new GoError('enum must be of an array');
      out.enum = node.enum.map(canonical);
      if (new Set(out.enum).size < out.enum.length) throw new GoError('enum items must be unique');
    }
    for (const key of ['oneOf', 'anyOf', 'allOf'] as const) {
      const list = node[key];
      if (list === undefined) continue;
      if (!Array.isArray(list)) throw new GoError(`${key === 'allOf' ? 'anyOf' : key} must be of an array`);
      out[key] = list.map(below);
    }
    if (node.not !== undefined) out.not = below(node.not);
    if (this.#draft < 7) return;
    for (const key of ['if', 'then', 'else'] as const) {
      const part = node[key];
      if (part !== undefined) out[key] = below(part);
    }
  }
}

/** Reads a schema document. Throws GoError with gojsonschema's words, or with ours for what is too much. */
export const compileSchema = (root: Json): Schema => new Compiler(root).schema(root, '', 0);
