import { constants, type Dirent } from 'node:fs';
import { open, readdir, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { DrydockError } from '../../errors/index.ts';
import type { FileCache } from './file-cache.ts';
import { MANIFEST } from './find.ts';
import type { PackageLimits } from './limits.ts';
import { unreadable } from './unreadable.ts';

const SKIPPED = new Set(['.git', 'node_modules']);
/** Never wait on a pipe, never follow a link that was put there after the check. */
const FLAGS = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0);

/** Reads a folder tree within limits; what is neither file, folder nor link is left out. */
export class FolderReader {
  readonly #root: string;
  readonly #limits: PackageLimits;
  readonly #signal: AbortSignal | undefined;
  readonly #cache: FileCache | undefined;
  readonly #files: [string, Uint8Array][] = [];
  #total = 0;

  constructor(root: string, limits: PackageLimits, signal: AbortSignal | undefined, cache?: FileCache) {
    this.#root = root;
    this.#limits = limits;
    this.#signal = signal;
    this.#cache = cache;
  }

  async read(): Promise<ReadonlyMap<string, Uint8Array>> {
    await this.#folder(this.#root, '', 0);
    this.#files.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    const files = new Map(this.#files);
    this.#cache?.settle(files);
    return files;
  }

  /** `real` is where the folder is, `path` what it is called in the package. */
  async #folder(real: string, path: string, depth: number): Promise<void> {
    if (depth > this.#limits.depth) throw this.#tooLarge('folders within folders', this.#limits.depth, path);
    let entries: Dirent[];
    try {
      entries = await readdir(real, { withFileTypes: true });
    } catch (error) {
      throw unreadable(path || this.#root, error);
    }
    for (const entry of entries) {
      this.#signal?.throwIfAborted();
      if (SKIPPED.has(entry.name)) continue;
      const inner = path === '' ? entry.name : `${path}/${entry.name}`;
      if (entry.isFile()) await this.#file(join(real, entry.name), inner);
      else if (entry.isDirectory()) await this.#folder(join(real, entry.name), inner, depth + 1);
      else if (entry.isSymbolicLink()) await this.#link(join(real, entry.name), inner, depth);
    }
  }

  async #link(at: string, path: string, depth: number): Promise<void> {
    let target: string;
    try {
      target = await realpath(at);
    } catch (error) {
      throw new DrydockError('PKG_LINK_BROKEN', { path }, { cause: error });
    }
    if (target !== this.#root && !target.startsWith(this.#root + sep)) {
      throw new DrydockError('PKG_PATH_ESCAPES', { path });
    }
    const info = await stat(target);
    if (info.isFile()) await this.#file(target, path);
    else if (info.isDirectory()) {
      if (at.startsWith(target + sep)) throw new DrydockError('PKG_LINK_BROKEN', { path });
      await this.#folder(target, path, depth + 1);
    }
  }

  async #file(real: string, path: string): Promise<void> {
    if (this.#files.length >= this.#limits.files) {
      throw this.#tooLarge('files', this.#limits.files, path);
    }
    const limit = path === MANIFEST ? this.#limits.manifestBytes : this.#limits.fileBytes;
    try {
      await using handle = await open(real, FLAGS);
      const info = await handle.stat({ bigint: true });
      const size = Number(info.size);
      if (!info.isFile()) return;
      if (size > limit) throw this.#tooLarge('bytes in one file', limit, path);
      if (this.#total + size > this.#limits.totalBytes) {
        throw this.#tooLarge('bytes in all', this.#limits.totalBytes, path);
      }
      const known = this.#cache?.get(path, info);
      if (known) {
        this.#total += known.length;
        this.#files.push([path, known]);
        return;
      }
      const bytes = new Uint8Array(size);
      let filled = 0;
      while (filled < bytes.length) {
        const { bytesRead } = await handle.read(bytes, filled, bytes.length - filled, filled);
        if (bytesRead === 0) break;
        filled += bytesRead;
      }
      this.#total += filled;
      const content = filled === bytes.length ? bytes : bytes.subarray(0, filled);
      this.#files.push([path, this.#cache?.put(path, info, content) ?? content]);
    } catch (error) {
      throw error instanceof DrydockError ? error : unreadable(path, error);
    }
  }

  #tooLarge(what: string, limit: number, path: string): DrydockError {
    return new DrydockError('PKG_TOO_LARGE', { what, limit, path });
  }
}
