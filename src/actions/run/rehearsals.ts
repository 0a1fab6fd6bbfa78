import { estimateCost } from '../../core/cost/index.ts';
import { DrydockError } from '../../core/errors/index.ts';
import { parseFault, type RehearsalEvent, type RehearsalInput } from '../../core/install/index.ts';
import { chooseSpecification } from '../../core/license/index.ts';
import { cellJob, findCell, loadMatrix } from '../../core/matrix/index.ts';
import { type PackageSource, parsePackage, readPackage } from '../../core/package/index.ts';
import { inputOf, type LoadOptions, loadScenario, type ScenarioJob } from '../../core/scenarios/index.ts';
import type { ActionContext } from '../action.ts';
import type { Content } from '../fields.ts';
import type { RehearsalResult, RehearsalView } from '../views.ts';
import { rememberConditions } from './conditions.ts';
import { bookInUse, standingOf } from './cost.ts';
import { type AnswersInput, answersFrom, worldFrom } from './inputs.ts';
import { projectName } from './projects.ts';
import { schemasOf } from './schemas.ts';
import { specChoices } from './spec-choices.ts';

export interface Input {
  readonly dir: string;
  readonly answers: AnswersInput;
  readonly world?: Content | undefined;
  readonly worldClosed: boolean;
  readonly providers?: Content | undefined;
  readonly scenario?: string | undefined;
  readonly images: 'assume' | 'require';
  readonly seed: number;
  readonly speed: number | 'instant';
  readonly fault: readonly string[];
  readonly spec: readonly string[];
  readonly licenseMode?: 'Permanent' | 'Subscription' | undefined;
}

/** Schemas that come with the rehearsal; they were read once by then, so that a wrong file is said at once. */
export const providersOf = ({ providers }: Pick<Input, 'providers'>): Pick<RehearsalInput, 'providers'> =>
  providers ? { providers: providers.text } : {};

const licenseModeOf = ({ licenseMode }: Input): Pick<RehearsalInput, 'licenseMode'> =>
  licenseMode ? { licenseMode } : {};

/** Reads everything a rehearsal needs, so that what is wrong with the input is said before it begins. */
export async function prepare(
  input: Input,
  { engine, dataDir, signal }: Pick<ActionContext<never>, 'engine' | 'dataDir' | 'signal'>,
): Promise<RehearsalInput> {
  schemasOf(dataDir, input.providers);
  if (input.scenario !== undefined) return scenarioInput(input, input.scenario, engine.clock(), signal);
  const world = worldFrom(input.world, input.worldClosed);
  const given = answersFrom(input.answers);
  const faults = input.fault.map(parseFault);
  const source = await readPackage(input.dir, { signal });
  const { model } = parsePackage(source);
  const spec = specChoices(input.spec);
  chooseSpecification(model.specs, spec);
  return {
    project: input.dir,
    source,
    model,
    world,
    answers: given === 'auto' ? 'auto' : given.answers,
    ...(given === 'auto' || !given.source ? {} : { answersSource: given.source }),
    seed: input.seed,
    startedAt: engine.clock().getTime(),
    speed: input.speed,
    closed: input.worldClosed,
    images: input.images,
    faults,
    spec,
    ...licenseModeOf(input),
    ...providersOf(input),
    ...(input.world ? { keepWorld: true } : {}),
  };
}

/** A scenario's conditions, with what else was asked for on top. */
export async function scenarioInput(
  input: Input,
  file: string,
  now: Date,
  signal: AbortSignal,
  sources?: Map<string, Promise<PackageSource>>,
): Promise<RehearsalInput> {
  const options = { project: input.dir, now: now.getTime(), signal, ...(sources ? { sources } : {}) };
  const cell = /^(.*matrix\.ya?ml)#(.+)$/is.exec(file);
  const job = cell
    ? await playedCell(cell[1] ?? '', cell[2] ?? '', options)
    : await loadScenario(file, options);
  const played = inputOf(job);
  const given = answersFrom(input.answers);
  return {
    ...played,
    speed: input.speed,
    keepWorld: true,
    faults: [...(played.faults ?? []), ...input.fault.map(parseFault)],
    ...(input.world ? { world: worldFrom(input.world, input.worldClosed) } : {}),
    ...providersOf(input),
    ...licenseModeOf(input),
    ...(input.worldClosed ? { closed: true } : {}),
    ...(input.images === 'require' ? { images: 'require' as const } : {}),
    ...(input.seed === 1 ? {} : { seed: input.seed }),
    ...(given === 'auto'
      ? {}
      : { answers: { ...(played.answers === 'auto' ? {} : played.answers), ...given.answers } }),
  };
}

/** A cell of a matrix: `FILE#axis=value,axis=value`. */
async function playedCell(file: string, id: string, options: LoadOptions): Promise<ScenarioJob> {
  const loaded = await loadMatrix(file, options);
  return cellJob(loaded, findCell(loaded, id), options);
}

/** Runs a rehearsal to its end. Whoever asked owns it: when they cancel or leave, it is cancelled. */
export async function simulate(
  input: Input,
  context: ActionContext<RehearsalEvent>,
): Promise<RehearsalResult> {
  const { engine, signal, emit } = context;
  const id = engine.rehearsals.start(await prepare(input, context));
  rememberConditions(engine, id, input);
  const cancel = (): void => void engine.rehearsals.cancel(id);
  signal.addEventListener('abort', cancel, { once: true });
  if (signal.aborted) cancel();
  const collected = { outputs: [], failures: [], findings: [], assumptions: [] } as Pick<
    Mutable,
    'outputs' | 'failures' | 'findings' | 'assumptions'
  >;
  try {
    // Without the signal: the last events of a cancelled rehearsal are to be seen, too.
    for await (const event of engine.rehearsals.subscribe(id)) {
      emit(event);
      if (event.type === 'outputs') collected.outputs = event.outputs;
      if (event.type === 'failed') collected.failures = [...collected.failures, event.failure];
      if (event.type === 'finding') collected.findings = [...collected.findings, event.finding];
      if (event.type === 'assumed') collected.assumptions = [...collected.assumptions, event.assumption];
      if (event.type === 'finished') {
        const { status, counts, instance } = event;
        const cost = instance === undefined ? undefined : await costOf(context, instance);
        return {
          id,
          status,
          counts,
          ...collected,
          ...(instance === undefined ? {} : { instance }),
          ...(cost ? { cost } : {}),
        };
      }
    }
  } finally {
    signal.removeEventListener('abort', cancel);
  }
  throw new DrydockError('CANCELLED', { what: id });
}

/** A price book that cannot be read takes nothing from the verdict; `drydock prices` says what is wrong with it. */
async function costOf(
  context: ActionContext<RehearsalEvent>,
  instance: string,
): Promise<RehearsalResult['cost']> {
  try {
    return estimateCost(standingOf(context.engine, instance), await bookInUse(context));
  } catch (error) {
    if (error instanceof DrydockError) return undefined;
    throw error;
  }
}

type Mutable = { -readonly [K in keyof RehearsalResult]: RehearsalResult[K] };

export async function start(input: Input, context: ActionContext<never>): Promise<{ readonly id: string }> {
  const id = context.engine.rehearsals.start(await prepare(input, context));
  rememberConditions(context.engine, id, input);
  return { id };
}

export async function list(
  _input: object,
  { engine }: ActionContext<never>,
): Promise<readonly RehearsalView[]> {
  return engine.rehearsals.list().map(({ status, project, ...each }) => ({
    ...each,
    state: status,
    dir: project,
    project: projectName(project),
  }));
}

export async function watch(
  input: { id: string; from: number },
  { engine, signal, emit }: ActionContext<RehearsalEvent>,
): Promise<null> {
  for await (const event of engine.rehearsals.subscribe(input.id, input.from, signal)) emit(event);
  return null;
}

export async function cancel(
  input: { id: string },
  { engine }: ActionContext<never>,
): Promise<{ readonly id: string; readonly cancelled: boolean }> {
  return { id: input.id, cancelled: await engine.rehearsals.cancel(input.id) };
}

export async function remove(
  input: { id: string },
  { engine }: ActionContext<never>,
): Promise<{ readonly id: string }> {
  engine.rehearsals.remove(input.id);
  return { id: input.id };
}
