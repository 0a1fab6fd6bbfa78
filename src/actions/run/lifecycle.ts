import { costChange, estimateCost } from '../../core/cost/index.ts';
import type { Engine } from '../../core/engine/index.ts';
import { DrydockError } from '../../core/errors/index.ts';
import {
  type InstanceDetail,
  type Prior,
  parseFault,
  previewOperation,
  priorOf,
  type RehearsalEvent,
  type RehearsalInput,
} from '../../core/install/index.ts';
import type { Json, JsonObject } from '../../core/json.ts';
import type { Drift, LifecycleDiff } from '../../core/lifecycle/index.ts';
import { type PackageSource, parsePackage, readPackage } from '../../core/package/index.ts';
import { defaultWorld } from '../../core/world/index.ts';
import type { ActionContext } from '../action.ts';
import type { Content } from '../fields.ts';
import type { OperationPreviewView, OperationResult } from '../lifecycle-views.ts';
import { bookInUse, standingOf } from './cost.ts';
import { type AnswersInput, answersFrom, worldFrom } from './inputs.ts';
import { writePlan } from './plan-file.ts';
import { schemasOf } from './schemas.ts';

type Operation = Prior['operation'];
type PriorInput = RehearsalInput & { readonly prior: Prior };

interface Asked {
  readonly id: string;
  readonly dir?: string | undefined;
  readonly answers?: AnswersInput | undefined;
  readonly world?: Content | undefined;
  readonly prices?: Content | undefined;
  /** File for the plan in Terraform's JSON format. */
  readonly out?: string | undefined;
}

interface Input extends Asked {
  readonly planOnly: boolean;
  readonly speed: number | 'instant';
  readonly fault: readonly string[];
}

/** The instance and its package as an operation finds them. Errors: NOT_FOUND, INSTANCE_*, those of reading a package. */
async function inputFor(
  operation: Operation,
  asked: Asked,
  { engine, signal }: { readonly engine: Engine; readonly signal: AbortSignal },
): Promise<PriorInput> {
  const { id } = asked;
  const detail = engine.instances.show(id, { reveal: true });
  if (detail.operation === 'uninstall' && detail.status === 'succeeded')
    throw new DrydockError('INSTANCE_UNINSTALLED', { id });
  if (operation === 'retry' && detail.status === 'succeeded')
    throw new DrydockError('INSTANCE_WHOLE', { id });
  const prior = priorOf(detail, operation, detail.drift);
  const dir = asked.dir ?? detail.project;
  const source = await sourceOf(operation, dir, detail, signal);
  const { model } = parsePackage(source);
  const { closed, images, dialect } = detail.conditions ?? {
    closed: false,
    images: 'assume',
    dialect: 'cloudapp',
  };
  const known = new Set(model.args.map((each) => each.name));
  const world = asked.world
    ? worldFrom(asked.world, closed)
    : (detail.givenWorld ?? { ...defaultWorld(), closed });
  return {
    project: dir,
    source,
    model,
    world,
    ...(asked.world || detail.givenWorld ? { keepWorld: true } : {}),
    ...answersFor(asked.answers, detail.answers, known),
    seed: detail.seed,
    startedAt: engine.clock().getTime(),
    speed: 'instant',
    closed,
    images,
    dialect,
    spec: detail.spec,
    prior,
  };
}

/** An uninstall goes by what the instance's state knows: its package may be gone. */
async function sourceOf(
  operation: Operation,
  dir: string,
  detail: InstanceDetail,
  signal: AbortSignal,
): Promise<PackageSource> {
  try {
    return await readPackage(dir, { signal });
  } catch (error) {
    if (operation !== 'uninstall' || signal.aborted) throw error;
    return { root: detail.dir, files: new Map() };
  }
}

/** Answers that the instance has, as far as the package still asks for them, with those that were given on top. */
function answersFor(
  given: AnswersInput | undefined,
  kept: JsonObject,
  known: ReadonlySet<string>,
): Pick<RehearsalInput, 'answers' | 'fill' | 'answersSource'> {
  const still = Object.fromEntries(Object.entries(kept).filter(([name]) => known.has(name)));
  if (given === undefined) return { answers: still, fill: true };
  const read = answersFrom(given);
  if (read === 'auto') return { answers: 'auto' };
  return {
    answers: { ...still, ...read.answers },
    fill: true,
    ...(read.source ? { answersSource: read.source } : {}),
  };
}

/** Plans an operation and says what it changes in cost. */
async function plan(
  operation: Operation,
  input: PriorInput,
  asked: Asked,
  context: ActionContext<never>,
): Promise<OperationPreviewView> {
  const { engine, dataDir, signal } = context;
  const { diff, failures, assumptions, findings, after, planned } = previewOperation(
    input,
    schemasOf(dataDir, undefined),
    signal,
  );
  const book = await bookInUse(context, asked.prices);
  const written = asked.out === undefined ? undefined : await writePlan(asked.out, planned);
  const before = estimateCost(standingOf(engine, asked.id), book);
  return {
    instance: asked.id,
    operation,
    failures,
    assumptions,
    findings,
    ...(diff ? { diff, cost: costChange(before, estimateCost(after, book)) } : {}),
    ...(written === undefined ? {} : { written }),
  };
}

export async function preview(
  input: Asked & { readonly operation: Operation },
  context: ActionContext<never>,
): Promise<OperationPreviewView> {
  return plan(input.operation, await inputFor(input.operation, input, context), input, context);
}

/** Rehearses an operation to its end. Whoever asked owns it: when they cancel or leave, it is cancelled. */
const operation =
  (what: Operation) =>
  async (input: Input, context: ActionContext<RehearsalEvent>): Promise<OperationResult> => {
    const { engine, signal, emit } = context;
    const faults = input.fault.map(parseFault);
    const busy = engine.rehearsals
      .list()
      .find((each) => each.status === 'running' && each.instance === input.id);
    if (busy) throw new DrydockError('INSTANCE_BUSY', { id: input.id, run: busy.id });
    const prepared = await inputFor(what, input, context);
    const planned = await plan(what, prepared, input, context as ActionContext<never>);
    const nothing = { outputs: [], loses: [], leftBehind: [] };
    if (input.planOnly) return { ...planned, ...nothing, status: 'planned' };
    const id = engine.rehearsals.start({ ...prepared, faults, speed: input.speed });
    const cancel = (): void => void engine.rehearsals.cancel(id);
    signal.addEventListener('abort', cancel, { once: true });
    if (signal.aborted) cancel();
    const said = new Collected();
    try {
      for await (const event of engine.rehearsals.subscribe(id)) {
        emit(event);
        said.take(event);
      }
    } finally {
      signal.removeEventListener('abort', cancel);
    }
    const { status, diff, ...rest } = said;
    const { loses = [], leftBehind = [] } = status === 'cancelled' ? {} : engine.instances.show(input.id);
    return {
      id,
      instance: input.id,
      operation: what,
      status,
      ...(diff ? { diff } : {}),
      ...rest,
      loses,
      leftBehind,
      ...(planned.cost ? { cost: planned.cost } : {}),
    };
  };

/** What the events of an operation add up to. */
class Collected {
  status: OperationResult['status'] = 'cancelled';
  diff: LifecycleDiff | undefined;
  outputs: OperationResult['outputs'] = [];
  failures: OperationResult['failures'] = [];
  findings: OperationResult['findings'] = [];
  assumptions: OperationResult['assumptions'] = [];

  take(event: RehearsalEvent): void {
    if (event.type === 'diff') this.diff = event.diff;
    if (event.type === 'outputs') this.outputs = event.outputs;
    if (event.type === 'failed') this.failures = [...this.failures, event.failure];
    if (event.type === 'finding') this.findings = [...this.findings, event.finding];
    if (event.type === 'assumed') this.assumptions = [...this.assumptions, event.assumption];
    if (event.type === 'finished') this.status = event.status;
  }
}

export const upgrade = operation('upgrade');
export const retry = operation('retry');
export const repair = operation('repair');
export const uninstall = operation('uninstall');

const KINDS = { delete: 'deleted', alter: 'altered', fill: 'filled', use: 'used' } as const;

/** `NAME=VALUE` with the value as JSON where it is any. */
function valuesFrom(words: readonly string[]): JsonObject {
  return Object.fromEntries(
    words.map((word): [string, Json] => {
      const at = word.indexOf('=');
      if (at < 1)
        throw new DrydockError('INPUT_INVALID', { field: 'value', detail: `"${word}" is not NAME=VALUE` });
      const value = word.slice(at + 1);
      try {
        return [word.slice(0, at), JSON.parse(value) as Json];
      } catch {
        return [word.slice(0, at), value];
      }
    }),
  );
}

export async function breakInstance(
  input: {
    readonly id: string;
    readonly address: string;
    readonly change: keyof typeof KINDS;
    readonly value: readonly string[];
  },
  { engine }: ActionContext<never>,
): Promise<{ readonly id: string; readonly drift: readonly Drift[] }> {
  const { id, address, change } = input;
  const { resources } = engine.instances.show(id);
  const there = resources.filter(
    (each) => (each.state === 'created' || each.tainted) && !/(^|\.)data\./.test(each.address),
  );
  const resource = there.find((each) => each.address === address);
  if (!resource)
    throw new DrydockError('INSTANCE_NO_RESOURCE', {
      id,
      address,
      known: there.map((each) => each.address).join(', ') || '–',
    });
  if (change === 'fill' && resource.type !== 'tencentcloud_cos_bucket')
    throw new DrydockError('INPUT_INVALID', { field: 'change', detail: 'only a bucket can be filled' });
  const values = valuesFrom(input.value);
  if (change === 'alter' && Object.keys(values).length === 0)
    throw new DrydockError('INPUT_INVALID', { field: 'value', detail: 'alter needs NAME=VALUE' });
  const shown = change === 'use' ? { by: 'ins-outside', ...values } : values;
  engine.instances.drift(id, { address, kind: KINDS[change], values: shown });
  engine.changes.publish({ topic: 'instances', id });
  return { id, drift: engine.instances.show(id).drift };
}
