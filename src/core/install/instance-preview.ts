import type { JsonObject } from '../json.ts';
import { isJsonObject } from '../json.ts';
import type { LifecycleDiff } from '../lifecycle/index.ts';
import type { PlanInput, Schemas } from '../terraform/index.ts';
import type { Assumption, Failure, RehearsalFinding } from './events.ts';
import type { RehearsalInput } from './input.ts';
import type { Prior } from './instance-prior.ts';
import { type PlannedOperation, planOperation } from './instance-stages.ts';
import { Seeds } from './kernel/index.ts';
import { packageEngines } from './package-engines.ts';
import { Run } from './run.ts';

/** A resource as it will stand, with the arguments that are known. */
export interface Wanted {
  readonly address: string;
  readonly type: string;
  readonly region: string;
  readonly attributes: JsonObject;
}

/** What an operation would do, without doing it. */
export interface OperationPreview {
  /** Absent when it cannot be planned; the failures say why. */
  readonly diff?: LifecycleDiff;
  readonly failures: readonly Failure[];
  readonly assumptions: readonly Assumption[];
  readonly findings: readonly RehearsalFinding[];
  /** What it is planned with, prior state included; absent for an uninstall, which needs no package. */
  readonly planned?: PlanInput;
  /** What would stand afterwards. */
  readonly after: readonly Wanted[];
}

/** Plans an operation on an instance. Never throws on what a package contains. */
export function previewOperation(
  input: RehearsalInput & { readonly prior: Prior },
  schemas: Schemas,
  signal: AbortSignal,
): OperationPreview {
  const { prior } = input;
  const deps = {
    signal,
    sleep: () => Promise.resolve(),
    lookupImage: (reference: string) => ({ found: false, reference, reason: 'repository' }) as const,
  };
  const seeds = new Seeds(`${prior.origin} ${prior.revision} ${input.seed}`);
  const run = new Run(input, deps, seeds, new Seeds(prior.origin));
  const ids = { cloudappId: prior.id, packageId: input.model.id?.value ?? prior.packageId };
  const planned = planOperation(run, packageEngines(schemas), ids, prior);
  return {
    ...(planned ? { diff: planned.diff } : {}),
    ...(planned?.stage?.planned ? { planned: planned.stage.planned } : {}),
    failures: run.failures,
    assumptions: run.assumptions,
    findings: run.findings,
    after: planned ? wantedAfter(planned) : [],
  };
}

function wantedAfter({ steps }: PlannedOperation): readonly Wanted[] {
  return steps
    .filter((each) => each.action !== 'delete' && each.action !== 'forget')
    .map(({ address, planned, prior }) => {
      const given = isJsonObject(planned?.args.value) ? planned.args.value : {};
      return {
        address,
        type: planned?.type ?? prior?.type ?? '',
        region: prior?.region ?? '',
        attributes: { ...prior?.attributes, ...given },
      };
    });
}
