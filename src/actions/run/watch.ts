import { dirname } from 'node:path';
import { parseFault } from '../../core/install/index.ts';
import { type Conditions, type Verdict, watchPackage } from '../../core/watch/index.ts';
import type { ActionContext } from '../action.ts';
import type { WatchEvent, WatchView } from '../watch-views.ts';
import { answersFrom, worldFrom } from './inputs.ts';
import { type Input as RehearsalFields, scenarioInput } from './rehearsals.ts';
import { schemasOf } from './schemas.ts';
import { specChoices } from './spec-choices.ts';

interface Input extends Omit<RehearsalFields, 'speed'> {
  readonly rounds?: number | undefined;
}

/** Watches a package until it is cancelled or has given as many verdicts as were asked for. */
export async function run(input: Input, context: ActionContext<WatchEvent>): Promise<WatchView> {
  const { engine, dataDir, signal, emit } = context;
  const { dir, rounds, scenario } = input;
  const ended = new AbortController();
  const deps = {
    schemas: schemasOf(dataDir, input.providers),
    signal: AbortSignal.any([signal, ended.signal]),
    lookupImage: (reference: string) => engine.registry.resolveImage(reference),
    now: () => performance.now(),
    // An image that is pushed may be the one that was missing.
    also: (wake: () => void) => engine.changes.subscribe(({ topic }) => topic === 'registry' && wake()),
  };
  const options = {
    dir,
    conditions: conditionsOf(input, context),
    ...(scenario === undefined ? {} : { besides: [dirname(scenario)] }),
  };
  let verdicts = 0;
  let last: Verdict | null = null;
  for await (const event of watchPackage(options, deps)) {
    emit(event);
    if (event.type !== 'verdict') continue;
    last = event.verdict;
    verdicts += 1;
    if (verdicts === rounds) break;
  }
  ended.abort();
  return { dir, verdicts, last, cancelled: signal.aborted };
}

/** The clock stands still while a package is watched: what changes is the package. */
function conditionsOf(input: Input, { engine, signal }: ActionContext<WatchEvent>): Conditions {
  const now = engine.clock();
  const { scenario } = input;
  const fields = { ...input, speed: 'instant' as const };
  if (scenario !== undefined) {
    return async (source) => {
      const sources = new Map([[input.dir, Promise.resolve(source)]]);
      return scenarioInput(fields, scenario, now, signal, sources);
    };
  }
  const world = worldFrom(input.world, input.worldClosed);
  const given = answersFrom(input.answers);
  const faults = input.fault.map(parseFault);
  const spec = specChoices(input.spec);
  return async (source, model) => ({
    project: input.dir,
    source,
    model,
    world,
    answers: given === 'auto' ? 'auto' : given.answers,
    ...(given === 'auto' || !given.source ? {} : { answersSource: given.source }),
    seed: input.seed,
    startedAt: now.getTime(),
    speed: 'instant',
    closed: input.worldClosed,
    images: input.images,
    faults,
    spec,
  });
}
