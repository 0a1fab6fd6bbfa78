import type { JsonObject } from '../json.ts';
import { type Drift, type LifecycleDiff, preventWords } from '../lifecycle/index.ts';
import { text } from '../text.ts';
import type { Engines } from './engines.ts';
import { failure, placeName } from './failure.ts';
import { diffOf, settle } from './instance-diff.ts';
import type { Prior } from './instance-prior.ts';
import { startSteps } from './instance-process.ts';
import { type Step, stepsOf, uninstallSteps } from './instance-steps.ts';
import type { Process } from './kernel/index.ts';
import { packageModule } from './plan-engine.ts';
import { answerForm, planInstall } from './prepare.ts';
import type { Stage } from './resource-process.ts';
import type { Run } from './run.ts';

/** An operation that was planned: what it would do, and all that carrying it out takes. */
export interface PlannedOperation {
  readonly prior: Prior;
  readonly stage: Stage | undefined;
  readonly steps: readonly Step[];
  readonly diff: LifecycleDiff;
  readonly answers: JsonObject;
}

const kinds: Readonly<Record<Drift['kind'], [string, string]>> = {
  deleted: ['was deleted outside', '已在外部被删除'],
  altered: ['was changed outside', '已在外部被修改'],
  filled: ['holds objects', '其中有对象'],
  used: ['is used from outside', '正在被外部使用'],
};

/** Reads what stands and says what is otherwise than Terraform's state has it. */
function refresh(run: Run, prior: Prior): void {
  for (const { address, id } of prior.resources)
    if (id !== undefined) run.log(address, `${address}: Refreshing state... [id=${id}]`);
  for (const { address, kind, values } of prior.drift) {
    const names = Object.keys(values).join(', ');
    const [en, zh] = kinds[kind];
    run.log(
      address,
      text(`${address} ${en}${names ? `: ${names}` : ''}`, `${address} ${zh}${names ? `:${names}` : ''}`),
      'warning',
    );
  }
}

/** Plans an operation; undefined when it cannot be planned, and why is said. */
export function planOperation(
  run: Run,
  engines: Engines,
  ids: { readonly cloudappId: string; readonly packageId: string },
  prior: Prior,
): PlannedOperation | undefined {
  if (prior.operation === 'uninstall') {
    run.phase('plan');
    refresh(run, prior);
    const module = packageModule(run.input.source, run.input.dialect ?? 'cloudapp');
    const steps = uninstallSteps(prior, module);
    settle(run, prior, steps);
    run.planned = steps.length;
    run.emit({
      type: 'plan',
      outputs: [],
      resources: steps.map(({ address, prior: each }) => ({
        address,
        type: each?.type ?? '',
        name: each?.name ?? '',
        dependsOn: each?.dependsOn ?? [],
        place: each?.place ?? { file: '' },
        fidelity: each?.fidelity ?? 'opaque',
        action: 'delete',
      })),
    });
    run.log(undefined, `Plan: 0 to add, 0 to change, ${steps.length} to destroy.`);
    return {
      prior,
      stage: undefined,
      steps,
      diff: diffOf(run, undefined, prior, steps),
      answers: prior.answers,
    };
  }
  run.phase('form');
  const form = answerForm(run, engines);
  if (!form.fine) return undefined;
  run.phase('plan');
  refresh(run, prior);
  const stage = planInstall(run, engines, ids, form.answers);
  if (!stage) return undefined;
  const steps = stepsOf(stage, prior);
  settle(run, prior, steps);
  return { prior, stage, steps, diff: diffOf(run, stage, prior, steps), answers: form.answers };
}

/** Carries a planned operation out until every step has ended. */
export function* carryOut(run: Run, { stage, prior, steps, diff }: PlannedOperation): Process {
  run.emit({ type: 'diff', diff });
  const prevented = steps.filter((each) => each.prevented);
  if (prevented.length > 0) {
    for (const { address, diff: step } of prevented)
      run.fail(
        failure(
          'SIM_DELETE_PREVENTED',
          { address, where: placeName(step.place) },
          { address, causes: [{ kind: 'source', text: preventWords, place: step.place }] },
        ),
      );
    run.resources.push(...prior.resources);
    return;
  }
  yield 2000;
  run.phase('resources');
  yield startSteps(run, stage, prior, steps);
  // In the order of the plan, what stayed against it last.
  const order = new Map(steps.map((each, i) => [each.address, i]));
  run.resources.sort((a, b) => (order.get(a.address) ?? -1) - (order.get(b.address) ?? -1));
}
