import type { BigIntStats } from 'node:fs';

interface Known {
  readonly stamp: string;
  readonly bytes: Uint8Array;
}

const stampOf = ({ dev, ino, size, mtimeNs, ctimeNs }: BigIntStats): string =>
  `${dev}:${ino}:${size}:${mtimeNs}:${ctimeNs}`;

/**
 * Files of a folder as they were read last, for a reader that comes again: a file that did not change is not read, and
 * keeps its very bytes object, so that what was made from it can be kept, too.
 */
export class FileCache {
  readonly #known = new Map<string, Known>();
  readonly #doubtful = new Set<string>();
  #reads = 0;

  /** How many files were really read. */
  get reads(): number {
    return this.#reads;
  }

  /** Says that a file (or everything below a folder) may have changed, whatever its times say. */
  doubt(path: string): void {
    this.#doubtful.add(path);
  }

  /** The bytes of a file by its path in the folder, when it is as it was. */
  get(path: string, info: BigIntStats): Uint8Array | undefined {
    const known = this.#known.get(path);
    if (!known || known.stamp !== stampOf(info) || this.#isDoubtful(path)) return undefined;
    return known.bytes;
  }

  /** Takes what was read; answers the bytes object from before when the content is the same. */
  put(path: string, info: BigIntStats, bytes: Uint8Array): Uint8Array {
    this.#reads += 1;
    const before = this.#known.get(path)?.bytes;
    const same = before !== undefined && Buffer.compare(before, bytes) === 0;
    const kept = same ? before : bytes;
    this.#known.set(path, { stamp: stampOf(info), bytes: kept });
    return kept;
  }

  /** Ends a reading that was complete: doubts are settled, files that are gone are forgotten. */
  settle(paths: { has(path: string): boolean }): void {
    this.#doubtful.clear();
    for (const path of this.#known.keys()) if (!paths.has(path)) this.#known.delete(path);
  }

  #isDoubtful(path: string): boolean {
    for (const each of this.#doubtful) if (path === each || path.startsWith(`${each}/`)) return true;
    return false;
  }
}
