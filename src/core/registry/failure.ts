import { DrydockError } from '../errors/index.ts';

const FULL = new Set(['ENOSPC', 'EDQUOT', 'SQLITE_FULL']);
const READ_ONLY = new Set(['EROFS', 'SQLITE_READONLY', 'EACCES', 'EPERM']);

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : '';

/** A failure of disk or database as a row of the catalogue; DrydockErrors pass. */
export function storeFailure(error: unknown): unknown {
  if (error instanceof DrydockError) return error;
  const code = codeOf(error);
  const detail = error instanceof Error ? error.message : String(error);
  if (FULL.has(code)) return new DrydockError('REGISTRY_DISK_FULL', { detail }, { cause: error });
  if (READ_ONLY.has(code)) return new DrydockError('REGISTRY_DISK_READ_ONLY', { detail }, { cause: error });
  if (code.startsWith('SQLITE_') || code.startsWith('E')) {
    return new DrydockError('REGISTRY_STORE_FAILED', { detail }, { cause: error });
  }
  return error;
}

export const isMissing = (error: unknown): boolean => codeOf(error) === 'ENOENT';

/** True for what `storeFailure` makes of a failure of disk or database. */
export const isStoreFailure = (error: unknown): boolean =>
  error instanceof DrydockError &&
  (error.code === 'REGISTRY_DISK_FULL' ||
    error.code === 'REGISTRY_DISK_READ_ONLY' ||
    error.code === 'REGISTRY_STORE_FAILED');
