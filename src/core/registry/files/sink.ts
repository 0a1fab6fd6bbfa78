import type { DiskFile } from './disk.ts';

/** Chunks that may wait while the ones before them are being written; keeps an upload's memory flat. */
const HIGH_WATER = 256 * 1024;

/**
 * Bytes after which what was written is sent to the disk while the rest still comes: the sync at the end, and the
 * database's syncs of other requests, then find little to wait for.
 */
const SYNC_EVERY = 8 * 1024 * 1024;

/** Syncs ahead at a time: each holds one of libuv's four threads, and the writes of other uploads need some too. */
const SYNCS_AHEAD = 1;
let syncsAhead = 0;

/** Writes chunks to a file at increasing positions while the caller goes on reading; errors surface at the next push. */
export class FileSink {
  readonly #file: DiskFile;
  #position: number;
  #waiting: Uint8Array[] = [];
  #waitingBytes = 0;
  #writing: Promise<void> | undefined;
  #error: unknown;
  #unsynced = 0;
  #durable: number;
  #syncing: Promise<void> | undefined;
  readonly #owned: boolean;

  /** `owned`: the chunks belong to the sink, which gives their memory back as soon as they are written. */
  constructor(file: DiskFile, position: number, owned = false) {
    this.#file = file;
    this.#position = position;
    this.#durable = position;
    this.#owned = owned;
  }

  /** Bytes of the file that are surely written. */
  get position(): number {
    return this.#position;
  }

  /** Bytes of the file that a sync ahead has brought to the disk. */
  get durable(): number {
    return this.#durable;
  }

  /** Takes a chunk; the promise, where there is one, wants to be awaited before the next chunk. */
  push(chunk: Uint8Array): Promise<void> | undefined {
    this.#throwIfFailed();
    this.#waiting.push(chunk);
    this.#waitingBytes += chunk.byteLength;
    const writing = this.#writing ?? this.#start();
    return this.#waitingBytes > HIGH_WATER ? writing.then(() => this.#throwIfFailed()) : undefined;
  }

  /** Resolves when every chunk is written. */
  async flush(): Promise<void> {
    while (this.#writing) await this.#writing;
    await this.#syncing;
    this.#throwIfFailed();
  }

  #start(): Promise<void> {
    const chunks = this.#waiting;
    this.#waiting = [];
    this.#waitingBytes = 0;
    this.#writing = this.#write(chunks).then(
      () => {
        this.#writing = undefined;
        if (this.#waiting.length > 0) void this.#start();
      },
      (error: unknown) => {
        this.#writing = undefined;
        this.#error = error;
      },
    );
    return this.#writing;
  }

  async #write(chunks: Uint8Array[]): Promise<void> {
    let rest = chunks;
    while (rest.length > 0) {
      const { bytesWritten } = await this.#file.writev(rest, this.#position);
      this.#position += bytesWritten;
      this.#syncAhead(bytesWritten);
      rest = skip(rest, bytesWritten);
    }
    if (this.#owned) for (const chunk of chunks) freeNow(chunk);
  }

  /** One sync at a time. */
  #syncAhead(written: number): void {
    this.#unsynced += written;
    if (this.#unsynced < SYNC_EVERY || this.#syncing || syncsAhead >= SYNCS_AHEAD) return;
    this.#unsynced = 0;
    syncsAhead += 1;
    const position = this.#position;
    this.#syncing = this.#file
      .datasync()
      .then(() => {
        this.#durable = position;
      })
      .catch((error: unknown) => {
        // Linux tells of a failed write-back once: the next sync would succeed without the data.
        this.#error ??= error;
      })
      .finally(() => {
        syncsAhead -= 1;
        this.#syncing = undefined;
      });
  }

  #throwIfFailed(): void {
    if (this.#error !== undefined) throw this.#error;
  }
}

/** What remains of `chunks` after `bytes` of them. */
function skip(chunks: readonly Uint8Array[], bytes: number): Uint8Array[] {
  const rest: Uint8Array[] = [];
  let left = bytes;
  for (const chunk of chunks) {
    if (left >= chunk.byteLength) left -= chunk.byteLength;
    else {
      rest.push(left > 0 ? chunk.subarray(left) : chunk);
      left = 0;
    }
  }
  return rest;
}

/**
 * Gives a chunk's memory back without waiting for the collector. V8 answers a stream of large buffers with one full
 * collection per 32 MiB or so, which costs more than hashing those bytes does.
 */
function freeNow(chunk: Uint8Array): void {
  const { buffer } = chunk;
  if (buffer instanceof ArrayBuffer && buffer.byteLength === chunk.byteLength) buffer.transfer(0);
}
