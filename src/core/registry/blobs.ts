import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { DrydockError } from '../errors/index.ts';
import type { Context } from './context.ts';
import { type Digest, digestAlgorithm, digestOf } from './digest.ts';
import { isMissing, storeFailure } from './failure.ts';
import { removeFile } from './files/blob-files.ts';
import { isRepositoryName } from './names.ts';
import { refuseProtectedBlob } from './protected.ts';
import type { BlobInfo, Blobs, ByteRange } from './registry.ts';

const READ_LIMIT = 4 * 1024 * 1024;

/** Reading, mounting and storing blobs. */
export class BlobService implements Blobs {
  readonly #context: Context;

  constructor(context: Context) {
    this.#context = context;
  }

  stat(repository: string, digest: Digest, options: { readonly touch?: boolean } = {}): BlobInfo | undefined {
    const { blobs, pins, now } = this.#context;
    const size = blobs.linkedSize(repository, digest);
    if (size === undefined) return undefined;
    if (options.touch) pins.touch(digest, now());
    return { digest, size };
  }

  async read(info: BlobInfo, limit = READ_LIMIT): Promise<Buffer> {
    const cached = this.#cached(info, limit);
    if (cached) return cached;
    try {
      return this.#keep(info, await this.#context.files.read(info.digest));
    } catch (error) {
      throw unreadable(info, error);
    }
  }

  readNow(info: BlobInfo, limit = READ_LIMIT): Buffer {
    const cached = this.#cached(info, limit);
    if (cached) return cached;
    try {
      return this.#keep(info, this.#context.files.readNow(info.digest));
    } catch (error) {
      throw unreadable(info, error);
    }
  }

  #cached(info: BlobInfo, limit: number): Buffer | undefined {
    if (info.size > limit) {
      throw new DrydockError('REGISTRY_TOO_LARGE', { what: info.digest, size: info.size, limit });
    }
    return this.#context.cache.get(info.digest);
  }

  #keep(info: BlobInfo, content: Buffer): Buffer {
    if (content.byteLength !== info.size) throw damaged(info, content.byteLength);
    this.#context.cache.set(info.digest, content);
    return content;
  }

  async stream(info: BlobInfo, range?: ByteRange): Promise<Readable> {
    try {
      return await this.#context.files.stream(info.digest, range?.start ?? 0, range?.end ?? info.size - 1);
    } catch (error) {
      throw unreadable(info, error);
    }
  }

  async send(info: BlobInfo, write: (piece: Buffer) => Promise<void>, range?: ByteRange): Promise<void> {
    try {
      const { start, end } = range ?? { start: 0, end: info.size - 1 };
      if (!(await this.#context.files.send(info.digest, start, end, write))) throw damaged(info, 0);
    } catch (error) {
      throw unreadable(info, error);
    }
  }

  async mount(repository: string, digest: Digest, from?: string): Promise<BlobInfo | undefined> {
    checkName(repository);
    const { writer, blobs, repositories, now } = this.#context;
    return writer.run(() => {
      const size = from === undefined ? blobs.size(digest) : blobs.linkedSize(from, digest);
      if (size === undefined) return undefined;
      const time = now();
      blobs.link(repositories.ensure(repository, time), digest, time);
      return { digest, size };
    });
  }

  async unlink(repository: string, digest: Digest): Promise<void> {
    const { writer, blobs, repositories, emit } = this.#context;
    await writer.run(() => {
      const id = repositories.id(repository);
      if (id !== undefined) refuseProtectedBlob(this.#context, repository, id, digest);
      if (id === undefined || !blobs.unlink(id, digest)) {
        throw new DrydockError('REGISTRY_BLOB_UNKNOWN', { repository, digest });
      }
    });
    emit({ type: 'removed', repository, what: digest });
  }

  async put(repository: string, content: Uint8Array, digest?: Digest): Promise<BlobInfo> {
    checkName(repository);
    const actual = digestOf(content, digest ? digestAlgorithm(digest) : 'sha256');
    if (digest !== undefined && digest !== actual) {
      throw new DrydockError('REGISTRY_DIGEST_MISMATCH', { expected: digest, actual });
    }
    const { layout, randomId } = this.#context;
    const file = layout.upload(randomId());
    try {
      const handle = await open(file, 'wx', 0o600);
      try {
        await handle.writeFile(content);
        await handle.sync();
      } finally {
        await handle.close();
      }
      return await publishBlob(this.#context, repository, file, actual, content.byteLength);
    } catch (error) {
      await removeFile(file);
      throw storeFailure(error);
    }
  }
}

/**
 * Gives a synced temporary file its place and records it: after this the blob survives a power cut. `also` joins the
 * same transaction. A blob that is there already keeps its file, unless that file is gone or has another size.
 */
export async function publishBlob(
  context: Context,
  repository: string,
  file: string,
  digest: Digest,
  size: number,
  also: () => void = () => undefined,
): Promise<BlobInfo> {
  const { files, pins, writer, blobs, repositories, now, emit } = context;
  pins.hold(digest);
  try {
    await pins.arrived(digest);
    const known = blobs.size(digest) === size && (await files.size(digest)) === size;
    if (known) await removeFile(file);
    else await files.publish(file, digest);
    await writer.run(() => {
      const time = now();
      blobs.insert(digest, size, time);
      blobs.link(repositories.ensure(repository, time), digest, time);
      also();
    });
  } finally {
    pins.release(digest);
  }
  emit({ type: 'blob-stored', repository, digest, bytes: size });
  return { digest, size };
}

export function checkName(repository: string): void {
  if (!isRepositoryName(repository)) throw new DrydockError('REGISTRY_NAME_INVALID', { name: repository });
}

const damaged = (info: BlobInfo, found: number): DrydockError =>
  new DrydockError('REGISTRY_BLOB_DAMAGED', { digest: info.digest, size: info.size, found });

/** A row without its file is damage that people must hear of, not a blob that is "unknown". */
const unreadable = (info: BlobInfo, error: unknown): unknown =>
  isMissing(error) ? damaged(info, 0) : storeFailure(error);
