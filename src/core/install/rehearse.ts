import { loadKubernetesFacts } from '../kubernetes/index.ts';
import type { Schemas } from '../terraform/index.ts';
import type { Engines } from './engines.ts';
import type { RehearsalEvent } from './events.ts';
import type { RehearsalDeps, RehearsalInput } from './input.ts';
import { packageEngines } from './package-engines.ts';
import type { RehearsalRecord } from './record.ts';
import { schemasFor } from './schemas-for.ts';
import { simulate } from './simulate.ts';

/** What rehearsing a real package takes. */
export interface PackageRehearsalDeps extends RehearsalDeps {
  /** The provider's schema: `schemasFrom(dataDir)`. */
  readonly schemas: Schemas;
  /** Puts something between the rehearsal and the parts that it drives: a memory, an observer. */
  readonly wrap?: (engines: Engines) => Engines;
}

/** Rehearses the install of a package: see `simulate`. */
export async function* rehearse(
  input: RehearsalInput,
  deps: PackageRehearsalDeps,
): AsyncGenerator<RehearsalEvent, RehearsalRecord, void> {
  const kubernetes = await loadKubernetesFacts();
  const engines = packageEngines(schemasFor(input, deps.schemas), kubernetes);
  return yield* simulate(deps.wrap?.(engines) ?? engines, input, deps);
}
