import type { PackageSource } from '../source.ts';
import type { FileCache } from './file-cache.ts';
import { findPackage } from './find.ts';
import { FolderReader } from './folder-reader.ts';
import { PACKAGE_LIMITS, type PackageLimits } from './limits.ts';

export interface ReadPackageOptions {
  readonly limits?: Partial<PackageLimits>;
  readonly signal?: AbortSignal;
  /** What was read before: files that did not change keep their bytes object. */
  readonly cache?: FileCache;
}

/**
 * Reads a package project into memory. `dir` may be the package's folder, the project around it, or a repository with
 * one package in it (`findPackage`). `.git` and `node_modules` are left out: nothing that evaluates a package needs them.
 *
 * @throws DrydockError PKG_FOLDER_MISSING, PKG_NOT_FOUND, PKG_MISNAMED, PKG_AMBIGUOUS, PKG_UNREADABLE, PKG_TOO_LARGE,
 * PKG_PATH_ESCAPES, PKG_LINK_BROKEN; the signal's reason when it is aborted
 */
export async function readPackage(dir: string, options: ReadPackageOptions = {}): Promise<PackageSource> {
  options.signal?.throwIfAborted();
  const root = await findPackage(dir);
  const reader = new FolderReader(
    root,
    { ...PACKAGE_LIMITS, ...options.limits },
    options.signal,
    options.cache,
  );
  const files = await reader.read();
  return { root, files };
}
