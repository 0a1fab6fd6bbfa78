import { realpath } from 'node:fs/promises';
import { DrydockError } from '../../errors/index.ts';
import { FolderReader } from './folder-reader.ts';
import { PACKAGE_LIMITS } from './limits.ts';
import type { ReadPackageOptions } from './read-package.ts';

/**
 * Reads any folder (a lone chart, a lone Terraform module) within a package's limits: bytes by path relative to it,
 * sorted. `.git` and `node_modules` are left out, links that leave it are refused.
 *
 * @throws DrydockError PKG_FOLDER_MISSING, PKG_UNREADABLE, PKG_TOO_LARGE, PKG_PATH_ESCAPES, PKG_LINK_BROKEN; the
 * signal's reason when it is aborted
 */
export async function readFolder(
  dir: string,
  options: ReadPackageOptions = {},
): Promise<ReadonlyMap<string, Uint8Array>> {
  options.signal?.throwIfAborted();
  let root: string;
  try {
    root = await realpath(dir);
  } catch (error) {
    throw new DrydockError('PKG_FOLDER_MISSING', { dir }, { cause: error });
  }
  return new FolderReader(root, { ...PACKAGE_LIMITS, ...options.limits }, options.signal).read();
}
