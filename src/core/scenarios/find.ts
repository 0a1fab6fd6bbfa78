import { readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { DrydockError } from '../errors/index.ts';
import { findPackage } from '../package/index.ts';

const FOLDER = 'scenarios';
const MOST_FILES = 1000;
const DEEPEST = 4;
export const LARGEST_FILE = 1024 * 1024;

/** A scenario file of a project. */
export interface FoundScenario {
  /** Absolute path. */
  readonly path: string;
  /** Path as a person of the project says it: `scenarios/sold-out.yaml`. */
  readonly file: string;
}

/**
 * The scenario files of a project, by path: `scenarios/**` with the ending .yaml or .yml, beside the package's folder or in
 * it. At most a thousand. Errors: those of finding a package.
 */
export async function findScenarios(dir: string): Promise<readonly FoundScenario[]> {
  return (await findYamlFiles(dir)).filter(({ path }) => !isMatrixFile(path));
}

/** True for files that describe many scenarios at once: `sizes.matrix.yaml`, `matrix.yaml`. */
export const isMatrixFile = (path: string): boolean => /(?:^|[./\\])matrix\.ya?ml$/i.test(path);

/** All YAML files of a project's scenarios, matrices among them. */
export async function findYamlFiles(dir: string): Promise<readonly FoundScenario[]> {
  const root = await findPackage(dir);
  const project = resolve(dir);
  const folders = [...new Set([join(project, FOLDER), join(dirname(root), FOLDER), join(root, FOLDER)])];
  const found = new Map<string, FoundScenario>();
  for (const folder of folders) {
    if (
      folder === join(dirname(root), FOLDER) &&
      !root.endsWith('.cloudapp') &&
      folder !== join(project, FOLDER)
    )
      continue;
    for (const path of await yamlFiles(folder, DEEPEST)) {
      if (found.size === MOST_FILES) break;
      found.set(path, { path, file: relative(dirname(folder), path) });
    }
  }
  return [...found.values()].sort((a, b) => (a.file < b.file ? -1 : 1));
}

async function yamlFiles(folder: string, depth: number): Promise<string[]> {
  if (depth === 0) return [];
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const found: string[] = [];
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    // Answers and worlds that scenarios name lie in folders of their own.
    if (entry.isDirectory() && !['answers', 'worlds'].includes(entry.name))
      found.push(...(await yamlFiles(path, depth - 1)));
    else if (entry.isFile() && /\.ya?ml$/i.test(entry.name)) found.push(path);
    if (found.length >= MOST_FILES) break;
  }
  return found;
}

/** A small text file. Errors: SCENARIO_UNKNOWN, SCENARIO_LIMIT. */
export async function readSmall(path: string, largest = LARGEST_FILE): Promise<string> {
  const info = await stat(path).catch(() => undefined);
  if (!info?.isFile()) throw new DrydockError('SCENARIO_UNKNOWN', { file: path });
  if (info.size > largest)
    throw new DrydockError(
      'SCENARIO_LIMIT',
      { detail: `${info.size} > ${largest} bytes` },
      { place: { file: path } },
    );
  try {
    return await readFile(path, 'utf8');
  } catch {
    throw new DrydockError('SCENARIO_UNKNOWN', { file: path });
  }
}

/**
 * The text of a file for a list that shows every file, whatever is wrong with it: one that is gone or too large is a text over
 * the bound, so that its reader answers with a finding and not with an error.
 */
export async function readForList(path: string): Promise<string> {
  const info = await stat(path).catch(() => undefined);
  return info && info.size <= LARGEST_FILE ? await readFile(path, 'utf8') : 'x'.repeat(LARGEST_FILE + 1);
}
