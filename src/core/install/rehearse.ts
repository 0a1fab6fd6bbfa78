import type { Schemas } from '../terraform/index.ts';
import type { RehearsalEvent } from './events.ts';
import type { RehearsalDeps, RehearsalInput } from './input.ts';
import { packageEngines } from './package-engines.ts';
import type { RehearsalRecord } from './record.ts';
import { simulate } from './simulate.ts';

/** What rehearsing a real package takes. */
export interface PackageRehearsalDeps extends RehearsalDeps {
  /** The provider's schema: `schemasFrom(dataDir)`. */
  readonly schemas: Schemas;
}

/** Rehearses the install of a package: see `simulate`. */
export const rehearse = (
  input: RehearsalInput,
  deps: PackageRehearsalDeps,
): AsyncGenerator<RehearsalEvent, RehearsalRecord, void> =>
  simulate(packageEngines(deps.schemas), input, deps);
