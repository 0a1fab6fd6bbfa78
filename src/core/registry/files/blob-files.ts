import { mkdirSync, readFileSync, renameSync, unlinkSync } from 'node:fs';
import { type FileHandle, mkdir, open, readFile, rename, stat, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Readable } from 'node:stream';
import { type Digest, Digester, digestAlgorithm } from '../digest.ts';
import { isMissing } from '../failure.ts';
import type { Layout } from './layout.ts';
import { syncDirectory } from './sync.ts';

const READ_CHUNK = 512 * 1024;

/** Takes one piece of a blob; resolves when the piece's memory may be used again. */
export type PieceWriter = (piece: Buffer) => Promise<void>;

const PIECE = 256 * 1024;
const MAX_SPARE = 32;
const spare: Buffer[] = [];
const takeBuffer = (): Buffer => spare.pop() ?? Buffer.allocUnsafeSlow(PIECE);

async function sendPieces(
  file: FileHandle,
  start: number,
  end: number,
  buffers: readonly [Buffer, Buffer],
  write: PieceWriter,
): Promise<boolean> {
  let writing: Promise<void> | undefined;
  let turn: 0 | 1 = 0;
  for (let position = start; position <= end; ) {
    const buffer = buffers[turn];
    const reading = file.read(buffer, 0, Math.min(PIECE, end + 1 - position), position);
    const [{ bytesRead }] = await Promise.all([reading, writing]);
    if (bytesRead === 0) return false;
    writing = write(bytesRead === PIECE ? buffer : buffer.subarray(0, bytesRead));
    position += bytesRead;
    turn = turn === 0 ? 1 : 0;
  }
  await writing;
  return true;
}

/** The files of blobs. Nothing here knows repositories or references. */
export class BlobFiles {
  readonly #layout: Layout;
  readonly #shards = new Set<string>();

  constructor(layout: Layout) {
    this.#layout = layout;
    for (const dir of [layout.blobs, layout.uploads, layout.trash]) {
      mkdirSync(dir, { recursive: true, mode: 0o700 });
    }
  }

  /** Moves a finished, synced file to its place and makes the move durable. */
  async publish(file: string, digest: Digest): Promise<void> {
    const shard = this.#layout.shard(digest);
    await this.#ensureShard(shard);
    await rename(file, this.#layout.blob(digest));
    await syncDirectory(shard);
  }

  /** Size of a blob's file; undefined where there is none. */
  async size(digest: Digest): Promise<number | undefined> {
    try {
      return (await stat(this.#layout.blob(digest))).size;
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }

  readNow(digest: Digest): Buffer {
    return readFileSync(this.#layout.blob(digest));
  }

  read(digest: Digest): Promise<Buffer> {
    return readFile(this.#layout.blob(digest));
  }

  /** Bytes `start` to `end`, inclusive. */
  async stream(digest: Digest, start: number, end: number): Promise<Readable> {
    const file = await open(this.#layout.blob(digest), 'r');
    return file.createReadStream({ start, end, highWaterMark: READ_CHUNK });
  }

  /**
   * Hands bytes `start` to `end`, inclusive, to `write`, piece by piece. A piece is only good until the promise of its
   * write resolves: buffers are used again, which spares pulls three quarters of their CPU time. The next piece is read meanwhile. False: the file ends early.
   */
  async send(digest: Digest, start: number, end: number, write: PieceWriter): Promise<boolean> {
    const file = await open(this.#layout.blob(digest), 'r');
    try {
      const buffers = [takeBuffer(), takeBuffer()] as const;
      const whole = await sendPieces(file, start, end, buffers, write);
      if (!whole) return false;
      // Only after success: what a failed write still holds must not be written over.
      spare.push(...buffers);
      spare.splice(MAX_SPARE);
      return true;
    } finally {
      await file.close();
    }
  }

  /** Whether the file holds what its name says: `missing` where there is none. */
  async verify(digest: Digest, signal?: AbortSignal): Promise<'whole' | 'damaged' | 'missing'> {
    try {
      const found = await hashFile(this.#layout.blob(digest), new Digester(digestAlgorithm(digest)), signal);
      return found === digest ? 'whole' : 'damaged';
    } catch (error) {
      if (isMissing(error)) return 'missing';
      throw error;
    }
  }

  /** Sets a damaged file aside, where people can look at it; synchronous, so that no push comes in between. */
  moveToQuarantine(digest: Digest): void {
    mkdirSync(this.#layout.quarantine, { recursive: true, mode: 0o700 });
    renameSync(this.#layout.blob(digest), this.#layout.quarantined(digest));
  }

  /** Removes a blob's file, where there is one. */
  remove(digest: Digest): Promise<void> {
    return removeFile(this.#layout.blob(digest));
  }

  /** Removes a file that has no row, where there is one; synchronous so that no upload can publish it in between. */
  removeNow(digest: Digest): void {
    try {
      unlinkSync(this.#layout.blob(digest));
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
  }

  async #ensureShard(shard: string): Promise<void> {
    if (this.#shards.has(shard)) return;
    await mkdir(shard, { recursive: true, mode: 0o700 });
    await syncDirectory(dirname(shard));
    await syncDirectory(this.#layout.blobs);
    this.#shards.add(shard);
  }
}

/** Feeds a file to a digester. */
export async function hashFile(path: string, digester: Digester, signal?: AbortSignal): Promise<Digest> {
  const file = await open(path, 'r');
  for await (const chunk of file.createReadStream({ highWaterMark: READ_CHUNK })) {
    signal?.throwIfAborted();
    digester.update(chunk as Buffer);
  }
  return digester.finish();
}

/** Unlinks; a file that is not there is fine. */
export async function removeFile(path: string): Promise<void> {
  try {
    await unlink(path);
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
}
