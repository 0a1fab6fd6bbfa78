import type { Readable } from 'node:stream';
import type { Digest, DigestAlgorithm } from '../digest.ts';

/** Takes one piece of a blob; resolves when the piece's memory may be used again. */
export type PieceWriter = (piece: Buffer) => Promise<void>;

/** Content on its way in, open for writing from one offset on. */
export interface StagedWriter {
  /** Bytes of the staged content that are surely handed to the store. */
  readonly position: number;
  /** Bytes of it that survive a power cut as far as is known; grows while a long upload is received. */
  readonly durable: number;
  /** Takes a chunk; the promise, where there is one, wants to be awaited before the next chunk. */
  push(chunk: Uint8Array): Promise<void> | undefined;
  /** Resolves when every chunk is handed over. */
  flush(): Promise<void>;
  /** Resolves when all of it, its name included, survives a power cut. */
  sync(): Promise<void>;
  close(): Promise<void>;
}

export interface StageOptions {
  /** True when the chunks belong to the store: their memory is taken away as soon as they are written. */
  readonly owned?: boolean;
  /** True when `publish` follows at once: nobody was promised that the staged content outlives a power cut. */
  readonly transient?: boolean;
}

/**
 * When staged content is brought to the disk: it is there already; before it gets its name; or with its name, which is one
 * flush of the disk less, but for a moment the name stands for content that a power cut takes.
 */
export type PublishSync = 'done' | 'before-name' | 'with-name';

export interface PublishOptions {
  readonly keep?: boolean;
  /** Default 'before-name'. */
  readonly sync?: PublishSync;
}

/** Staged content that an earlier process left. */
export interface Leftover {
  readonly id: string;
  readonly size: number;
}

/**
 * Where content lies: whole blobs by digest, and staged content by upload id on its way to become one. It knows no
 * repositories and no references. Nothing of a file system is in it, so that an object store can implement it: content
 * is appended to and published, never renamed or patched; a staged upload can be a multipart upload, a chunk of it one or
 * more parts, and `publish` the end of the multipart upload under the digest's key.
 *
 * Promises that every implementation keeps (`test/core/registry/contract/blob-store.ts`):
 * - a blob appears whole or not at all, whenever the process dies;
 * - when `publish`, `StagedWriter.sync` or `save` have resolved, a power cut takes nothing of it back;
 * - what was removed or set aside is still read to its end by those who opened it before.
 * Failures carry the system's code (`ENOSPC`, `EIO`, …) or are DrydockErrors; missing content is `ENOENT`.
 */
export interface BlobStore {
  /** Bytes that may still be staged, as far as somebody knows; absent where the store has no end. */
  room?(): Promise<number | undefined>;
  /** Opens staged content at `offset`, at 0 anew; what lies behind the offset is dropped. Missing content: ENOENT. */
  stage(id: string, offset: number, options?: StageOptions): Promise<StagedWriter>;
  /** Digest of what is staged. */
  digestStaged(id: string, algorithm: DigestAlgorithm): Promise<Digest>;
  /** Drops staged content, where there is some. */
  discard(id: string): Promise<void>;
  /** What earlier processes left staged; never what this one stages. */
  leftovers(): Promise<readonly Leftover[]>;
  /**
   * Makes staged content the blob `digest`, in place of what may be there; it survives a power cut when this resolves. With
   * `keep` the staged content stays too, until `discard`: an upload that was promised to resume must not be lost before the
   * blob is recorded.
   */
  publish(id: string, digest: Digest, options?: PublishOptions): Promise<void>;

  /** Bytes of a blob; undefined where there is none. */
  size(digest: Digest): Promise<number | undefined>;
  read(digest: Digest): Promise<Buffer>;
  /** `read` at once, for the small documents that describe images; a store that is far away keeps a copy of those near. */
  readNow(digest: Digest): Buffer;
  /** Bytes `start` to `end`, inclusive; open already when it resolves. */
  stream(digest: Digest, start: number, end: number): Promise<Readable>;
  /** Hands bytes `start` to `end`, inclusive, to `write`, one piece after the other. False: the content ends early. */
  send(digest: Digest, start: number, end: number, write: PieceWriter): Promise<boolean>;
  /** Whether the content is what its name says; `missing` where there is none. */
  verify(digest: Digest, signal?: AbortSignal): Promise<'whole' | 'damaged' | 'missing'>;
  /** Writes the content into a new local file, synced. */
  save(digest: Digest, path: string): Promise<void>;
  /** Takes a damaged blob out of service and keeps its content for people to look at. */
  quarantine(digest: Digest): Promise<void>;
  /** Removes a blob, where there is one. */
  remove(digest: Digest): Promise<void>;
  /** Every blob, in no order. What is published meanwhile may be missing. */
  list(): AsyncIterable<Digest>;
}
