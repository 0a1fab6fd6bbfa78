import { constants, lstatSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { isMissing } from '../failure.ts';
import { type ImportLimits, tooLarge } from './limits.ts';
import type { ImageSource } from './source.ts';

/** An OCI layout folder. Only plain files are read; a link is as good as nothing. */
export class FolderSource implements ImageSource {
  readonly file: string;
  readonly #limits: ImportLimits;

  constructor(file: string, limits: ImportLimits) {
    this.file = file;
    this.#limits = limits;
  }

  async document(path: string): Promise<Buffer | undefined> {
    const size = this.size(path);
    if (size === undefined) return undefined;
    if (size > this.#limits.documentBytes) {
      throw tooLarge(this.file, `bytes of ${path}`, this.#limits.documentBytes);
    }
    const file = await this.#open(path);
    try {
      return await file.readFile();
    } finally {
      await file.close();
    }
  }

  size(path: string): number | undefined {
    try {
      const found = lstatSync(this.#place(path));
      return found.isFile() ? found.size : undefined;
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }

  resolve(path: string): string {
    return path;
  }

  async files(
    wanted: ReadonlySet<string>,
    take: (path: string, size: number, body: AsyncIterable<Uint8Array>) => Promise<void>,
  ): Promise<void> {
    for (const path of wanted) {
      const size = this.size(path);
      if (size === undefined) continue;
      const file = await this.#open(path);
      const body = file.createReadStream({ highWaterMark: 512 * 1024 });
      try {
        await take(path, size, body);
      } finally {
        // Also when nobody began to read it: it closes the file.
        body.destroy();
      }
    }
  }

  #open(path: string): Promise<FileHandle> {
    return open(this.#place(path), constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
  }

  /** Paths come from checked digests and our own constants, never from the source. */
  #place(path: string): string {
    return join(this.file, ...path.split('/'));
  }
}
