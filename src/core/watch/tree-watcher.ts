import { type FSWatcher, watch } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import { DrydockError } from '../errors/index.ts';

const SKIPPED = new Set(['.git', 'node_modules']);
const MOST_FOLDERS = 4000;

/**
 * Tells when something in a folder changes: a watcher of the operating system for each folder below it, no polling.
 * Folders that come and go are followed by `sync`, which the owner calls before it reads: what changes after that is told.
 */
export class TreeWatcher {
  readonly #root: string;
  readonly #told: (path: string) => void;
  readonly #watchers = new Map<string, { readonly inode: number; readonly watcher: FSWatcher }>();
  #closed = false;

  /** `told` is given the path in the folder, with `/`; empty where it is not known. */
  constructor(root: string, told: (path: string) => void) {
    this.#root = root;
    this.#told = told;
  }

  get folders(): number {
    return this.#watchers.size;
  }

  /** Follows the folders that there are now. Errors: WATCH_LIMIT. */
  async sync(): Promise<void> {
    const found = new Map<string, number>();
    await this.#collect(this.#root, found);
    // A root that is moved away and comes back is seen from the folder that it is in.
    const parent = dirname(this.#root);
    if (parent !== this.#root) {
      const info = await lstat(parent).catch(() => undefined);
      if (info) found.set(parent, info.ino);
    }
    if (this.#closed) return;
    for (const [folder, { inode, watcher }] of this.#watchers) {
      if (found.get(folder) === inode) continue;
      watcher.close();
      this.#watchers.delete(folder);
    }
    for (const [folder, inode] of found) if (!this.#watchers.has(folder)) this.#follow(folder, inode);
  }

  close(): void {
    this.#closed = true;
    for (const { watcher } of this.#watchers.values()) watcher.close();
    this.#watchers.clear();
  }

  async #collect(folder: string, found: Map<string, number>): Promise<void> {
    const info = await lstat(folder).catch(() => undefined);
    if (!info?.isDirectory()) return;
    if (found.size >= MOST_FOLDERS) throw limit(`${MOST_FOLDERS} folders in ${this.#root}`);
    found.set(folder, info.ino);
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
    for (const entry of entries)
      if (entry.isDirectory() && !SKIPPED.has(entry.name))
        await this.#collect(join(folder, entry.name), found);
  }

  #follow(folder: string, inode: number): void {
    const isParent = folder === dirname(this.#root);
    try {
      const watcher = watch(folder, (_event, name) => {
        if (isParent && name !== null && name !== basename(this.#root)) return;
        const path = isParent || name === null ? '' : relative(this.#root, join(folder, name));
        this.#told(path.split(sep).join('/'));
      });
      // A folder that is removed under its watcher is an error on some systems: the next sync drops it.
      watcher.on('error', () => this.#told(''));
      this.#watchers.set(folder, { inode, watcher });
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : '';
      if (code === 'ENOSPC' || code === 'EMFILE') throw limit(`${String(code)}: ${folder}`);
      if (code !== 'ENOENT' && code !== 'ENOTDIR') throw error;
    }
  }
}

const limit = (detail: string): DrydockError => new DrydockError('WATCH_LIMIT', { detail });
