import { DrydockError, type ErrorReport, toDrydockError } from '../errors/index.ts';
import type { AnswersSource } from '../form/types.ts';
import {
  attemptCures,
  type Failure,
  type OutputView,
  type PackageRehearsalDeps,
  type RehearsalEvent,
  type RehearsalFinding,
  type RehearsalInput,
  type RehearsalRecord,
  rehearse,
} from '../install/index.ts';
import { parsePackage } from '../package/index.ts';
import { type LocalText, text } from '../text.ts';
import type { World } from '../world/index.ts';
import { judge, type Reason } from './judge.ts';
import type { Scenario } from './model.ts';

/** A scenario with all that it needs, as plain data: it can be sent to a worker thread by structured clone. */
export interface ScenarioJob {
  readonly scenario: Scenario;
  /** The package's folder or name, as the person knows it. */
  readonly project: string;
  readonly source: {
    readonly root: string;
    readonly files: readonly (readonly [path: string, bytes: Uint8Array])[];
  };
  readonly world: World;
  readonly answers: RehearsalInput['answers'];
  readonly answersSource?: AnswersSource;
  /** Schemas of more providers, as text. */
  readonly providers?: string;
  /** Time at which the install begins where the scenario names none, milliseconds since 1970. */
  readonly now: number;
}

/** What came of a scenario; plain data, too. */
export interface ScenarioResult {
  readonly file: string;
  readonly name: string;
  readonly title: LocalText;
  readonly about?: LocalText;
  readonly tags: readonly string[];
  readonly version?: string;
  readonly faults: readonly string[];
  /** `error`: it could not be run. */
  readonly status: 'passed' | 'failed' | 'error' | 'cancelled';
  readonly reasons: readonly (Reason & { readonly line?: number })[];
  readonly expected: 'success' | 'failed';
  readonly outcome?: RehearsalRecord['status'];
  readonly failures: readonly Failure[];
  readonly findings: readonly RehearsalFinding[];
  readonly assumptions: number;
  readonly outputs: readonly OutputView[];
  /** The first failure's cure, and whether it was tried and passed. */
  readonly cure?: { readonly title: LocalText; readonly passes?: boolean };
  readonly error?: ErrorReport;
  /** Virtual milliseconds that the install took. */
  readonly took: number;
}

/** What is known of a scenario before it is run. */
type ScenarioHead = Pick<
  ScenarioResult,
  'file' | 'name' | 'title' | 'about' | 'tags' | 'version' | 'faults' | 'expected'
>;

/** The result of a scenario that could not be run: what was known of it, and why. */
export const errorResult = (head: ScenarioHead, error: DrydockError): ScenarioResult => ({
  ...head,
  status: 'error',
  reasons: [],
  failures: [],
  findings: [],
  assumptions: 0,
  outputs: [],
  error: error.report(),
  took: 0,
});

export interface ScenarioDeps extends Omit<PackageRehearsalDeps, 'sleep'> {
  /** Rehearses instead of the usual one; for who wants to see what was planned and rendered. */
  readonly rehearse?: typeof rehearse;
}

const MASK = '******';

/**
 * Runs a scenario: rehearses the install under its conditions, holds the outcome against what it expects and, where it
 * asks for that, applies the failure's cure and rehearses again. Never throws on what a scenario or package contains;
 * answers with status `cancelled` when the signal aborts. Pure: the same job gives the same result.
 */
export async function runScenario(job: ScenarioJob, deps: ScenarioDeps): Promise<ScenarioResult> {
  const { scenario } = job;
  const blank = {
    ...described(scenario),
    reasons: [],
    failures: [],
    findings: [],
    assumptions: 0,
    outputs: [],
    took: 0,
  };
  try {
    const input = inputOf(job);
    const { record, events } = await once(input, deps);
    if (record.status === 'cancelled') return { ...blank, status: 'cancelled', outcome: 'cancelled' };
    const [first] = record.failures;
    const reasons: Reason[] = [...judge(scenario, record, events)];
    const { cure: wanted } = scenario.expect;
    const cure = first?.cure;
    let passes: boolean | undefined;
    if (reasons.length === 0 && wanted === 'none' && cure) reasons.push(cureReason('none', cure.title.en));
    if (reasons.length === 0 && wanted === 'passes') {
      const outcome = await cured(input, record, deps);
      if (outcome === 'cancelled') return { ...blank, status: 'cancelled', outcome: 'cancelled' };
      passes = outcome === undefined;
      if (outcome !== undefined) reasons.push(cureReason('passes', outcome));
    }
    return {
      ...blank,
      status: reasons.length === 0 ? 'passed' : 'failed',
      reasons: reasons.map((reason) => placed(scenario, reason)),
      outcome: record.status,
      failures: record.failures,
      findings: record.findings,
      assumptions: record.assumptions.length,
      outputs: record.outputs.map(({ sensitive, ...output }) => ({
        ...output,
        sensitive,
        value: sensitive ? MASK : output.value,
      })),
      ...(cure ? { cure: { title: cure.title, ...(passes === undefined ? {} : { passes }) } } : {}),
      took: record.finishedAt - record.startedAt,
    };
  } catch (error) {
    if (deps.signal.aborted) return { ...blank, status: 'cancelled' };
    return { ...blank, status: 'error', error: toDrydockError(error, { what: scenario.name }).report() };
  }
}

const described = (scenario: Scenario) => ({
  file: scenario.file,
  name: scenario.name,
  title: scenario.title,
  ...(scenario.about === undefined ? {} : { about: scenario.about }),
  tags: scenario.tags,
  ...(scenario.version === undefined ? {} : { version: scenario.version }),
  faults: scenario.faults.map(({ kind, target }) => (target === undefined ? kind : `${kind}=${target}`)),
  expected: scenario.expect.outcome,
});

/** Applies cure after cure; undefined when the install then succeeds, else what is still in its way. */
async function cured(
  input: RehearsalInput,
  failed: RehearsalRecord,
  deps: ScenarioDeps,
): Promise<string | undefined> {
  const { status, left, why } = await attemptCures(
    input,
    failed,
    async (now) => (await once(now, deps)).record,
  );
  if (status !== 'failed') return status === 'cured' ? undefined : 'cancelled';
  return `${why?.en ?? ''}: ${left?.message.en ?? ''}`;
}

const cureReason = (wanted: string, came: string): Reason => ({
  path: 'expect.cure',
  text: text(`expect.cure: expected ${wanted}, came ${came}`, `expect.cure:期望 ${wanted},实际 ${came}`),
});

function placed(scenario: Scenario, reason: Reason): Reason & { readonly line?: number } {
  for (let path = reason.path; path !== ''; path = path.slice(0, Math.max(0, path.lastIndexOf('.')))) {
    const line = scenario.ranges[path]?.start.line;
    if (line !== undefined) return { ...reason, line };
  }
  return reason;
}

async function once(
  input: RehearsalInput,
  deps: ScenarioDeps,
): Promise<{ record: RehearsalRecord; events: readonly RehearsalEvent[] }> {
  const events: RehearsalEvent[] = [];
  const run = (deps.rehearse ?? rehearse)(input, { ...deps, sleep: async () => undefined });
  for (;;) {
    const next = await run.next();
    if (next.done) return { record: next.value, events };
    events.push(next.value);
  }
}

/** What a scenario rehearses. Errors: SCENARIO_PATCH, SIM_FAULT_UNKNOWN, INPUT_INVALID. */
export function inputOf({
  scenario,
  project,
  source,
  world,
  answers,
  answersSource,
  providers,
  now,
}: ScenarioJob): RehearsalInput {
  const files = filesOf(scenario, new Map(source.files));
  const edited = { root: source.root, files };
  return {
    project,
    source: edited,
    model: parsePackage(edited).model,
    world,
    answers,
    fill: scenario.rest === 'auto',
    seed: scenario.seed,
    startedAt: scenario.time === undefined ? now : Date.parse(scenario.time),
    speed: 'instant',
    closed: scenario.closed,
    images: scenario.images,
    pushed: scenario.pushed,
    faults: scenario.faults,
    calls: scenario.calls,
    scenario: scenario.file,
    spec: scenario.spec,
    ...(scenario.license ? { license: scenario.license } : {}),
    ...(answersSource ? { answersSource } : {}),
    ...(providers === undefined ? {} : { providers }),
  };
}

/** The package's files as the scenario has them. */
function filesOf(scenario: Scenario, files: Map<string, Uint8Array>): ReadonlyMap<string, Uint8Array> {
  for (const [path, content] of Object.entries(scenario.files)) {
    if (content === null) files.delete(path);
    else files.set(path, new TextEncoder().encode(content));
  }
  for (const { file, find, replace, range } of scenario.patch) {
    const before = new TextDecoder().decode(files.get(file) ?? new Uint8Array());
    const times = before.split(find).length - 1;
    if (times !== 1) {
      throw new DrydockError(
        'SCENARIO_PATCH',
        { file, times },
        { place: { file: scenario.file, ...(range ? { range } : {}) } },
      );
    }
    const at = before.indexOf(find);
    files.set(file, new TextEncoder().encode(before.slice(0, at) + replace + before.slice(at + find.length)));
  }
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}
