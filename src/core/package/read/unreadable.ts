import { DrydockError } from '../../errors/index.ts';

/** A file-system failure as a DrydockError that names the path. */
export function unreadable(path: string, cause: unknown): DrydockError {
  const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
  return new DrydockError('PKG_UNREADABLE', { path, reason }, { cause });
}
