import { readFile, stat } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { DrydockError } from '../../core/errors/index.ts';
import { makeFolder } from '../../core/folders.ts';
import { unifiedDiff } from '../../core/golden/index.ts';
import { type CureAttempt, faultText, type RehearsalInput } from '../../core/install/index.ts';
import { isJsonObject, type JsonObject } from '../../core/json.ts';
import { findPackage } from '../../core/package/index.ts';
import {
  type Amendment,
  amendAnswers,
  amendScenario,
  amendWorld,
  readScenario,
  type Scenario,
  splitEdits,
} from '../../core/scenarios/index.ts';
import type { CuredFile } from '../cure-views.ts';
import type { Content } from '../fields.ts';
import { writeDurably } from './durable-file.ts';
import type { Input } from './rehearsals.ts';

/** A file as it was when the cure was made, and as it becomes. */
export interface PlannedFile extends CuredFile {
  /** Undefined: there was none. */
  readonly before: string | undefined;
  readonly after: string;
}

/** What the cures change besides the package, all rounds together. */
interface Conditions {
  readonly answers: JsonObject;
  readonly world: readonly JsonObject[];
  readonly pushed: NonNullable<RehearsalInput['pushed']>;
  readonly license: JsonObject | undefined;
  /** Faults that are left, where they are others than before. */
  readonly faults: NonNullable<RehearsalInput['faults']> | undefined;
}

const textAt = async (path: string): Promise<string | undefined> =>
  readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
    throw error;
  });

function conditionsAfter(input: RehearsalInput, { steps }: CureAttempt): Conditions {
  const changes = steps.flatMap(({ cure }) => cure.changes);
  const last = steps.at(-1)?.input ?? input;
  const words = (faults: RehearsalInput['faults']): string => (faults ?? []).map(faultText).join('\n');
  return {
    answers: Object.fromEntries(
      changes.flatMap((each) => (each.on === 'answers' ? [[each.arg, each.value] as const] : [])),
    ),
    world: changes.flatMap((each) =>
      each.on === 'world' && Object.keys(each.facts).length > 0 ? [each.facts] : [],
    ),
    pushed: changes.flatMap((each) => {
      if (each.on !== 'registry') return [];
      const { on: _on, ...image } = each;
      return [image];
    }),
    license: changes.flatMap((each) => (each.on === 'license' ? [each.license] : [])).at(-1),
    faults: words(input.faults) === words(last.faults) ? undefined : (last.faults ?? []),
  };
}

/** The scenario file of the conditions, where they come from one that can be amended: not the cell of a matrix. */
async function scenarioOf({
  scenario,
}: Input): Promise<{ path: string; text: string; read: Scenario } | undefined> {
  if (scenario === undefined || scenario.includes('#')) return undefined;
  const text = (await textAt(scenario)) ?? '';
  const { scenario: read } = readScenario(text, scenario);
  return read && { path: resolve(scenario), text, read };
}

/** The files that a project's cures change, with what they become. Reads, and writes nothing. */
export async function plannedFiles(
  fields: Input,
  input: RehearsalInput,
  attempt: CureAttempt,
): Promise<readonly PlannedFile[]> {
  if (attempt.steps.length === 0) return [];
  const scenario = await scenarioOf(fields);
  const { root } = input.source;
  const rounds = attempt.steps.map(({ cure }) =>
    cure.changes.flatMap((each) => (each.on === 'package' ? [each] : [])),
  );
  const disk = new Map<string, string | undefined>();
  for (const { file } of rounds.flat()) if (!disk.has(file)) disk.set(file, await textAt(join(root, file)));
  const split = splitEdits(scenario?.read ?? { files: {}, patch: [] }, (file) => disk.get(file), rounds);
  const base = resolve(fields.dir);
  const name = (path: string): string => {
    const inside = relative(base, path);
    return inside.startsWith('..') ? path : inside;
  };
  const planned = (
    path: string,
    kind: CuredFile['kind'],
    before: string | undefined,
    after: string,
  ): PlannedFile => ({
    path,
    name: name(path),
    kind,
    isNew: before === undefined,
    diff: unifiedDiff(name(path), before ?? '', after),
    before,
    after,
  });
  const own = [...split.own].map(([file, after]) =>
    planned(join(root, file), 'package', disk.get(file), after),
  );
  return [...own, ...(await conditionFiles(fields, input, attempt, scenario, split, planned))].filter(
    (each) => each.before !== each.after,
  );
}

type Planned = (
  path: string,
  kind: CuredFile['kind'],
  before: string | undefined,
  after: string,
) => PlannedFile;

/** Where answers, facts of the account and faults are written: the scenario, their own files, or a new scenario. */
async function conditionFiles(
  fields: Input,
  input: RehearsalInput,
  attempt: CureAttempt,
  scenario: Awaited<ReturnType<typeof scenarioOf>>,
  split: ReturnType<typeof splitEdits>,
  planned: Planned,
): Promise<readonly PlannedFile[]> {
  const after = conditionsAfter(input, attempt);
  const succeeds = attempt.status === 'cured';
  if (scenario) {
    const amendment: Amendment = {
      answers: after.answers,
      world: after.world,
      pushed: after.pushed,
      ...(after.faults ? { faults: after.faults } : {}),
      ...(after.license ? { license: after.license } : {}),
      files: split.files,
      replace: split.replace,
      dropped: split.dropped,
      succeeds: succeeds && scenario.read.expect.outcome === 'failed',
    };
    return [planned(scenario.path, 'scenario', scenario.text, amendScenario(scenario.text, amendment))];
  }
  const files: PlannedFile[] = [];
  const answersFile = await contentFile(fields.answers, fields.dir);
  const isAnswered = Object.keys(after.answers).length > 0;
  if (isAnswered && answersFile)
    files.push(
      planned(answersFile.path, 'answers', answersFile.text, amendAnswers(answersFile.text, after.answers)),
    );
  const worldFile = await contentFile(fields.world, fields.dir);
  if (after.world.length > 0 && worldFile)
    files.push(planned(worldFile.path, 'world', worldFile.text, amendWorld(worldFile.text, after.world)));
  const isLeft =
    (isAnswered && !answersFile) || (after.world.length > 0 && !worldFile) || after.license !== undefined;
  if (!isLeft) return files;
  const path = await freeScenario(fields.dir);
  const given = input.answers === 'auto' ? {} : input.answers;
  const amendment: Amendment = {
    answers: { ...given, ...after.answers },
    world: worldFile ? [] : after.world,
    pushed: after.pushed,
    faults: after.faults ?? input.faults ?? [],
    ...(after.license ? { license: after.license } : {}),
    succeeds: true,
  };
  const head = '# Conditions under which the install succeeds, as `drydock cure` found them.\n';
  return [...files, planned(path, 'scenario', undefined, amendScenario(head, amendment))];
}

/** The file that a content came from, as long as that still holds it. */
async function contentFile(
  given: Input['answers'] | Input['world'],
  dir: string,
): Promise<{ readonly path: string; readonly text: string } | undefined> {
  if (given === undefined || given === 'auto' || !isContent(given) || given.name === '-') return undefined;
  const places = isAbsolute(given.name) ? [given.name] : [resolve(given.name), resolve(dir, given.name)];
  for (const path of places) {
    const text = await textAt(path);
    if (text === given.text) return { path, text };
  }
  return undefined;
}

const isContent = (given: object): given is Content => isJsonObject(given as JsonObject) && 'text' in given;

/** A scenario of the project that is not there yet. */
async function freeScenario(dir: string): Promise<string> {
  const root = await findPackage(dir);
  const project = root.endsWith('.cloudapp') ? dirname(root) : root;
  for (let n = 1; ; n++) {
    const path = join(project, 'scenarios', n === 1 ? 'cured.yaml' : `cured-${n}.yaml`);
    if ((await textAt(path)) === undefined) return path;
  }
}

/**
 * Writes the files, each whole or not at all and fsynced; first all are looked at. Errors: CURE_STALE when one is other than
 * when the cure was made (nothing is written), FILE_UNWRITABLE.
 */
export async function writeFiles(files: readonly PlannedFile[]): Promise<void> {
  for (const { path, before, name } of files)
    if ((await textAt(path)) !== before) throw new DrydockError('CURE_STALE', { what: name });
  for (const { path, after } of files) {
    makeFolder(dirname(path));
    await writeDurably(path, after, await modeOf(path));
  }
}

/** A file keeps who may read it; a new one is readable as sources are. */
const modeOf = async (path: string): Promise<number> =>
  stat(path).then(
    ({ mode }) => mode & 0o777,
    () => 0o644,
  );
