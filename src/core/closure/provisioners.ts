import type { RehearsalInput, StandIns } from '../install/index.ts';
import type { Plan, Schemas } from '../terraform/index.ts';

/** The scripts of provisioners, as resources of a plan. */
export function withProvisioners(_input: RehearsalInput, _schemas: Schemas, _by: StandIns): Plan | undefined {
  return undefined;
}
