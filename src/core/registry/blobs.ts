import type { Readable } from 'node:stream';
import { DrydockError } from '../errors/index.ts';
import type { Context } from './context.ts';
import type { DamageLog } from './damage.ts';
import { type Digest, digestAlgorithm, digestOf } from './digest.ts';
import { isMissing, storeFailure } from './failure.ts';
import { isRepositoryName } from './names.ts';
import { refuseProtectedBlob } from './protected.ts';
import type { BlobInfo, Blobs, ByteRange } from './registry.ts';
import type { BlobStore, PublishSync } from './stores/blob-store.ts';

const READ_LIMIT = 4 * 1024 * 1024;

/** Reading, mounting and storing blobs. */
export class BlobService implements Blobs {
  readonly #context: Context;
  readonly #damage: Pick<DamageLog, 'suspect'>;

  constructor(context: Context, damage: Pick<DamageLog, 'suspect'>) {
    this.#context = context;
    this.#damage = damage;
  }

  stat(repository: string, digest: Digest, options: { readonly touch?: boolean } = {}): BlobInfo | undefined {
    const { blobs, pins, traffic, now } = this.#context;
    traffic.note();
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
      throw this.#unreadable(info, error);
    }
  }

  readNow(info: BlobInfo, limit = READ_LIMIT): Buffer {
    const cached = this.#cached(info, limit);
    if (cached) return cached;
    try {
      return this.#keep(info, this.#context.files.readNow(info.digest));
    } catch (error) {
      throw this.#unreadable(info, error);
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
    // Once per stay in memory: what is small is compared with its digest before anybody gets it.
    if (
      this.#context.cache.accepts(content.byteLength) &&
      digestOf(content, digestAlgorithm(info.digest)) !== info.digest
    )
      throw new DrydockError('REGISTRY_BLOB_CORRUPT', { digest: info.digest });
    this.#context.cache.set(info.digest, content);
    return content;
  }

  /** A row without its content is damage that people must hear of, not a blob that is "unknown". */
  #unreadable(info: BlobInfo, error: unknown): unknown {
    const failure = isMissing(error) ? damaged(info, 0) : storeFailure(error);
    if (failure instanceof DrydockError && DAMAGE.has(failure.code)) this.#damage.suspect(info.digest);
    return failure;
  }

  async stream(info: BlobInfo, range?: ByteRange): Promise<Readable> {
    try {
      return await this.#context.files.stream(info.digest, range?.start ?? 0, range?.end ?? info.size - 1);
    } catch (error) {
      throw this.#unreadable(info, error);
    }
  }

  async send(info: BlobInfo, write: (piece: Buffer) => Promise<void>, range?: ByteRange): Promise<void> {
    try {
      const { start, end } = range ?? { start: 0, end: info.size - 1 };
      if (!(await this.#context.files.send(info.digest, start, end, write))) throw damaged(info, 0);
    } catch (error) {
      throw this.#unreadable(info, error);
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
    const { files, tidy, randomId } = this.#context;
    const id = randomId();
    try {
      await stageWhole(files, id, content);
      return await publishBlob(this.#context, {
        repository,
        id,
        digest: actual,
        size: content.byteLength,
        keep: false,
        synced: false,
      });
    } catch (error) {
      await tidy.attempt(() => files.discard(id));
      throw storeFailure(error);
    }
  }
}

async function stageWhole(files: BlobStore, id: string, content: Uint8Array): Promise<void> {
  const staged = await files.stage(id, 0, { transient: true });
  try {
    await staged.push(content);
    await staged.flush();
  } finally {
    await staged.close();
  }
}

export interface Publication {
  readonly repository: string;
  /** Where the content is staged. */
  readonly id: string;
  readonly digest: Digest;
  readonly size: number;
  /** Leave the staged content until the blob is recorded. */
  readonly keep: boolean;
  /** The staged content survives a power cut already. */
  readonly synced: boolean;
}

/**
 * Gives staged content its place and records it: after this the blob survives a power cut. `also` joins the same
 * transaction. A blob that is there already stays, unless its content is gone or has another size. When it cannot be
 * recorded, the blob is taken away again.
 */
export async function publishBlob(
  context: Context,
  { repository, id, digest, size, keep, synced }: Publication,
  also: () => void = () => undefined,
): Promise<BlobInfo> {
  const { files, pins, tidy, writer, blobs, repositories, now, emit } = context;
  if (!tidy.isClean) await tidy.retry();
  pins.hold(digest);
  // A second push of the same content waits for the first: it finds the blob there, and its own content never takes the
  // place of what was acknowledged.
  const next = await pins.turn(digest);
  try {
    await pins.arrived(digest);
    const known = blobs.size(digest) === size && (await files.size(digest)) === size;
    if (!known) await files.publish(id, digest, { keep, sync: syncFor(context, digest, synced) });
    await writer.run(() => {
      const time = now();
      blobs.insert(digest, size, time);
      blobs.link(repositories.ensure(repository, time), digest, time);
      also();
    });
    next();
    if (known || keep) await tidy.attempt(() => files.discard(id));
  } catch (error) {
    pins.release(digest);
    await tidy.attempt(() => removeUnrecorded(context, digest));
    next();
    throw error;
  }
  pins.release(digest);
  emit({ type: 'blob-stored', repository, digest, bytes: size });
  return { digest, size };
}

/**
 * When the content of a publication is synced. Together with its name only where nobody relies on that name yet: no row, no
 * collection that can be undone; pushes of the same content take turns.
 */
function syncFor({ blobs, isTrash }: Context, digest: Digest, synced: boolean): PublishSync {
  if (synced) return 'done';
  const isNew = blobs.size(digest) === undefined && !isTrash(digest);
  return isNew ? 'with-name' : 'before-name';
}

/** Removes content that no row knows and nobody is about to record. */
export async function removeUnrecorded(context: Context, digest: Digest): Promise<boolean> {
  const { files, pins, blobs, isTrash } = context;
  if (pins.isHeld(digest) || blobs.size(digest) !== undefined || isTrash(digest)) return false;
  await pins.whileLeaving([{ digest }], () => files.remove(digest));
  return true;
}

export function checkName(repository: string): void {
  if (!isRepositoryName(repository)) throw new DrydockError('REGISTRY_NAME_INVALID', { name: repository });
}

const damaged = (info: BlobInfo, found: number): DrydockError =>
  new DrydockError('REGISTRY_BLOB_DAMAGED', { digest: info.digest, size: info.size, found });

/** Also a disk that cannot read: `suspect` finds out what it is. */
const DAMAGE = new Set(['REGISTRY_BLOB_DAMAGED', 'REGISTRY_BLOB_CORRUPT', 'REGISTRY_STORE_FAILED']);
