import type { RehearsalEvent } from './events.ts';
import type { RehearsalDeps, RehearsalInput } from './input.ts';
import { packageEngines } from './package-engines.ts';
import type { RehearsalRecord } from './record.ts';
import { simulate } from './simulate.ts';

/** Rehearses the install of a package: see `simulate`. */
export const rehearse = (
  input: RehearsalInput,
  deps: RehearsalDeps,
): AsyncGenerator<RehearsalEvent, RehearsalRecord, void> => simulate(packageEngines, input, deps);
