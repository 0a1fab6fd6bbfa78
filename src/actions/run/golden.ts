import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { makeFolder } from '../../core/folders.ts';
import {
  capturing,
  compareGolden,
  type GoldenChange,
  readGolden,
  type Snapshot,
  snapshotOf,
  timeOfGolden,
} from '../../core/golden/index.ts';
import {
  runScenario,
  type ScenarioDeps,
  type ScenarioJob,
  type ScenarioResult,
} from '../../core/scenarios/index.ts';
import { text } from '../../core/text.ts';
import type { GoldenView, TestResult } from '../scenario-views.ts';
import { writeDurably } from './durable-file.ts';

const MOST_CHANGES = 50;
const LONGEST_DIFF = 40_000;

/** Where a scenario's golden files lie: `scenarios/a/b.yaml` has `golden/a/b/`. */
export function goldenFolder({ path, file }: { readonly path: string; readonly file: string }): {
  readonly folder: string;
  readonly name: string;
} {
  const inside = file
    .replace(/\\/g, '/')
    .replace(/^[^/]*\//, '')
    .replace(/\.ya?ml$/i, '');
  const name = `golden/${inside}`;
  return { folder: join(path.slice(0, path.length - file.length), name), name };
}

/**
 * Runs a scenario and holds what it planned and rendered against its golden files, or writes those. A scenario without golden
 * files is only run. Ids follow from the package's place in the project and not from the machine's folders, and a scenario
 * without a time of its own runs at the one of its golden files, so that other machines and days get the same texts.
 */
export async function runWithGolden(
  job: ScenarioJob,
  deps: ScenarioDeps,
  scenario: { readonly path: string; readonly file: string },
  isUpdate: boolean,
): Promise<TestResult> {
  const { folder, name } = goldenFolder(scenario);
  const golden = await readGolden(folder);
  if (!golden && !isUpdate) return runScenario(job, deps);
  const recorded = golden && timeOfGolden(golden);
  const now = recorded === undefined ? job.now : Date.parse(recorded);
  const capture = capturing();
  const result = await runScenario(
    { ...job, project: job.scenario.package ?? '.', now: Number.isNaN(now) ? job.now : now },
    { ...deps, rehearse: capture.rehearse },
  );
  if (result.status === 'cancelled' || result.status === 'error') return result;
  const time = job.scenario.time ?? new Date(Number.isNaN(now) ? job.now : now).toISOString();
  const snapshot = snapshotOf(capture.taken(), time);
  const changes = compareGolden(golden ?? new Map(), snapshot);
  if (isUpdate) {
    await writeGolden(folder, golden, snapshot);
    return { ...result, golden: viewOf(name, 'written', snapshot, changes) };
  }
  if (changes.length === 0) return { ...result, golden: viewOf(name, 'same', snapshot, changes) };
  return {
    ...result,
    status: 'failed',
    reasons: [...result.reasons, reasonOf(name, changes)],
    golden: viewOf(name, 'changed', snapshot, changes),
  };
}

function reasonOf(name: string, changes: readonly GoldenChange[]): ScenarioResult['reasons'][number] {
  const files = changes
    .slice(0, 3)
    .map((each) => each.file)
    .join(', ');
  const more = changes.length > 3 ? ', …' : '';
  return {
    path: 'golden',
    text: text(
      `${name}: golden files that differ: ${changes.length} (${files}${more}); --update-golden accepts what is new`,
      `${name}:${changes.length} 个基准文件有差异(${files}${more});--update-golden 接受新内容`,
    ),
  };
}

const viewOf = (
  folder: string,
  status: GoldenView['status'],
  snapshot: Snapshot,
  changes: readonly GoldenChange[],
): GoldenView => ({
  folder,
  status,
  files: snapshot.size,
  changed: changes.length,
  changes: changes.slice(0, MOST_CHANGES).map((each) => ({
    ...each,
    diff: each.diff.length > LONGEST_DIFF ? `${each.diff.slice(0, LONGEST_DIFF)}\n…\n` : each.diff,
  })),
});

/** Writes the files that changed; those of before that are no more are removed. */
async function writeGolden(folder: string, before: Snapshot | undefined, now: Snapshot): Promise<void> {
  for (const [path, content] of now) {
    if (before?.get(path) === content) continue;
    const file = join(folder, path);
    makeFolder(dirname(file));
    await writeDurably(file, content);
  }
  for (const path of before?.keys() ?? []) if (!now.has(path)) await rm(join(folder, path), { force: true });
}
