import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Foundation } from './foundation.ts';
import type { Engine, EngineDeps } from './types.ts';

/** Milliseconds that belong to requests after each part that was loaded: loading keeps the event loop for itself. */
const BREATH = 4;

const parts: readonly (() => Promise<unknown>)[] = [
  () => import('../terraform/index.ts'),
  () => import('../helm/index.ts'),
  () => import('../package/index.ts'),
  () => import('../install/index.ts'),
  () => import('../license/index.ts'),
];

/**
 * Builds the rest of the engine on its foundation. The code of that rest is loaded now, part by part: the registry serves
 * in between.
 */
export async function createEngine(deps: EngineDeps, foundation: Foundation): Promise<Engine> {
  for (const load of parts) {
    await setTimeout(BREATH);
    await load();
  }
  const { assemble } = await import('./assemble.ts');
  return assemble(deps, foundation);
}

/** Where things lie in a data directory. */
export const homePaths = (home: string) => ({
  keys: join(home, 'keys'),
  logs: join(home, 'logs'),
  projects: join(home, 'projects'),
});
