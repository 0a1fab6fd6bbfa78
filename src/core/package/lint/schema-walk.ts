import type { AttributeSchema, ResourceDecl, ResourceSchema, Schemas } from '../../terraform/index.ts';
import type { ResourcePart } from './terraform.ts';

/** Arguments that every resource of the platform takes, whatever the public provider says (facts section 6). */
export const PLATFORM_ARGUMENTS = new Set(['region', 'availability_zone', 'activity_id']);
/** Attributes that every resource of the platform gives. */
const PLATFORM_ATTRIBUTES = new Set([...PLATFORM_ARGUMENTS, 'id', 'create_time', 'name']);
/** Arguments of the language, in a resource's own body. */
export const META_ARGUMENTS = new Set(['count', 'for_each', 'depends_on', 'provider']);

export const schemaOf = (schemas: Schemas, { mode, type }: ResourceDecl): ResourceSchema | undefined =>
  mode === 'data' ? schemas.data(type) : schemas.resource(type);

/** What may stand in a part of a resource; undefined where nothing is known of it. */
export function fieldsOf(
  schemas: Schemas,
  { resource, blocks }: ResourcePart,
): ReadonlyMap<string, AttributeSchema> | undefined {
  let fields = schemaOf(schemas, resource)?.attributes;
  for (const block of blocks) fields = fields?.get(block)?.block;
  return fields;
}

/** The schema of what a path reads of a resource; `missing` is the index of the step that the resource does not have. */
export function readPath(
  schema: ResourceSchema,
  path: readonly (string | number)[],
): { readonly field?: AttributeSchema; readonly missing?: number; readonly choices: readonly string[] } {
  let fields: ReadonlyMap<string, AttributeSchema> | undefined = schema.attributes;
  let field: AttributeSchema | undefined;
  for (const [i, key] of path.entries()) {
    // Indexes of lists and sets of blocks say nothing of the fields.
    if (typeof key === 'number' || /^\d+$/.test(key)) continue;
    if (fields === undefined) return field ? { field, choices: [] } : { choices: [] };
    field = fields.get(key);
    if (field === undefined) {
      const known = schema.coverage === 'partial' || (i === 0 && PLATFORM_ATTRIBUTES.has(key));
      return known ? { choices: [] } : { missing: i, choices: [...fields.keys()] };
    }
    fields = field.block;
  }
  return { ...(field ? { field } : {}), choices: [] };
}
