import { DrydockError } from '../errors/index.ts';
import { isJsonObject, type JsonObject } from '../json.ts';
import type { Engines } from './engines.ts';
import type { RehearsalEvent, RehearsalEventBody, RehearsalStatus } from './events.ts';
import { failure } from './failure.ts';
import { fidelityOfRun } from './fidelity.ts';
import { idleFinding } from './idle-finding.ts';
import type { RehearsalDeps, RehearsalInput } from './input.ts';
import type { Prior } from './instance-prior.ts';
import { carryOut, planOperation } from './instance-stages.ts';
import { type Gate, type Process, Seeds } from './kernel/index.ts';
import { giveOutputs } from './outputs.ts';
import { Pace } from './pace.ts';
import { answerForm, planInstall } from './prepare.ts';
import type { RehearsalRecord } from './record.ts';
import { startResources } from './resource-process.ts';
import { Run } from './run.ts';
import { startSoftware } from './software.ts';
import { chosenSpec, instanceName } from './system-variables.ts';
import { firstText } from './values.ts';

const PACKAGE_ID = /^pkg-[0-9a-z]{8}$/;
const ALPHABET = '0123456789abcdefghijklmnopqrstuvwxyz';

/**
 * The ids of a rehearsal follow from its input. What is made up for resources depends on the package, the answers and
 * the seed alone, so that a fault changes nothing but what it strikes; the instance's id depends on the conditions, too,
 * so that rehearsing a failure does not overwrite the install that succeeded.
 */
function identify(input: RehearsalInput): Identity {
  const written = input.model.id?.value ?? '';
  if (input.prior) return identifyAgain(input, input.prior, written);
  const install = [input.seed, input.project, written, input.answers, input.world.name];
  const conditions: unknown[] = [
    input.faults ?? [],
    input.closed ?? false,
    input.images ?? 'assume',
    input.spec ?? {},
  ];
  if (input.license) conditions.push({ license: input.license });
  if (input.calls || input.pushed || input.scenario)
    conditions.push({ calls: input.calls ?? [], pushed: input.pushed ?? [], of: input.scenario });
  const origin = JSON.stringify(install);
  const seeds = new Seeds(origin);
  const own = new Seeds(JSON.stringify([install, conditions]));
  return {
    seeds,
    from: seeds,
    origin,
    id: `cloudapp-${own.for('cloudapp').chars(8, ALPHABET)}`,
    packageId: PACKAGE_ID.test(written) ? written : `pkg-${seeds.for('package').chars(8, ALPHABET)}`,
  };
}

interface Identity {
  readonly seeds: Seeds;
  /** Seeds of the install, and the text that they follow from. */
  readonly from: Seeds;
  readonly origin: string;
  readonly id: string;
  readonly packageId: string;
}

/** An operation keeps the instance's id and secrets; what it makes anew has ids of its own. */
function identifyAgain(input: RehearsalInput, prior: Prior, written: string): Identity {
  const { origin, id, revision } = prior;
  return {
    seeds: new Seeds(`${origin} ${revision} ${input.seed}`),
    from: new Seeds(origin),
    origin,
    id,
    packageId: PACKAGE_ID.test(written) ? written : prior.packageId,
  };
}

/**
 * Rehearses an install: a discrete-event simulation on a virtual clock (design section 8). Streams typed events and
 * returns the record of what came of it. What is wrong with the package or the world is in the events, not thrown.
 * Errors: SIM_FAULT_UNKNOWN and INPUT_INVALID for wrong faults or speed, SIM_TOO_LONG.
 */
export async function* simulate(
  engines: Engines,
  input: RehearsalInput,
  deps: RehearsalDeps,
): AsyncGenerator<RehearsalEvent, RehearsalRecord, void> {
  if (input.speed !== 'instant' && !(input.speed > 0)) {
    throw new DrydockError('INPUT_INVALID', { field: 'speed', detail: 'instant, or a number above 0' });
  }
  const { seeds, from, origin, id, packageId } = identify(input);
  const run = new Run(input, deps, seeds, from);
  const pace = new Pace(input.speed, deps);
  let seq = 0;
  let at = 0;
  const deliver = (time: number, body: RehearsalEventBody): RehearsalEvent => {
    at = time;
    return { seq: ++seq, at: time, ...body };
  };
  let status: RehearsalStatus = 'succeeded';
  const stages = install(run, engines, { cloudappId: id, packageId });
  try {
    for (let more = true; more; ) {
      more = stages.advance();
      for (const { at: time, body } of run.drain()) {
        await pace.until(time);
        yield deliver(time, body);
      }
      deps.signal.throwIfAborted();
    }
    if (run.failures.length > 0) status = 'failed';
  } catch (error) {
    if (deps.signal.aborted) status = 'cancelled';
    else if (error instanceof DrydockError && error.code === 'SIM_TOO_LONG') {
      status = 'failed';
      const tooLong = failure('SIM_TOO_LONG', { limit: String(error.data.limit) });
      run.failures.push(tooLong);
      yield deliver(at, { type: 'failed', failure: tooLong });
    } else throw error;
  }
  const finishedAt = input.startedAt + at;
  const record = recordOf(run, stages.answers(), { id, packageId, status, finishedAt, origin });
  yield deliver(at, { type: 'finished', status, instance: id, counts: record.counts });
  return record;
}

/** The stages of an install, driven a step at a time. */
function install(
  run: Run,
  engines: Engines,
  ids: { readonly cloudappId: string; readonly packageId: string },
) {
  let answers: JsonObject = {};
  let begun = false;
  const begin = (): void => {
    const { input } = run;
    const { project, seed, speed } = input;
    const { prior } = input;
    run.emit({
      type: 'started',
      id: ids.cloudappId,
      project,
      packageId: ids.packageId,
      seed,
      speed,
      ...(prior ? { operation: prior.operation, revision: prior.revision } : {}),
    });
    run.scheduler.spawn(prior ? operationOf(prior) : stagesOf());
  };
  function* operationOf(prior: Prior): Process {
    yield 1000;
    const planned = planOperation(run, engines, ids, prior);
    answers = planned?.answers ?? prior.answers;
    if (!planned) {
      // Nothing was touched.
      run.resources.push(...prior.resources);
      for (const each of prior.releases) run.releases.set(each.address, each);
      return;
    }
    yield* carryOut(run, planned);
    if (run.failures.length > 0 || !planned.stage) return;
    run.phase('outputs');
    yield 500;
    yield* startSoftware(run, planned.stage, { cloudappId: ids.cloudappId, answers });
    if (run.failures.length > 0) return;
    giveOutputs(run, planned.stage);
    for (const idle of run.faults.idle()) run.find(idleFinding(idle));
  }
  function* stagesOf(): Process {
    run.phase('form');
    const form = answerForm(run, engines);
    answers = form.answers;
    if (!form.fine) return;
    yield 1000;
    run.phase('plan');
    const stage = planInstall(run, engines, ids, form.answers);
    if (!stage) return;
    yield 2000;
    run.phase('resources');
    const ended: Gate = startResources(run, stage);
    yield ended;
    if (run.failures.length > 0) return;
    run.phase('outputs');
    yield 500;
    yield* startSoftware(run, stage, { cloudappId: ids.cloudappId, answers });
    if (run.failures.length > 0) return;
    giveOutputs(run, stage);
    for (const idle of run.faults.idle()) run.find(idleFinding(idle));
  }
  return {
    answers: () => answers,
    advance(): boolean {
      if (!begun) {
        begun = true;
        begin();
        return true;
      }
      return run.scheduler.step();
    },
  };
}

function recordOf(
  run: Run,
  answers: JsonObject,
  known: Pick<RehearsalRecord, 'id' | 'packageId' | 'status' | 'finishedAt' | 'origin'>,
): RehearsalRecord {
  const { input } = run;
  const made = run.resources.filter((each) => each.state === 'created');
  return {
    ...known,
    name: instanceName(input, known.id),
    project: input.project,
    dir: input.source.root,
    uin: input.world.account.uin,
    world: input.world.name,
    seed: input.seed,
    answers,
    spec: chosenSpec(input.model, input.spec),
    region:
      run.resources.find((each) => each.region !== '')?.region ??
      input.prior?.region ??
      regionOfAnswers(answers),
    resources: run.resources,
    workloads: workloadsOf(run),
    outputs: run.outputs.length > 0 || !input.prior ? run.outputs : outputsLeft(run, input.prior),
    assumptions: run.assumptions,
    failures: run.failures,
    findings: run.findings,
    counts: {
      resources: run.planned,
      created: made.length,
      failed: run.resources.filter((each) => each.state === 'failed').length,
      objects: run.objects,
      images: run.images,
      assumptions: run.assumptions.length,
      fidelity: fidelityOfRun(run),
    },
    startedAt: input.startedAt,
    operation: input.prior?.operation ?? 'install',
    revision: input.prior?.revision ?? 1,
    conditions: {
      closed: input.closed ?? false,
      images: input.images ?? 'assume',
      dialect: input.dialect ?? 'cloudapp',
    },
    releases: [...run.releases.values()],
    steps: input.prior ? run.steps : { create: made.length },
    loses: run.loses,
    leftBehind: run.leftBehind,
  };
}

/** Outputs stay as they were until an operation ends well; of an uninstall nothing stays. */
const outputsLeft = (run: Run, prior: Prior): RehearsalRecord['outputs'] =>
  prior.operation === 'uninstall' && run.failures.length === 0 ? [] : prior.outputs;

/** Workloads in their last state: those of earlier revisions too, as long as their release has them. */
function workloadsOf(run: Run): RehearsalRecord['workloads'] {
  const { prior } = run.input;
  if (!prior) return [...run.workloads.values()];
  const there = new Set(
    [...run.releases.values()].flatMap((each) => each.objects.map(({ kind, name }) => `${kind}/${name}`)),
  );
  const kept = prior.workloads.filter((each) => there.has(each.object) && !run.workloads.has(each.object));
  return [...kept, ...[...run.workloads.values()].filter((each) => there.has(each.object))];
}

function regionOfAnswers(answers: JsonObject): string {
  for (const value of Object.values(answers)) {
    const region = isJsonObject(value) ? firstText(value.region) : undefined;
    if (region !== undefined) return region;
  }
  return '';
}
