import { closeSync, fsync, fsyncSync, openSync } from 'node:fs';
import { promisify } from 'node:util';

const syncFile = promisify(fsync);

/**
 * Makes renames and new names in a directory survive a power cut. Windows has no such call and needs none. Only the sync
 * itself is worth a thread: opening a folder takes microseconds, handing it to a thread and back many times that.
 */
export async function syncDirectory(path: string): Promise<void> {
  const file = openFolder(path);
  if (file === undefined) return;
  try {
    await syncFile(file);
  } catch (error) {
    if (!hasCode(error, 'EPERM', 'EINVAL')) throw error;
  } finally {
    closeSync(file);
  }
}

/** The same at once, for the few folders that are made at the start. */
export function syncDirectoryNow(path: string): void {
  const file = openFolder(path);
  if (file === undefined) return;
  try {
    fsyncSync(file);
  } catch (error) {
    if (!hasCode(error, 'EPERM', 'EINVAL')) throw error;
  } finally {
    closeSync(file);
  }
}

/** undefined: the system has no such thing. */
function openFolder(path: string): number | undefined {
  try {
    return openSync(path, 'r');
  } catch (error) {
    if (hasCode(error, 'EISDIR', 'EPERM')) return undefined;
    throw error;
  }
}

const hasCode = (error: unknown, ...codes: readonly string[]): boolean =>
  error instanceof Error && 'code' in error && codes.includes(String(error.code));
