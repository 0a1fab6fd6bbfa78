import { closeSync, existsSync, fsyncSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Makes a folder and those above it, for its owner only. Node's own recursive mkdir never ends where a file system says
 * "no such file" about a folder that is there (/proc), so the folders are made one by one.
 * The new name is synced, so that what is acknowledged inside is not lost with its folder in a power cut.
 * Errors: those of mkdir, of the first folder that cannot be made.
 */
export function makeFolder(path: string): void {
  if (existsSync(path)) return;
  const parent = dirname(path);
  if (parent !== path) makeFolder(parent);
  try {
    mkdirSync(path, { mode: 0o700 });
    syncName(parent);
  } catch (error) {
    // Somebody else made it just now.
    if (!existsSync(path)) throw error;
  }
}

/** As far as the system can: Windows opens no folders, some file systems sync none. */
function syncName(parent: string): void {
  let folder: number | undefined;
  try {
    folder = openSync(parent, 'r');
    fsyncSync(folder);
  } catch {
    // The folder is there; nothing has been promised yet.
  } finally {
    if (folder !== undefined) closeSync(folder);
  }
}
