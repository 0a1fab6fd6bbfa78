import type { PlanInput } from './input.ts';
import { Planner } from './planner.ts';

/** Data sources that rest on others' answers are taken in turn; longer chains stay undecided. */
const MOST_ROUNDS = 8;

/**
 * Evaluates a configuration. Where the number of instances rests on data sources that nobody answers, and the caller can
 * make answers up, it is evaluated once more with such answers for just these.
 */
export function settled(input: PlanInput, planning = true): Planner {
  let planner = new Planner(input, planning);
  const assumed = new Set<string>();
  for (let round = 0; input.assumeData && round < MOST_ROUNDS; round += 1) {
    const more = [...planner.evaluation.undecided].filter((label) => !assumed.has(label));
    if (more.length === 0) break;
    for (const label of more) assumed.add(label);
    planner = new Planner({ ...input, assumed }, planning);
  }
  return planner;
}
