import { open, rm, stat } from 'node:fs/promises';

/**
 * Bytes of the reserve: enough for the database's write-ahead log between two checkpoints, and for some pages more.
 */
export const RESERVE_BYTES = 8 * 1024 * 1024;

const BLOCK = 256 * 1024;

/**
 * A file that only takes up space and is given up when the disk is full: the database must write before a collection can
 * free anything.
 */
export class Reserve {
  readonly #path: string;
  readonly #bytes: number;
  #last: Promise<unknown> = Promise.resolve();

  /** `bytes` 0: no reserve is kept. */
  constructor(path: string, bytes: number) {
    this.#path = path;
    this.#bytes = bytes;
  }

  /** Frees the space. False: there was none to free. */
  release(): Promise<boolean> {
    return this.#next(() => this.#release());
  }

  /** Takes up the space where that is not done; a disk that has no room for it now is asked again the next time. */
  keep(): Promise<void> {
    return this.#next(() => this.#keep());
  }

  /** One after the other: a file that is removed while it is being written frees nothing. */
  #next<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#last.then(work, work);
    this.#last = result;
    return result;
  }

  async #release(): Promise<boolean> {
    if ((await this.#size()) === 0) return false;
    await rm(this.#path, { force: true });
    return true;
  }

  async #keep(): Promise<void> {
    if (this.#bytes === 0 || (await this.#size()) === this.#bytes) return;
    try {
      const block = Buffer.alloc(BLOCK);
      const file = await open(this.#path, 'w', 0o600);
      try {
        for (let at = 0; at < this.#bytes; at += BLOCK) await file.write(block, 0, BLOCK, at);
        await file.sync();
      } finally {
        await file.close();
      }
    } catch {
      await rm(this.#path, { force: true }).catch(() => undefined);
    }
  }

  async #size(): Promise<number> {
    return (await stat(this.#path).catch(() => undefined))?.size ?? 0;
  }
}
