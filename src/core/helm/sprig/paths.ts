import { posix } from 'node:path';
import { type FuncMap, fn } from '../go/func.ts';

/** `path.Clean`. */
export function cleanPath(path: string): string {
  if (path === '') return '.';
  const clean = posix.normalize(path);
  return clean.length > 1 && clean.endsWith('/') ? clean.slice(0, -1) : clean;
}

/** `path.Base`. */
export function basePath(path: string): string {
  if (path === '') return '.';
  const trimmed = path.replace(/\/+$/, '');
  return trimmed === '' ? '/' : trimmed.slice(trimmed.lastIndexOf('/') + 1);
}

/** `path.Ext`. */
export const extension = (path: string): string => /\.[^./]*$/.exec(path)?.[0] ?? '';

const dir = (path: string): string => cleanPath(path.slice(0, path.lastIndexOf('/') + 1));

const base = fn('string', basePath);
const dirFn = fn('string', dir);
const clean = fn('string', cleanPath);
const ext = fn('string', extension);
const isAbs = fn('string', (path: string) => path.startsWith('/'));

export const pathFuncs: FuncMap = {
  base,
  dir: dirFn,
  clean,
  ext,
  isAbs,
  osBase: base,
  osDir: dirFn,
  osClean: clean,
  osExt: ext,
  osIsAbs: isAbs,
};
