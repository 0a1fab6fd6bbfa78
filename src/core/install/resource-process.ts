import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import {
  type ElementCounts,
  elementsRead,
  type PlanInput,
  type TerraformModule,
} from '../terraform/index.ts';
import type { ApplySession, Plan, PlannedResource } from '../terraform/plan/types.ts';
import { text } from '../text.ts';
import { installChart } from './chart/index.ts';
import { cloudError, duration } from './cloud-words.ts';
import { resourceCure } from './cures/index.ts';
import type { Failure } from './events.ts';
import { diagnosticFailure } from './failure.ts';
import { Gate, type Process, type Random, Slots } from './kernel/index.ts';
import { machinePulls } from './machine-pulls.ts';
import type { PackageFacts } from './package-facts.ts';
import { placeRegion } from './place-region.ts';
import {
  behaviourOf,
  type ComputedAttribute,
  createResource,
  type Outcome,
  Subject,
} from './resources/index.ts';
import type { Run } from './run.ts';
import { firstText } from './values.ts';
import { writtenOf } from './written.ts';

/** Terraform's own default, and the engine's as far as anybody has seen. */
export const PARALLELISM = 10;
const FIRST_WORD_AFTER = 10_000;
const LATER_WORDS_EVERY = 60_000;

/** What creating resources needs besides the run. */
export interface Stage {
  readonly plan: Plan;
  readonly session: ApplySession;
  /** What was planned with; tests of the kernel have none. */
  readonly planned?: PlanInput;
  readonly facts: PackageFacts;
  /** Attributes that the provider's schema says the cloud fills in. */
  computedOf(type: string, mode: 'managed' | 'data'): readonly ComputedAttribute[];
}

/** Starts every resource of the plan; each waits for what it depends on. Returns the gate that opens when all have ended. */
export function startResources(run: Run, stage: Stage): Gate {
  const slots = new Slots(PARALLELISM);
  const ended = new Map(stage.plan.resources.map((planned) => [planned.address, new Gate()]));
  const broken = new Set<string>();
  const all = new Gate();
  let left = ended.size;
  for (const planned of stage.plan.resources)
    run.emit({ type: 'resource', address: planned.address, state: 'waiting' });
  for (const { type, mode } of stage.plan.resources) {
    const { quota } = behaviourOf(type, mode);
    if (quota !== undefined) run.view.expectQuota(quota, 1);
  }
  for (const planned of stage.plan.resources) {
    run.scheduler.spawn(
      (function* (): Process {
        const fine = yield* life(run, stage, planned, slots, ended, broken);
        if (!fine) broken.add(planned.address);
        ended.get(planned.address)?.open();
        if (--left === 0) all.open();
      })(),
    );
  }
  if (left === 0) all.open();
  return all;
}

function* life(
  run: Run,
  stage: Stage,
  planned: PlannedResource,
  slots: Slots,
  ended: ReadonlyMap<string, Gate>,
  broken: ReadonlySet<string>,
): Process<boolean> {
  for (const address of planned.dependsOn) {
    const gate = ended.get(address);
    if (gate) yield gate;
  }
  const culprit = planned.dependsOn.find((address) => broken.has(address));
  if (culprit !== undefined) {
    remember(run, stage, planned, 'skipped', {});
    run.emit({ type: 'resource', address: planned.address, state: 'skipped' });
    run.log(
      planned.address,
      text(
        `${planned.address}: not created, because ${culprit} was not`,
        `${planned.address}:未创建,因为 ${culprit} 未创建成功`,
      ),
      'warning',
    );
    return false;
  }
  yield* slots.take();
  const began = run.scheduler.now;
  run.emit({ type: 'resource', address: planned.address, state: 'creating' });
  run.log(planned.address, `${planned.address}: ${planned.mode === 'data' ? 'Reading' : 'Creating'}...`);
  const outcome = yield* create(run, stage, planned);
  slots.release();
  const took = run.scheduler.now - began;
  if ('failure' in outcome) {
    remember(run, stage, planned, 'failed', outcome.left?.attributes ?? {}, outcome.left !== undefined);
    run.emit({ type: 'resource', address: planned.address, state: 'failed', took });
    run.log(
      planned.address,
      cloudError(planned.address, outcome.failure, run.seeds.for('request', planned.address)),
      'error',
    );
    if (!run.fail(outcome.failure))
      run.log(
        planned.address,
        text(
          `${planned.address}: for the same reason as a resource before`,
          `${planned.address}:原因与之前的资源相同`,
        ),
        'warning',
      );
    return false;
  }
  stage.session.complete(planned.address, outcome.attributes);
  remember(run, stage, planned, 'created', outcome.attributes, false, outcome.fidelity);
  run.emit({ type: 'resource', address: planned.address, state: 'created', id: outcome.id, took });
  machinePulls(run, stage, planned, outcome.attributes);
  run.log(
    planned.address,
    `${planned.address}: ${planned.mode === 'data' ? 'Read' : 'Creation'} complete after ${duration(took)} [id=${outcome.id}]`,
  );
  return true;
}

/** Makes a resource, with the time that it takes and the faults that strike it. */
export function* create(
  run: Run,
  stage: Stage,
  planned: PlannedResource,
): Process<Outcome & { readonly left?: { readonly id: string; readonly attributes: JsonObject } }> {
  const random = run.seeds.for('resource', planned.address);
  const { args, diagnostics } = stage.session.args(planned.address);
  const wrong = diagnostics.find((each) => each.severity === 'error');
  if (wrong) return { failure: diagnosticFailure('SIM_EVALUATION', wrong, { address: planned.address }) };
  const before = isJsonObject(args.value) ? args.value : {};
  const subject = subjectFor(run, stage, planned, { args: before, sensitive: args.sensitive });
  const { seconds } = behaviourOf(planned.type, planned.mode);
  const struck = yield* callCloud(run, subject, seconds, random);
  if (struck) return { failure: struck };
  const outcome = createResource(subject, stage.computedOf(planned.type, planned.mode), random);
  if ('failure' in outcome) {
    // A refusal comes at once: the request is checked before anything is made.
    yield random.between(300, 1500);
    return outcome;
  }
  run.view.add({
    id: outcome.id,
    address: planned.address,
    type: planned.type,
    region: subject.region,
    attributes: outcome.attributes,
  });
  yield* working(run, planned.address, 1000 * random.between(...seconds));
  if (planned.type !== 'cloudapp_helm_app') return outcome;
  const failed = yield* installChart(run, stage.facts, subject, outcome.id);
  if (!failed) return outcome;
  // What failed half-way is there, and Terraform marks it as tainted.
  return run.releases.has(planned.address) ? { failure: failed, left: outcome } : { failure: failed };
}

const counted = new WeakMap<TerraformModule, ReturnType<typeof elementsRead>>();

/** How many elements the package's root module expects in the lists of a data source. */
function expected(stage: Stage, { address }: PlannedResource): { readonly elements?: ElementCounts } {
  const module = stage.planned?.module;
  if (!module) return {};
  const counts = counted.get(module) ?? elementsRead(module);
  counted.set(module, counts);
  const elements = counts.get(address.replace(/\[.*\]$/, ''));
  return elements ? { elements } : {};
}

/** A resource with its arguments as behaviours see it; faults that take arguments away are in. */
export function subjectFor(
  run: Run,
  stage: Stage,
  planned: PlannedResource,
  {
    args,
    sensitive,
    standing,
  }: { readonly args: JsonObject; readonly sensitive: Json; readonly standing?: JsonObject },
): Subject {
  return new Subject({
    planned,
    args: withoutNulled(run, stage, planned, args),
    before: args,
    standing,
    sensitive,
    region: regionOf(run, stage, planned, args),
    view: run.view,
    provenance: stage.facts.provenance,
    notices: {
      assume: (assumption) => run.assume(assumption),
      warn: (address, words) => run.log(address, words, 'warning'),
    },
    cloudappId: stage.facts.cloudappId,
    now: run.now,
    ...(planned.mode === 'data' ? expected(stage, planned) : {}),
    cure: (code, path, data, of) =>
      resourceCure(run, code, path, data, of, (address) => {
        const other = stage.plan.resources.find((each) => each.address === address);
        return other && writtenOf(stage.facts.provenance, other);
      }),
  });
}

/** The faults of any call to the cloud; answers what failed. */
export function* callCloud(
  run: Run,
  subject: Subject,
  seconds: readonly [number, number],
  random: Random,
  doing = 'creating',
): Process<Failure | undefined> {
  const { planned } = subject;
  if (!callsCloud(planned)) return undefined;
  const names = [planned.address, planned.type, planned.address.replace(/\[.*\]$/, '')];
  if (run.faults.strikes('network-interruption', ...names)) yield* interrupted(run, planned.address);
  if (run.faults.strikes('network-down', ...names)) {
    yield* interrupted(run, planned.address, [5, 10, 20, 40]);
    return subject.fail('SIM_NETWORK_DOWN', '');
  }
  if (run.faults.strikes('cloud-error', ...names)) {
    yield* working(run, planned.address, 1000 * random.between(...seconds), doing);
    return subject.fail('SIM_CLOUD_ERROR', '');
  }
  return undefined;
}

/** Providers whose resources are made without asking anybody. */
const LOCAL = new Set(['random', 'tls', 'null', 'time', 'local', 'terraform']);

const callsCloud = ({ type }: PlannedResource): boolean => !LOCAL.has(type.split('_')[0] ?? '');

/** The connection to the cloud breaks; the engine waits (seconds) and tries again. */
function* interrupted(run: Run, address: string, waits: readonly number[] = [5, 10]): Process {
  run.find({
    code: 'SIM_RETRIED',
    message: text(
      `The connection broke while ${address} was made; the engine tried ${waits.length} times more.`,
      `创建 ${address} 时连接中断,引擎重试了 ${waits.length} 次。`,
    ),
  });
  for (const wait of waits) {
    run.log(address, `${address}: request failed: dial tcp: i/o timeout; retrying in ${wait}s`, 'warning');
    yield wait * 1000;
  }
}

/** Lets time pass, with the lines that Terraform prints meanwhile. */
export function* working(run: Run, address: string, total: number, doing = 'creating'): Process {
  let passed = 0;
  for (
    let next = FIRST_WORD_AFTER;
    next < total;
    next += next < LATER_WORDS_EVERY ? FIRST_WORD_AFTER : LATER_WORDS_EVERY
  ) {
    yield next - passed;
    passed = next;
    run.log(address, `${address}: Still ${doing}... [${duration(passed)} elapsed]`);
  }
  yield total - passed;
}

/** What has a value whatever else has none: a literal, or a coalesce() that ends in one. */
const CONSTANT = /^("[^"$%]*"|-?\d[\d.]*|true|false|coalesce\(.*,\s*("[^"$%]*"|-?\d[\d.]*|true|false)\s*\))$/;

/** Arguments with those set to null that a fault strikes (`address.argument`). */
function withoutNulled(run: Run, stage: Stage, planned: PlannedResource, args: JsonObject): JsonObject {
  const bare = planned.address.replace(/\[.*\]$/, '');
  if (run.faults.of('argument-null').length === 0) return args;
  const entries = Object.entries(args).map(([name, value]): [string, typeof value] => {
    const written = stage.facts.provenance.expression(planned, name)?.text ?? '';
    if (CONSTANT.test(written)) return [name, value];
    return [
      name,
      run.faults.strikes('argument-null', `${planned.address}.${name}`, `${bare}.${name}`) ? null : value,
    ];
  });
  return Object.fromEntries(entries);
}

/** The region of a resource that names none: its provider's, else that of its place. */
function regionOf(run: Run, { plan }: Stage, planned: PlannedResource, args: JsonObject): string {
  const configured = plan.providers[planned.configuration ?? planned.provider];
  const provider = configured ?? plan.providers.tencentcloud;
  return firstText(provider?.region) ?? placeRegion(run.view.world, args) ?? '';
}

/** Keeps a resource of the instance in the state that it ended in. */
export function remember(
  run: Run,
  stage: Stage,
  planned: PlannedResource,
  state: 'created' | 'failed' | 'skipped',
  attributes: JsonObject,
  tainted = false,
  fidelity = behaviourOf(planned.type, planned.mode).fidelity,
): void {
  const { address, type, name } = planned;
  const id = firstText(attributes.id);
  run.resources.push({
    address,
    type,
    name,
    ...(id === undefined ? {} : { id }),
    region: firstText(attributes.region) ?? regionOf(run, stage, planned, attributes),
    state,
    fidelity,
    place: stage.facts.provenance.place(planned),
    attributes,
    dependsOn: planned.dependsOn,
    ...(tainted ? { tainted } : {}),
  });
}
