import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { DrydockError } from '../../errors/index.ts';
import { unreadable } from './unreadable.ts';

export const MANIFEST = 'package.yaml';
const USUAL_FOLDER = '.cloudapp';
/** Names that people give the file by mistake. */
const NEARLY = /^package\.ya?ml$/i;

/**
 * The real path of the folder that holds package.yaml, given a project: the folder itself, its `.cloudapp`, or the one
 * sub-folder that holds (or whose `.cloudapp` holds) one. The path of a package.yaml is taken for its folder.
 *
 * @throws DrydockError PKG_FOLDER_MISSING, PKG_NOT_FOUND, PKG_AMBIGUOUS, PKG_UNREADABLE
 */
export async function findPackage(dir: string): Promise<string> {
  const start = await folderOf(dir);
  const direct = await firstWithManifest([start, join(start, USUAL_FOLDER)]);
  if (direct !== undefined) return realpath(direct);
  const entries = await list(start);
  const children = entries
    .filter((entry) => entry.isDirectory() && !['.git', 'node_modules'].includes(entry.name))
    .map((entry) => entry.name)
    .sort();
  const found: string[] = [];
  for (const child of children) {
    const at = await firstWithManifest([join(start, child), join(start, child, USUAL_FOLDER)]);
    if (at !== undefined) found.push(at);
  }
  const [only, second] = found;
  if (only === undefined) {
    const nearly = await nearlyNamed(start, entries);
    throw nearly === undefined
      ? new DrydockError('PKG_NOT_FOUND', { dir })
      : new DrydockError('PKG_MISNAMED', { found: nearly });
  }
  if (second !== undefined) {
    const candidates = found.slice(0, 10).map((each) => each.slice(start.length + 1));
    throw new DrydockError('PKG_AMBIGUOUS', { dir, candidates: candidates.join(', ') });
  }
  return realpath(only);
}

async function folderOf(dir: string): Promise<string> {
  try {
    const info = await stat(dir);
    if (info.isDirectory()) return dir;
    if (info.isFile() && basename(dir) === MANIFEST) return dirname(dir);
  } catch (error) {
    if (!isMissing(error)) throw unreadable(dir, error);
  }
  throw new DrydockError('PKG_FOLDER_MISSING', { dir });
}

async function firstWithManifest(folders: readonly string[]): Promise<string | undefined> {
  for (const folder of folders) {
    try {
      if ((await stat(join(folder, MANIFEST))).isFile()) return folder;
    } catch (error) {
      if (!isMissing(error)) throw unreadable(folder, error);
    }
  }
  return undefined;
}

/** `package.yml` or `Package.yaml` where the real name was expected. */
async function nearlyNamed(start: string, entries: readonly Dirent[]): Promise<string | undefined> {
  const inner = entries.some((entry) => entry.isDirectory() && entry.name === USUAL_FOLDER)
    ? await list(join(start, USUAL_FOLDER))
    : [];
  return (
    entries.find((entry) => entry.isFile() && NEARLY.test(entry.name))?.name ??
    inner.find((entry) => entry.isFile() && NEARLY.test(entry.name))?.name
  );
}

async function list(folder: string): Promise<Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    throw unreadable(folder, error);
  }
}

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
