import { fieldsOf } from './schema-walk.ts';
import type { ResourcePart, TerraformFacts } from './terraform.ts';

/** Arguments and blocks that the provider requires and a part of a resource lacks. */
export function* missingRequired(
  tf: TerraformFacts,
): Generator<{ readonly part: ResourcePart; readonly name: string }> {
  for (const part of tf.resourceParts) {
    const { attributes, blocks } = part.body;
    const given = new Set(
      blocks.map((block) => (block.type === 'dynamic' ? (block.labels[0] ?? '') : block.type)),
    );
    for (const field of fieldsOf(tf.schemas, part)?.values() ?? []) {
      if (field.presence === 'required' && !attributes.has(field.name) && !given.has(field.name)) {
        yield { part, name: field.name };
      }
    }
  }
}
