import { type FileHandle, open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { removeFile } from '../files/blob-files.ts';
import { syncDirectory } from '../files/sync.ts';

/** A file that appears under its name only when it is whole and on the disk; what a stopped export wrote is gone on with. */
export class ArchiveFile {
  readonly #path: string;
  readonly #partial: string;
  readonly #handle: FileHandle;
  #position = 0;

  private constructor(path: string, partial: string, handle: FileHandle) {
    this.#path = path;
    this.#partial = partial;
    this.#handle = handle;
  }

  /** Opens `<path>.partial`, left over or new. */
  static async open(path: string): Promise<ArchiveFile> {
    const partial = `${path}.partial`;
    const handle = await open(partial, 'r+').catch((error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
        return open(partial, 'w+', 0o600);
      throw error;
    });
    return new ArchiveFile(path, partial, handle);
  }

  /** Bytes that are known to be right. */
  get size(): number {
    return this.#position;
  }

  /** Whether the next bytes of the file are these; if so they count as written. */
  async has(expected: Uint8Array): Promise<boolean> {
    const found = Buffer.alloc(expected.byteLength);
    const { bytesRead } = await this.#handle.read(found, 0, found.byteLength, this.#position);
    if (bytesRead !== expected.byteLength || !found.equals(expected)) return false;
    this.#position += bytesRead;
    return true;
  }

  /** Reads the next `size` bytes; false, and nothing counts, when the file is shorter or `check` says no at its end. */
  async hasContent(
    size: number,
    update: (piece: Uint8Array) => void,
    check: () => boolean,
  ): Promise<boolean> {
    const buffer = Buffer.alloc(Math.min(size, 512 * 1024) || 1);
    for (let done = 0; done < size; ) {
      const most = Math.min(buffer.byteLength, size - done);
      const { bytesRead } = await this.#handle.read(buffer, 0, most, this.#position + done);
      if (bytesRead === 0) return false;
      update(buffer.subarray(0, bytesRead));
      done += bytesRead;
    }
    if (!check()) return false;
    this.#position += size;
    return true;
  }

  /** Takes back what counted since then. */
  back(position: number): void {
    this.#position = position;
  }

  /** Throws away what lies behind the bytes that are right. */
  async cut(): Promise<void> {
    await this.#handle.truncate(this.#position);
  }

  async write(piece: Uint8Array): Promise<void> {
    for (let done = 0; done < piece.byteLength; ) {
      const { bytesWritten } = await this.#handle.write(piece, done, piece.byteLength - done, this.#position);
      done += bytesWritten;
      this.#position += bytesWritten;
    }
  }

  /** Syncs it and gives it its name. */
  async finish(): Promise<void> {
    await this.#handle.sync();
    await this.#handle.close();
    await rename(this.#partial, this.#path);
    await syncDirectory(dirname(this.#path));
  }

  async discard(): Promise<void> {
    await this.leave();
    await removeFile(this.#partial);
  }

  /** Closes it as it is, for the next try. */
  async leave(): Promise<void> {
    await this.#handle.close().catch(() => undefined);
  }
}
