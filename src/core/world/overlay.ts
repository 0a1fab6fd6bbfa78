import { DrydockError } from '../errors/index.ts';
import type { JsonObject } from '../json.ts';
import { assembleWorld } from './assemble.ts';
import { worldFileSchema } from './file-schema.ts';
import type { World } from './types.ts';

/** A world with the facts of a world file laid over it; `extends` counts for nothing. Error: INPUT_INVALID. */
export function overlayWorld(world: World, facts: JsonObject): World {
  const parsed = worldFileSchema.safeParse(facts);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new DrydockError('INPUT_INVALID', {
      field: `world.${issue?.path.map(String).join('.') ?? ''}`,
      detail: issue?.message ?? '',
    });
  }
  return assembleWorld(world, parsed.data);
}
