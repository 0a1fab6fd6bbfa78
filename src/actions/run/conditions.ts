import type { Engine } from '../../core/engine/index.ts';
import type { Input } from './rehearsals.ts';

/** Rehearsals whose conditions are kept, the latest. */
const MOST_KEPT = 60;

const kept = new WeakMap<Engine, Map<string, Input>>();

/** Keeps under what a rehearsal was started, so that its failure can be cured under the same. Lives as long as the engine. */
export function rememberConditions(engine: Engine, id: string, input: Input): void {
  const all = kept.get(engine) ?? new Map<string, Input>();
  kept.set(engine, all);
  all.set(id, input);
  for (const old of all.keys()) {
    if (all.size <= MOST_KEPT) break;
    all.delete(old);
  }
}

/** Under what a rehearsal was started; undefined when that is not known any more. */
export const conditionsOf = (engine: Engine, id: string): Input | undefined => kept.get(engine)?.get(id);
