import type { PackageSource } from '../source.ts';

/** Joins a relative path to a folder of the package; undefined when it leaves the package or is absolute. */
export function resolveInside(folder: string, path: string): string | undefined {
  if (/^([/\\]|[A-Za-z]:)/.test(path)) return undefined;
  const parts = folder === '' ? [] : folder.split('/');
  for (const part of path.split(/[/\\]/)) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join('/');
}

/** True when a file or folder of that path is in the package. The package's own folder is ''. */
export function exists(source: PackageSource, path: string): boolean {
  if (path === '' || source.files.has(path)) return true;
  return filesBelow(source, path).next().done === false;
}

/** Paths of the files below a folder. */
export function* filesBelow(source: PackageSource, folder: string): Generator<string> {
  const prefix = folder === '' ? '' : `${folder}/`;
  for (const path of source.files.keys()) if (path.startsWith(prefix)) yield path;
}
