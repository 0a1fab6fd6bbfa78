import { DrydockError } from '../errors/index.ts';
import type { JsonObject } from '../json.ts';
import type { Drift, Operation, Release } from '../lifecycle/types.ts';
import type { InstanceOutput, InstanceResource, InstanceWorkload, RehearsalRecord } from './record.ts';

/** An instance as an operation finds it: what Terraform's state knows, and what is otherwise by now. */
export interface Prior {
  readonly operation: Exclude<Operation, 'install'>;
  readonly id: string;
  readonly name: string;
  readonly packageId: string;
  /** The revision that the operation makes. */
  readonly revision: number;
  /** What the ids of its install followed from. */
  readonly origin: string;
  readonly answers: JsonObject;
  readonly region: string;
  readonly resources: readonly InstanceResource[];
  readonly releases: readonly Release[];
  readonly outputs: readonly InstanceOutput[];
  readonly workloads: readonly InstanceWorkload[];
  /** What was changed outside since. */
  readonly drift: readonly Drift[];
}

const isManaged = (address: string): boolean => !/(^|\.)data\./.test(address);

/** A resource that exists, with what was altered outside. */
function refreshed(prior: Prior, resource: InstanceResource): InstanceResource | undefined {
  const drift = prior.drift.filter((each) => each.address === resource.address);
  if (drift.some((each) => each.kind === 'deleted')) return undefined;
  const values = Object.assign(
    {},
    ...drift.filter((each) => each.kind === 'altered').map((each) => each.values),
  );
  return { ...resource, attributes: { ...resource.attributes, ...values } };
}

/** What exists now, tainted resources included: those that are managed, created and not deleted outside. */
export const standing = (prior: Prior): readonly InstanceResource[] =>
  prior.resources
    .filter((each) => isManaged(each.address) && (each.state === 'created' || each.tainted === true))
    .flatMap((each) => refreshed(prior, each) ?? []);

/** Attributes by address, as a plan compares with them. A tainted resource is as good as none. */
export const priorAttributes = (prior: Prior): Readonly<Record<string, JsonObject>> =>
  Object.fromEntries(
    standing(prior)
      .filter((each) => each.tainted !== true)
      .map((each) => [each.address, each.attributes]),
  );

/** An instance as the next operation finds it. Errors: INSTANCE_NO_STATE for those that an older Drydock stored. */
export function priorOf(
  record: RehearsalRecord,
  operation: Prior['operation'],
  drift: readonly Drift[] = [],
): Prior {
  const { id, name, packageId, origin, answers, region, resources, outputs, workloads } = record;
  if (origin === undefined) throw new DrydockError('INSTANCE_NO_STATE', { id });
  return {
    operation,
    id,
    name,
    packageId,
    revision: (record.revision ?? 1) + 1,
    origin,
    answers,
    region,
    resources,
    releases: record.releases ?? [],
    outputs,
    workloads,
    drift,
  };
}
