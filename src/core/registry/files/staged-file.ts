import type { StagedWriter } from '../stores/blob-store.ts';
import type { DiskFile } from './disk.ts';
import { FileSink } from './sink.ts';

/** A file below `uploads/` that is being written. */
export class StagedFile implements StagedWriter {
  readonly #file: DiskFile;
  readonly #sink: FileSink;
  readonly #syncName: () => Promise<void>;
  #durable: number;

  /** `syncName` makes the file's name durable. */
  constructor(file: DiskFile, offset: number, owned: boolean, syncName: () => Promise<void>) {
    this.#file = file;
    this.#sink = new FileSink(file, offset, owned);
    this.#syncName = syncName;
    this.#durable = offset;
  }

  get position(): number {
    return this.#sink.position;
  }

  get durable(): number {
    return Math.max(this.#durable, this.#sink.durable);
  }

  push(chunk: Uint8Array): Promise<void> | undefined {
    return this.#sink.push(chunk);
  }

  flush(): Promise<void> {
    return this.#sink.flush();
  }

  async sync(): Promise<void> {
    await this.#sink.flush();
    const { position } = this.#sink;
    // At once: the disk's journal takes both with one flush.
    await Promise.all([this.#file.sync(), this.#syncName()]);
    this.#durable = position;
  }

  close(): Promise<void> {
    return this.#file.close();
  }
}
