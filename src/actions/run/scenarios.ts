import { DrydockError } from '../../core/errors/index.ts';
import { faultCatalogue, faultText } from '../../core/install/index.ts';
import type { PackageSource } from '../../core/package/index.ts';
import {
  errorResult,
  type FoundScenario,
  findScenarios,
  loadScenario,
  readForList,
  readScenario,
  reportAs,
  type ScenarioResult,
} from '../../core/scenarios/index.ts';
import { sameText } from '../../core/text.ts';
import type { ActionContext } from '../action.ts';
import type {
  FaultView,
  ScenarioListView,
  ScenarioView,
  TestEvent,
  TestResult,
  TestView,
} from '../scenario-views.ts';
import { runWithGolden } from './golden.ts';
import { schemasOf } from './schemas.ts';

async function viewOf({ path, file }: FoundScenario): Promise<ScenarioView> {
  const { scenario, diagnostics } = readScenario(await readForList(path), file);
  return {
    path,
    file,
    name: scenario?.title ?? sameText(file),
    about: scenario?.about ?? null,
    tags: scenario?.tags ?? [],
    faults: scenario?.faults.map(faultText) ?? [],
    expected: scenario?.expect.outcome ?? 'success',
    code: scenario?.expect.failure?.code ?? null,
    problems: diagnostics,
  };
}

export async function list({ dir }: { dir: string }): Promise<ScenarioListView> {
  const found = await findScenarios(dir);
  return { dir, scenarios: await Promise.all(found.map(viewOf)) };
}

export async function faults(): Promise<readonly FaultView[]> {
  return faultCatalogue;
}

interface TestInput {
  readonly dir: string;
  readonly filter?: string | undefined;
  readonly format: TestView['format'];
  readonly updateGolden: boolean;
}

const speaksOf = (view: ScenarioView, filter: string): boolean =>
  [view.file, view.name.en, view.name['zh-CN'], ...view.tags, ...view.faults].some((each) =>
    each.toLowerCase().includes(filter.toLowerCase()),
  );

/** Runs the scenarios one after the other; each that is done is an event. */
export async function test(
  { dir, filter, format, updateGolden }: TestInput,
  { engine, dataDir, signal, lang, emit }: ActionContext<TestEvent>,
): Promise<TestView> {
  const { scenarios } = await list({ dir });
  const chosen = filter === undefined ? scenarios : scenarios.filter((each) => speaksOf(each, filter));
  if (chosen.length === 0) throw new DrydockError('SCENARIO_NONE', { dir });
  const progress = (done: number): void =>
    emit({ type: 'progress', what: dir, done, total: chosen.length, unit: 'items' });
  progress(0);
  const schemas = schemasOf(dataDir);
  const sources = new Map<string, Promise<PackageSource>>();
  const now = engine.clock().getTime();
  const results: (TestResult & { path: string })[] = [];
  for (const each of chosen) {
    signal.throwIfAborted();
    const result = await runOne(each, async () => {
      const job = await loadScenario(each.path, { name: each.file, project: dir, now, signal, sources });
      const deps = {
        schemas,
        signal,
        lookupImage: (reference: string) => engine.registry.resolveImage(reference),
      };
      return runWithGolden(job, deps, each, updateGolden);
    });
    results.push({ ...result, path: each.path });
    emit({ type: 'result', path: each.path, result });
    progress(results.length);
    // Lets others of the engine have their turn.
    await new Promise((resolve) => setImmediate(resolve));
  }
  const count = (status: ScenarioResult['status']): number =>
    results.filter((each) => each.status === status).length;
  return {
    dir,
    counts: {
      total: results.length,
      passed: count('passed'),
      failed: count('failed'),
      error: count('error'),
      cancelled: count('cancelled'),
    },
    results,
    report: reportAs(format, results, lang),
    format,
  };
}

/** A scenario that cannot even be read is a result, too: the others still run. */
async function runOne(view: ScenarioView, run: () => Promise<TestResult>): Promise<TestResult> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof DrydockError)) throw error;
    const { file, name, tags, faults, expected } = view;
    return errorResult({ file, name: name.en, title: name, tags, faults, expected }, error);
  }
}
