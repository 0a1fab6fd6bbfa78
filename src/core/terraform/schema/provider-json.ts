import { DrydockError } from '../../errors/index.ts';
import { isJsonObject, type Json, type JsonObject } from '../../json.ts';
import {
  BOOL,
  DYNAMIC,
  listOf,
  mapOf,
  NUMBER,
  objectOf,
  STRING,
  setOf,
  type Type,
  tupleOf,
} from '../values/index.ts';
import type { AttributeSchema, ResourceSchema, Schemas } from './types.ts';

/** Blocks within blocks; deeper ones are not checked. */
const DEEPEST = 16;

const refuse = (detail: string): never => {
  throw new DrydockError('TF_PROVIDERS_INVALID', { detail });
};

const objectIn = (json: Json | undefined): JsonObject => (isJsonObject(json) ? json : {});

/** A type as Terraform's JSON writes it: `"string"`, `["list", "string"]`, `["object", {…}, […]]`. */
function typeFrom(json: Json | undefined, depth = 0): Type {
  if (depth > DEEPEST) return DYNAMIC;
  if (json === 'string') return STRING;
  if (json === 'number') return NUMBER;
  if (json === 'bool') return BOOL;
  if (!Array.isArray(json)) return DYNAMIC;
  const [kind, of, optional] = json;
  const inner = (each: Json | undefined): Type => typeFrom(each, depth + 1);
  if (kind === 'list') return listOf(inner(of));
  if (kind === 'set') return setOf(inner(of));
  if (kind === 'map') return mapOf(inner(of));
  if (kind === 'tuple' && Array.isArray(of)) return tupleOf(of.map(inner));
  if (kind === 'object') {
    const names = Array.isArray(optional) ? optional.map(String) : [];
    return objectOf(
      Object.entries(objectIn(of)).map(([name, each]) => [name, inner(each)] as const),
      names,
    );
  }
  return DYNAMIC;
}

/** The type of something that holds fields, by how often it may be there; `open` ones need not be written. */
function nested(
  mode: Json | undefined,
  fields: ReadonlyMap<string, AttributeSchema>,
  open: readonly string[] = [],
): Type {
  const object = objectOf(
    [...fields].map(([name, { type }]) => [name, type] as const),
    open,
  );
  if (mode === 'set') return setOf(object);
  if (mode === 'map') return mapOf(object);
  return mode === 'list' ? listOf(object) : object;
}

const count = (json: Json | undefined): number | undefined =>
  typeof json === 'number' && json > 0 ? json : undefined;

const PLAIN = {
  block: undefined,
  forceNew: false,
  minItems: undefined,
  maxItems: undefined,
  default: undefined,
  enum: undefined,
  enumIgnoresCase: false,
  range: undefined,
  length: undefined,
  conflictsWith: [],
  exactlyOneOf: [],
  atLeastOneOf: [],
  requiredWith: [],
} as const;

function attributeFrom(name: string, json: JsonObject, depth: number): AttributeSchema {
  const holder = isJsonObject(json.nested_type) ? json.nested_type : undefined;
  const fields = holder && fieldsFrom({ attributes: holder.attributes ?? {} }, depth + 1);
  const open = [...(fields?.values() ?? [])].filter((each) => each.presence !== 'required');
  const type = fields
    ? nested(
        holder.nesting_mode,
        fields,
        open.map((each) => each.name),
      )
    : typeFrom(json.type);
  const computed = json.computed === true;
  return {
    ...PLAIN,
    name,
    presence: json.required === true ? 'required' : json.optional === true ? 'optional' : 'computed',
    computed,
    type,
    ...(fields ? { nested: fields } : {}),
    deprecated: json.deprecated === true,
    sensitive: json.sensitive === true,
    writeOnly: json.write_only === true,
  };
}

function blockFrom(name: string, json: JsonObject, depth: number): AttributeSchema {
  const block = fieldsFrom(objectIn(json.block), depth + 1);
  const single = json.nesting_mode === 'single' || json.nesting_mode === 'group';
  const minItems = count(json.min_items);
  return {
    ...PLAIN,
    name,
    presence: minItems === undefined ? 'optional' : 'required',
    computed: false,
    type: nested(json.nesting_mode, block),
    block,
    ...(single ? { single } : {}),
    deprecated: objectIn(json.block).deprecated === true,
    sensitive: false,
    writeOnly: false,
    minItems,
    maxItems: single ? 1 : count(json.max_items),
  };
}

function fieldsFrom(block: JsonObject, depth: number): Map<string, AttributeSchema> {
  if (depth > DEEPEST) return new Map();
  const fields = [
    ...Object.entries(objectIn(block.attributes)).map(([name, each]) =>
      attributeFrom(name, objectIn(each), depth),
    ),
    ...Object.entries(objectIn(block.block_types)).map(([name, each]) =>
      blockFrom(name, objectIn(each), depth),
    ),
  ];
  return new Map(fields.sort((a, b) => (a.name < b.name ? -1 : 1)).map((each) => [each.name, each]));
}

/** Name of a provider by its source: the last part. */
const nameOf = (source: string): string => source.slice(source.lastIndexOf('/') + 1);

/**
 * Schemas with the providers of a `terraform providers schema -json` document before our own. That format does not say
 * what forces a replacement: a change counts as an update, and the plan says that it may be more.
 * @throws DrydockError TF_PROVIDERS_INVALID
 */
export function withProviders(schemas: Schemas, text: string): Schemas {
  let document: Json;
  try {
    document = JSON.parse(text) as Json;
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error));
  }
  const providers = isJsonObject(document) ? document.provider_schemas : undefined;
  if (!isJsonObject(providers)) return refuse('it has no "provider_schemas"');
  const raw = {
    managed: new Map<string, [string, JsonObject]>(),
    data: new Map<string, [string, JsonObject]>(),
  };
  for (const [source, each] of Object.entries(providers)) {
    const { resource_schemas, data_source_schemas } = objectIn(each);
    for (const [type, schema] of Object.entries(objectIn(resource_schemas)))
      raw.managed.set(type, [source, objectIn(schema)]);
    for (const [type, schema] of Object.entries(objectIn(data_source_schemas)))
      raw.data.set(type, [source, objectIn(schema)]);
  }
  const made = new Map<string, ResourceSchema>();
  const find = (mode: 'managed' | 'data', type: string): ResourceSchema | undefined => {
    const key = `${mode} ${type}`;
    const known = made.get(key);
    if (known) return known;
    const [source, schema] = raw[mode].get(type) ?? [];
    if (source === undefined || schema === undefined) return undefined;
    const block = objectIn(schema.block);
    const resource: ResourceSchema = {
      mode,
      type,
      provider: nameOf(source),
      product: undefined,
      attributes: fieldsFrom(block, 0),
      deprecated: block.deprecated === true,
      updatable: true,
      replacement: 'unsaid',
      version: typeof schema.version === 'number' ? schema.version : 0,
      coverage: 'full',
    };
    made.set(key, resource);
    return resource;
  };
  return {
    resource: (type) => find('managed', type) ?? schemas.resource(type),
    data: (type) => find('data', type) ?? schemas.data(type),
    resourceTypes: () => [...new Set([...raw.managed.keys(), ...schemas.resourceTypes()])],
    dataTypes: () => [...new Set([...raw.data.keys(), ...schemas.dataTypes()])],
    source: () => [...Object.keys(providers), schemas.source()].join('; '),
  };
}
