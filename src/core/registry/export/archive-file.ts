import { type FileHandle, open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { removeFile } from '../files/blob-files.ts';
import { syncDirectory } from '../files/sync.ts';
import { tarHeader, tarPadding } from '../image/tar-writer.ts';

/** A tar file that appears under its name only when it is whole and on the disk. */
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

  static async create(path: string): Promise<ArchiveFile> {
    const partial = `${path}.partial`;
    return new ArchiveFile(path, partial, await open(partial, 'w', 0o600));
  }

  /** Bytes so far. */
  get size(): number {
    return this.#position;
  }

  async add(path: string, content: Uint8Array): Promise<void> {
    await this.stream(path, content.byteLength, (write) => write(content));
  }

  /** `produce` hands exactly `size` bytes to `write`. */
  async stream(
    path: string,
    size: number,
    produce: (write: (piece: Uint8Array) => Promise<void>) => Promise<void>,
  ): Promise<void> {
    await this.#write(tarHeader(path, size));
    await produce((piece) => this.#write(piece));
    await this.#write(tarPadding(size));
  }

  async finish(): Promise<void> {
    await this.#write(Buffer.alloc(1024));
    await this.#handle.sync();
    await this.#handle.close();
    await rename(this.#partial, this.#path);
    await syncDirectory(dirname(this.#path));
  }

  async discard(): Promise<void> {
    await this.#handle.close().catch(() => undefined);
    await removeFile(this.#partial);
  }

  async #write(piece: Uint8Array): Promise<void> {
    for (let done = 0; done < piece.byteLength; ) {
      const { bytesWritten } = await this.#handle.write(piece, done, piece.byteLength - done, this.#position);
      done += bytesWritten;
      this.#position += bytesWritten;
    }
  }
}
