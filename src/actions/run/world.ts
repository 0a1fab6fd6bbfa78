import type { World } from '../../core/world/index.ts';
import type { ActionContext } from '../action.ts';
import type { Content } from '../fields.ts';
import { worldFrom } from './inputs.ts';

export async function show(
  input: { world?: Content | undefined },
  _context: ActionContext<never>,
): Promise<World> {
  return worldFrom(input.world, false);
}
