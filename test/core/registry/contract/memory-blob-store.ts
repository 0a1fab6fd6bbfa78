import { writeFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import {
  type Digest,
  type DigestAlgorithm,
  digestAlgorithm,
  digestOf,
} from '../../../../src/core/registry/index.ts';
import type {
  BlobStore,
  Leftover,
  PieceWriter,
  StagedWriter,
} from '../../../../src/core/registry/stores/blob-store.ts';

/** What outlives the process: as little like a file system as an object store is. */
export interface Objects {
  readonly blobs: Map<Digest, Buffer>;
  /** Parts by upload, as a multipart upload keeps them; a part is never changed. */
  readonly uploads: Map<string, readonly Buffer[]>;
  readonly quarantined: Map<Digest, Buffer>;
}

export const emptyObjects = (): Objects => ({ blobs: new Map(), uploads: new Map(), quarantined: new Map() });

const PIECE = 3_000;

/** A blob store without a file system: immutable objects by key, uploads as lists of parts. */
export class MemoryBlobStore implements BlobStore {
  readonly objects: Objects;
  readonly #old: ReadonlySet<string>;

  constructor(objects: Objects = emptyObjects()) {
    this.objects = objects;
    this.#old = new Set(objects.uploads.keys());
  }

  async stage(id: string, offset: number): Promise<StagedWriter> {
    const before = this.objects.uploads.get(id);
    if (offset > 0 && !before) throw missing(id);
    const kept = offset > 0 ? Buffer.concat(before ?? []).subarray(0, offset) : Buffer.alloc(0);
    this.objects.uploads.set(id, offset > 0 ? [kept] : []);
    return new MemoryStaged(this.objects, id, offset);
  }

  async digestStaged(id: string, algorithm: DigestAlgorithm): Promise<Digest> {
    return digestOf(this.#staged(id), algorithm);
  }

  async discard(id: string): Promise<void> {
    this.objects.uploads.delete(id);
  }

  async leftovers(): Promise<readonly Leftover[]> {
    return [...this.objects.uploads.keys()]
      .filter((id) => this.#old.has(id))
      .map((id) => ({ id, size: this.#staged(id).byteLength }));
  }

  async publish(id: string, digest: Digest, options: { readonly keep?: boolean } = {}): Promise<void> {
    this.objects.blobs.set(digest, this.#staged(id));
    if (!options.keep) this.objects.uploads.delete(id);
  }

  async size(digest: Digest): Promise<number | undefined> {
    return this.objects.blobs.get(digest)?.byteLength;
  }

  readNow(digest: Digest): Buffer {
    const content = this.objects.blobs.get(digest);
    if (!content) throw missing(digest);
    return Buffer.from(content);
  }

  async read(digest: Digest): Promise<Buffer> {
    return this.readNow(digest);
  }

  async stream(digest: Digest, start: number, end: number): Promise<Readable> {
    return Readable.from([this.readNow(digest).subarray(start, end + 1)]);
  }

  async send(digest: Digest, start: number, end: number, write: PieceWriter): Promise<boolean> {
    const content = this.readNow(digest);
    for (let at = start; at <= end; at += PIECE) {
      const piece = content.subarray(at, Math.min(at + PIECE, end + 1));
      if (piece.byteLength === 0) return false;
      await write(piece);
    }
    return end < content.byteLength;
  }

  async verify(digest: Digest): Promise<'whole' | 'damaged' | 'missing'> {
    const content = this.objects.blobs.get(digest);
    if (!content) return 'missing';
    return digestOf(content, digestAlgorithm(digest)) === digest ? 'whole' : 'damaged';
  }

  async save(digest: Digest, path: string): Promise<void> {
    writeFileSync(path, this.readNow(digest));
  }

  async quarantine(digest: Digest): Promise<void> {
    this.objects.quarantined.set(digest, this.readNow(digest));
    this.objects.blobs.delete(digest);
  }

  async remove(digest: Digest): Promise<void> {
    this.objects.blobs.delete(digest);
  }

  async *list(): AsyncGenerator<Digest> {
    yield* [...this.objects.blobs.keys()];
  }

  #staged(id: string): Buffer {
    const parts = this.objects.uploads.get(id);
    if (!parts) throw missing(id);
    return Buffer.concat(parts);
  }
}

class MemoryStaged implements StagedWriter {
  readonly #objects: Objects;
  readonly #id: string;
  position: number;
  durable: number;

  constructor(objects: Objects, id: string, offset: number) {
    this.#objects = objects;
    this.#id = id;
    this.position = offset;
    this.durable = offset;
  }

  push(chunk: Uint8Array): undefined {
    const parts = this.#objects.uploads.get(this.#id) ?? [];
    this.#objects.uploads.set(this.#id, [...parts, Buffer.from(chunk)]);
    this.position += chunk.byteLength;
    this.durable = this.position;
  }

  async flush(): Promise<void> {}
  async sync(): Promise<void> {}
  async close(): Promise<void> {}
}

const missing = (what: string): Error =>
  Object.assign(new Error(`no such object: ${what}`), { code: 'ENOENT' });
