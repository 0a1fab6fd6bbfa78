import { join } from 'node:path';
import { DrydockError } from './drydock-error.ts';

const FULL = new Set(['SQLITE_FULL', 'ENOSPC', 'EDQUOT']);
const READ_ONLY = new Set([
  'EROFS',
  'EACCES',
  'EPERM',
  'ENOTDIR',
  'ENOENT',
  'EEXIST',
  'SQLITE_READONLY',
  'SQLITE_CANTOPEN',
]);

/** The catalogue's error for a failure of the disk or the database under `home`; other errors come back as they are. */
export function diskError(error: unknown, home: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const detail = error instanceof Error ? error.message : String(error);
  if (FULL.has(code)) return new DrydockError('STORE_FULL', { home }, { cause: error });
  if (READ_ONLY.has(code) || code.startsWith('SQLITE_READONLY') || code.startsWith('SQLITE_CANTOPEN')) {
    return new DrydockError('STORE_READ_ONLY', { home, detail }, { cause: error });
  }
  if (code.startsWith('SQLITE_NOTADB') || code.startsWith('SQLITE_CORRUPT')) {
    return new DrydockError('STORE_DAMAGED', { file: join(home, 'drydock.db'), detail }, { cause: error });
  }
  return error;
}
