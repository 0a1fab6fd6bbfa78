import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Makes a folder and those above it, for its owner only. Node's own recursive mkdir never ends where a file system says
 * "no such file" about a folder that is there (/proc), so the folders are made one by one.
 * Errors: those of mkdir, of the first folder that cannot be made.
 */
export function makeFolder(path: string): void {
  if (existsSync(path)) return;
  const parent = dirname(path);
  if (parent !== path) makeFolder(parent);
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    // Somebody else made it just now.
    if (!existsSync(path)) throw error;
  }
}
