import { dirname, join, resolve } from 'node:path';
import type { Diagnostic } from '../diagnostics/index.ts';
import { DrydockError } from '../errors/index.ts';
import { parseAnswers } from '../form/index.ts';
import { type PackageSource, readPackage } from '../package/index.ts';
import { defaultWorld, loadWorld, overlayWorld, type World } from '../world/index.ts';
import { readSmall } from './find.ts';
import type { Scenario } from './model.ts';
import { readScenario } from './read.ts';
import type { ScenarioJob } from './run.ts';

export interface LoadOptions {
  /** Name to use for the file in messages; default its path. */
  readonly name?: string;
  /** The package of a scenario that names none. */
  readonly project: string;
  readonly now: number;
  readonly signal: AbortSignal;
  /** Packages that are read already, by folder. */
  readonly sources?: Map<string, Promise<PackageSource>>;
}

/** What the schemas of one large provider come to, with room. */
const LARGEST_PROVIDERS = 32 * 1024 * 1024;

/** The first finding of a file that cannot be used, as an error with its place. */
export function fileProblem(file: string, diagnostics: readonly Diagnostic[]): DrydockError {
  const first = diagnostics.find((each) => each.severity === 'error') ?? diagnostics[0];
  const range = first?.range;
  const where = range ? `${file}:${range.start.line}:${range.start.column}` : file;
  return new DrydockError(
    'INPUT_FILE_INVALID',
    {
      file: where,
      code: first?.code ?? '',
      detail: first?.message.en ?? '',
      more: Math.max(0, diagnostics.length - 1),
    },
    { place: { file, ...(range ? { range } : {}) } },
  );
}

/**
 * Reads a scenario file and everything that it names: package, world, answers. Errors: SCENARIO_UNKNOWN, SCENARIO_LIMIT,
 * INPUT_FILE_INVALID with the place of the first finding, those of reading a package.
 */
export async function loadScenario(path: string, options: LoadOptions): Promise<ScenarioJob> {
  const name = options.name ?? path;
  const { scenario, diagnostics } = readScenario(await readSmall(path), name);
  if (!scenario) throw fileProblem(name, diagnostics);
  return jobOf(scenario, path, options);
}

/** The job of a scenario that is read. `path` is where relative names start. */
export async function jobOf(scenario: Scenario, path: string, options: LoadOptions): Promise<ScenarioJob> {
  const here = dirname(path);
  const project = scenario.package === undefined ? options.project : resolve(here, scenario.package);
  const sources = options.sources ?? new Map<string, Promise<PackageSource>>();
  const reading = sources.get(project) ?? readPackage(project, { signal: options.signal });
  sources.set(project, reading);
  const source = await reading;
  return {
    scenario,
    project,
    source: { root: source.root, files: [...source.files] },
    world: await worldOf(scenario, here),
    ...(await answersOf(scenario, here)),
    ...(scenario.providers === undefined
      ? {}
      : { providers: await readSmall(join(here, scenario.providers), LARGEST_PROVIDERS) }),
    now: options.now,
  };
}

async function worldOf({ worldFile, world: inline, file, ranges }: Scenario, here: string): Promise<World> {
  const base =
    worldFile === undefined || worldFile === 'default'
      ? defaultWorld()
      : await loadNamed(worldFile === 'catalog' ? 'extends: catalog' : undefined, worldFile, here);
  if (inline === undefined) return base;
  if (inline.extends !== undefined) return fromText(JSON.stringify(inline), `${file}:world`);
  try {
    return overlayWorld(base, inline);
  } catch (error) {
    if (!(error instanceof DrydockError)) throw error;
    const range = ranges[String(error.data.field)] ?? ranges.world;
    throw new DrydockError(
      'INPUT_FILE_INVALID',
      { file, code: 'WORLD_FIELD', detail: `${error.data.field}: ${error.data.detail}`, more: 0 },
      { place: { file, ...(range ? { range } : {}) } },
    );
  }
}

async function loadNamed(text: string | undefined, name: string, here: string): Promise<World> {
  return fromText(text ?? (await readSmall(join(here, name))), name);
}

function fromText(text: string, name: string): World {
  const { world, diagnostics } = loadWorld(text, name);
  if (!world) throw fileProblem(name, diagnostics);
  return world;
}

async function answersOf(
  { answers, answersFile, file, ranges }: Scenario,
  here: string,
): Promise<Pick<ScenarioJob, 'answers' | 'answersSource'>> {
  if (answersFile === undefined) {
    if (answers === 'auto') return { answers };
    const named = Object.keys(answers).flatMap((name) => {
      const range = ranges[`answers.${name}`];
      return range ? [[name, range] as const] : [];
    });
    return { answers, answersSource: { file, ranges: Object.fromEntries(named) } };
  }
  const read = parseAnswers(await readSmall(join(here, answersFile)), answersFile);
  if (read.diagnostics.some((each) => each.severity === 'error'))
    throw fileProblem(answersFile, read.diagnostics);
  return {
    answers: answers === 'auto' ? read.answers : { ...read.answers, ...answers },
    answersSource: read.source,
  };
}
