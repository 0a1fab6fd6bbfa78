import { isJsonObject, type JsonObject } from '../json.ts';
import { change, type StepAction } from '../lifecycle/index.ts';
import type { PlannedResource } from '../terraform/plan/types.ts';
import { text } from '../text.ts';
import { installChart } from './chart/index.ts';
import { cloudError, duration } from './cloud-words.ts';
import type { Failure } from './events.ts';
import { diagnosticFailure } from './failure.ts';
import { deleteStep } from './instance-delete.ts';
import { leftBy } from './instance-diff.ts';
import type { Prior } from './instance-prior.ts';
import type { Step } from './instance-steps.ts';
import { Gate, type Process, Slots } from './kernel/index.ts';
import type { InstanceResource } from './record.ts';
import {
  callCloud,
  create,
  PARALLELISM,
  remember,
  type Stage,
  subjectFor,
  working,
} from './resource-process.ts';
import { checkResource } from './resources/checks.ts';
import { behaviourOf } from './resources/index.ts';
import type { Run } from './run.ts';

/** An operation under way. */
interface Operation {
  readonly run: Run;
  /** Absent in an uninstall, which plans nothing. */
  readonly stage: Stage | undefined;
  readonly prior: Prior;
  readonly steps: readonly Step[];
  readonly slots: Slots;
  /** Open when a resource is as it should be, or will not be. */
  readonly applied: ReadonlyMap<string, Gate>;
  /** Open when what is to go is gone, or stays. */
  readonly destroyed: ReadonlyMap<string, Gate>;
  readonly broken: Set<string>;
  readonly undestroyed: Set<string>;
}

const goes = (step: Step): boolean => step.action === 'delete' || step.action === 'replace';

/** Carries the steps out as Terraform orders them. Returns the gate that opens when all have ended. */
export function startSteps(run: Run, stage: Stage | undefined, prior: Prior, steps: readonly Step[]): Gate {
  const reads = (stage?.plan.resources ?? []).filter((each) => each.mode === 'data');
  const wanted = [
    ...reads.map((each) => each.address),
    ...steps.filter((each) => each.planned).map((each) => each.address),
  ];
  const operation: Operation = {
    run,
    stage,
    prior,
    steps,
    slots: new Slots(PARALLELISM),
    applied: new Map(wanted.map((address) => [address, new Gate()])),
    destroyed: new Map(steps.filter(goes).map((each) => [each.prior?.address ?? each.address, new Gate()])),
    broken: new Set(),
    undestroyed: new Set(),
  };
  const all = new Gate();
  const tasks: (() => Process)[] = [
    ...reads.map((planned) => () => read(operation, planned)),
    ...steps.filter((each) => each.planned).map((step) => () => apply(operation, step)),
    ...steps.filter(goes).map((step) => () => destroy(operation, step)),
  ];
  for (const step of steps) {
    if (step.action === 'no-op' || step.action === 'forget') continue;
    run.emit({ type: 'resource', address: step.address, state: 'waiting' });
  }
  let left = tasks.length;
  for (const task of tasks) {
    run.scheduler.spawn(
      (function* (): Process {
        yield* task();
        if (--left === 0) all.open();
      })(),
    );
  }
  if (left === 0) all.open();
  return all;
}

const count = (run: Run, action: StepAction): void => {
  run.steps[action] = (run.steps[action] ?? 0) + 1;
};

/** Keeps a resource of the earlier revision as it was. */
const keep = (run: Run, resource: InstanceResource): void => {
  run.resources.push(resource);
};

function* read({ run, stage, slots, applied, broken }: Operation, planned: PlannedResource): Process {
  if (!stage) return;
  for (const address of planned.dependsOn) {
    const gate = applied.get(address);
    if (gate) yield gate;
  }
  const { address } = planned;
  if (planned.dependsOn.some((each) => broken.has(each))) {
    broken.add(address);
    remember(run, stage, planned, 'skipped', {});
    run.emit({ type: 'resource', address, state: 'skipped' });
  } else {
    yield* slots.take();
    run.emit({ type: 'resource', address, state: 'creating' });
    const outcome = yield* create(run, stage, planned);
    slots.release();
    if ('failure' in outcome) {
      fail(run, address, outcome.failure);
      remember(run, stage, planned, 'failed', {});
      broken.add(address);
    } else {
      stage.session.complete(address, outcome.attributes);
      remember(run, stage, planned, 'created', outcome.attributes);
      run.emit({ type: 'resource', address, state: 'created', id: outcome.id });
    }
  }
  applied.get(address)?.open();
}

function fail(run: Run, address: string, failure: Failure, took?: number): void {
  run.emit({ type: 'resource', address, state: 'failed', ...(took === undefined ? {} : { took }) });
  run.log(address, cloudError(address, failure, run.seeds.for('request', address)), 'error');
  run.fail(failure);
}

function* apply(operation: Operation, step: Step): Process {
  const { run, stage, applied, destroyed, broken, undestroyed, prior: instance } = operation;
  const { planned, prior, address, action } = step;
  if (!stage || !planned) return;
  for (const each of planned.dependsOn) {
    const gate = applied.get(each);
    if (gate) yield gate;
  }
  const replaces = action === 'replace' && !step.createFirst;
  const old = prior?.address ?? address;
  if (replaces) {
    const gate = destroyed.get(old);
    if (gate) yield gate;
  }
  const culprit = planned.dependsOn.find((each) => broken.has(each));
  if (action === 'no-op' && prior) {
    // What did not change stays, whatever becomes of the rest.
    const moved = { ...prior, address, place: step.diff.place, dependsOn: planned.dependsOn };
    stage.session.args(address);
    stage.session.complete(address, prior.attributes);
    keep(run, moved);
    run.emit({
      type: 'resource',
      address,
      state: 'kept',
      ...(prior.id === undefined ? {} : { id: prior.id }),
    });
    count(run, 'no-op');
  } else if (culprit !== undefined || undestroyed.has(old)) {
    broken.add(address);
    const stays = prior && (!replaces || undestroyed.has(old));
    if (stays) keep(run, prior);
    else remember(run, stage, planned, 'skipped', {});
    if (!undestroyed.has(old)) {
      run.emit({ type: 'resource', address, state: 'skipped' });
      run.log(
        address,
        text(
          `${address}: not ${action === 'update' ? 'updated' : 'created'}, because ${culprit} failed`,
          `${address}:因 ${culprit} 失败而未${action === 'update' ? '更新' : '创建'}`,
        ),
        'warning',
      );
    }
  } else {
    yield* operation.slots.take();
    const fine =
      action === 'update' && prior
        ? yield* update(run, stage, instance, step, prior)
        : yield* make(run, stage, step);
    operation.slots.release();
    if (fine) count(run, action);
    else broken.add(address);
  }
  applied.get(address)?.open();
}

function* make(run: Run, stage: Stage, { planned, address }: Step): Process<boolean> {
  if (!planned) return false;
  const began = run.scheduler.now;
  run.emit({ type: 'resource', address, state: 'creating' });
  run.log(address, `${address}: Creating...`);
  const outcome = yield* create(run, stage, planned);
  const took = run.scheduler.now - began;
  if ('failure' in outcome) {
    remember(run, stage, planned, 'failed', outcome.left?.attributes ?? {}, outcome.left !== undefined);
    fail(run, address, outcome.failure, took);
    return false;
  }
  stage.session.complete(address, outcome.attributes);
  remember(run, stage, planned, 'created', outcome.attributes);
  run.emit({ type: 'resource', address, state: 'created', id: outcome.id, took });
  run.log(address, `${address}: Creation complete after ${duration(took)} [id=${outcome.id}]`);
  return true;
}

function* update(
  run: Run,
  stage: Stage,
  instance: Prior,
  step: Step,
  prior: InstanceResource,
): Process<boolean> {
  const { planned, address } = step;
  if (!planned) return false;
  const began = run.scheduler.now;
  const id = prior.id ?? '';
  run.emit({ type: 'resource', address, state: 'updating', id });
  run.log(address, `${address}: Modifying... [id=${id}]`);
  const { args, diagnostics } = stage.session.args(address);
  const wrong = diagnostics.find((each) => each.severity === 'error');
  const given = isJsonObject(args.value) ? args.value : {};
  const failure = wrong
    ? diagnosticFailure('SIM_EVALUATION', wrong, { address })
    : yield* modify(run, stage, instance, step, prior, given, args.sensitive);
  const took = run.scheduler.now - began;
  if (failure) {
    fail(run, address, failure, took);
    // What a failed update leaves is not known to Terraform: its state keeps what was before.
    keep(run, prior);
    return false;
  }
  const set = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null));
  const attributes: JsonObject = { ...prior.attributes, ...set, ...(id === '' ? {} : { id }) };
  stage.session.complete(address, attributes);
  remember(run, stage, planned, 'created', attributes);
  if (id !== '') run.view.add({ id, address, type: prior.type, region: prior.region, attributes });
  run.emit({ type: 'resource', address, state: 'updated', id, took });
  run.log(address, `${address}: Modifications complete after ${duration(took)} [id=${id}]`);
  return true;
}

function* modify(
  run: Run,
  stage: Stage,
  instance: Prior,
  { planned, diff }: Step,
  prior: InstanceResource,
  args: JsonObject,
  sensitive: Parameters<typeof subjectFor>[3]['sensitive'],
): Process<Failure | undefined> {
  if (!planned) return undefined;
  const random = run.seeds.for('update', planned.address);
  const behaviour = behaviourOf(planned.type, planned.mode);
  const subject = subjectFor(run, stage, planned, { args, sensitive, standing: prior.attributes });
  const { least, most } = change(behaviour.seconds);
  const struck = yield* callCloud(run, subject, [least, most], random, 'modifying');
  if (struck) return struck;
  // Its own range does not stand in its way.
  if (prior.id !== undefined) run.view.remove(prior.id);
  const refused = checkResource(subject, behaviour);
  if (prior.id !== undefined)
    run.view.add({ ...prior, id: prior.id, attributes: { ...prior.attributes, ...args } });
  if (refused) {
    yield random.between(300, 1500);
    return refused;
  }
  if (diff.changes.length > 0)
    yield* working(run, planned.address, 1000 * random.between(least, most), 'modifying');
  if (planned.type !== 'cloudapp_helm_app' || prior.id === undefined) return undefined;
  const before = instance.releases.find((each) => each.address === prior.address);
  return yield* installChart(run, stage.facts, subject, prior.id, before);
}

function* destroy(operation: Operation, step: Step): Process {
  const { run, applied, destroyed, undestroyed, steps } = operation;
  const { prior } = step;
  if (!prior) return;
  const leaving = new Set(steps.filter(goes).map((each) => each.prior?.address ?? each.address));
  // What needs it goes first.
  for (const each of steps) {
    if (!each.prior?.dependsOn?.includes(prior.address)) continue;
    const gate = leaving.has(each.prior.address) ? destroyed.get(each.prior.address) : undefined;
    if (gate && !(step.createFirst && each.createFirst)) yield gate;
  }
  if (step.createFirst) {
    // The new one and whoever uses it come first.
    for (const each of steps) {
      const mine = each.address === step.address || each.planned?.dependsOn.includes(step.address);
      const gate = mine ? applied.get(each.address) : undefined;
      if (gate) yield gate;
    }
  } else if (step.action === 'delete' && !waitsInCircles(steps, prior)) {
    // Users that stay are changed before what they used is deleted.
    for (const each of steps) {
      if (!each.planned || !each.prior?.dependsOn?.includes(prior.address)) continue;
      const gate = applied.get(each.address);
      if (gate) yield gate;
    }
  }
  const held = steps.find(
    (each) => each.prior?.dependsOn?.includes(prior.address) && undestroyed.has(each.prior.address),
  );
  const stays = held !== undefined || (step.createFirst && operation.broken.has(step.address));
  if (stays) {
    undestroyed.add(prior.address);
    if (step.action === 'delete') {
      keep(run, prior);
      run.emit({ type: 'resource', address: prior.address, state: 'skipped' });
      run.log(
        prior.address,
        text(
          `${prior.address}: not destroyed, because ${held?.address ?? step.address} is still there`,
          `${prior.address}:因 ${held?.address ?? step.address} 仍存在而未销毁`,
        ),
        'warning',
      );
    }
  } else {
    yield* operation.slots.take();
    const began = run.scheduler.now;
    run.emit({
      type: 'resource',
      address: step.address,
      state: 'deleting',
      ...(prior.id ? { id: prior.id } : {}),
    });
    run.log(prior.address, `${prior.address}: Destroying... [id=${prior.id ?? ''}]`);
    // What a release leaves is told by the release, which goes with it.
    const left = leftBy(run.releases, steps, step);
    const failure = yield* deleteStep(run, operation.stage, operation.prior, prior, step);
    operation.slots.release();
    const took = run.scheduler.now - began;
    if (failure) {
      undestroyed.add(prior.address);
      // Replaced, it is kept by whoever waits to make it anew.
      if (step.action === 'delete') keep(run, prior);
      fail(run, step.address, failure, took);
    } else {
      run.loses.push(...step.diff.loses.map((what) => ({ address: prior.address, what })));
      run.leftBehind.push(...left);
      run.emit({ type: 'resource', address: step.address, state: 'deleted', took });
      run.log(prior.address, `${prior.address}: Destruction complete after ${duration(took)}`);
      if (step.action === 'delete') count(run, 'delete');
    }
  }
  destroyed.get(prior.address)?.open();
}

/** Whether something that is replaced lies below a resource: then it cannot wait for who used it. */
function waitsInCircles(steps: readonly Step[], prior: InstanceResource): boolean {
  const byAddress = new Map(
    steps.flatMap((each) => (each.prior ? [[each.prior.address, each] as const] : [])),
  );
  const seen = new Set<string>();
  const below = (address: string): boolean => {
    if (seen.has(address)) return false;
    seen.add(address);
    return (byAddress.get(address)?.prior?.dependsOn ?? []).some(
      (each) => byAddress.get(each)?.action === 'replace' || below(each),
    );
  };
  return below(prior.address);
}
