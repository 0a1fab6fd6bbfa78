import { type FileHandle, open, truncate } from 'node:fs/promises';
import { DrydockError } from '../errors/index.ts';
import { checkName, publishBlob } from './blobs.ts';
import type { Context } from './context.ts';
import { type Digest, type DigestAlgorithm, Digester, digestAlgorithm } from './digest.ts';
import { storeFailure } from './failure.ts';
import { hashFile, removeFile } from './files/blob-files.ts';
import { FileSink } from './files/sink.ts';
import type { AppendOptions, BlobInfo, UploadInfo, Uploads } from './registry.ts';

/** A session in memory. `digester` is undefined when the file has bytes that were not hashed as they came. */
export interface UploadSession {
  readonly id: string;
  readonly repository: string;
  readonly algorithm: DigestAlgorithm;
  readonly createdAt: number;
  offset: number;
  digester: Digester | undefined;
  busy: boolean;
  persisted: boolean;
  touchedAt: number;
}

/** Upload sessions: what came is in `uploads/<id>`, whose size is the offset after a restart. */
export class UploadService implements Uploads {
  readonly #context: Context;
  readonly #sessions = new Map<string, UploadSession>();
  readonly #perRepository = new Map<string, number>();

  constructor(context: Context) {
    this.#context = context;
  }

  /** Takes a session over from before a restart. */
  restore(session: UploadSession): void {
    this.#sessions.set(session.id, session);
    this.#count(session.repository, 1);
  }

  sessions(): readonly UploadSession[] {
    return [...this.#sessions.values()];
  }

  async begin(repository: string, algorithm: DigestAlgorithm = 'sha256'): Promise<UploadInfo> {
    checkName(repository);
    const { limits, now, randomId } = this.#context;
    const inRepository = this.#perRepository.get(repository) ?? 0;
    if (this.#sessions.size >= limits.uploads || inRepository >= limits.uploadsPerRepository) {
      throw new DrydockError('REGISTRY_TOO_MANY_UPLOADS', { repository, limit: limits.uploadsPerRepository });
    }
    const time = now();
    const session: UploadSession = {
      id: randomId(),
      repository,
      algorithm,
      createdAt: time,
      offset: 0,
      digester: new Digester(algorithm),
      busy: false,
      persisted: false,
      touchedAt: time,
    };
    this.restore(session);
    return infoOf(session);
  }

  status(repository: string, id: string): UploadInfo {
    return infoOf(this.#session(repository, id));
  }

  async append(
    repository: string,
    id: string,
    body: AsyncIterable<Uint8Array>,
    options: AppendOptions = {},
  ): Promise<UploadInfo> {
    const session = this.#claim(repository, id);
    try {
      if (options.start !== undefined && options.start !== session.offset) {
        throw new DrydockError('REGISTRY_UPLOAD_OUT_OF_ORDER', {
          start: options.start,
          offset: session.offset,
        });
      }
      const before = session.offset;
      const recorded = options.last ? undefined : this.#persist(session);
      const file = await open(this.#context.layout.upload(id), before === 0 ? 'w' : 'r+', 0o600);
      try {
        await this.#receive(session, file, body, options);
      } finally {
        await file.close();
      }
      const received = session.offset - before;
      if (options.length !== undefined && options.length !== received) {
        throw new DrydockError('REGISTRY_SIZE_MISMATCH', { expected: options.length, received });
      }
      await recorded;
      return infoOf(session);
    } catch (error) {
      throw storeFailure(error);
    } finally {
      session.busy = false;
      session.touchedAt = this.#context.now();
    }
  }

  async finish(repository: string, id: string, digest: Digest): Promise<BlobInfo> {
    const session = this.#claim(repository, id);
    const file = this.#context.layout.upload(id);
    try {
      const handle = await open(file, session.offset === 0 ? 'w' : 'r+', 0o600);
      try {
        await handle.sync();
      } finally {
        await handle.close();
      }
      const actual = await this.#digest(session, digestAlgorithm(digest));
      if (actual !== digest) {
        await this.#drop(session);
        throw new DrydockError('REGISTRY_DIGEST_MISMATCH', { expected: digest, actual });
      }
      const info = await publishBlob(this.#context, repository, file, digest, session.offset, () => {
        if (session.persisted) this.#context.uploads.remove(id);
      });
      this.#forget(session);
      return info;
    } catch (error) {
      session.digester = undefined;
      throw storeFailure(error);
    } finally {
      session.busy = false;
    }
  }

  async cancel(repository: string, id: string): Promise<void> {
    await this.#drop(this.#claim(repository, id));
  }

  /** Drops sessions without a byte since `time`; answers with their ids. For garbage collection. */
  async expire(id: string, time: number): Promise<boolean> {
    const session = this.#sessions.get(id);
    if (!session || session.busy || session.touchedAt > time) return false;
    await this.#drop(session);
    return true;
  }

  async #receive(
    session: UploadSession,
    file: FileHandle,
    body: AsyncIterable<Uint8Array>,
    { signal, owned }: AppendOptions,
  ): Promise<void> {
    const sink = new FileSink(file, session.offset, owned);
    const start = session.offset;
    let hashed = 0;
    try {
      for await (const chunk of body) {
        signal?.throwIfAborted();
        session.digester?.update(chunk);
        hashed += chunk.byteLength;
        const wait = sink.push(chunk);
        if (wait) await wait;
      }
    } finally {
      await sink.flush().catch(() => undefined);
      session.offset = sink.position;
      if (sink.position !== start + hashed) {
        session.digester = undefined;
        // Best effort: bytes behind the offset are written over, and a digest that includes them fits nothing.
        await truncate(this.#context.layout.upload(session.id), sink.position).catch(() => undefined);
      }
    }
    await sink.flush();
  }

  async #digest(session: UploadSession, algorithm: DigestAlgorithm): Promise<Digest> {
    const { digester } = session;
    session.digester = undefined;
    if (digester?.algorithm === algorithm) return digester.finish();
    return hashFile(this.#context.layout.upload(session.id), new Digester(algorithm));
  }

  async #persist(session: UploadSession): Promise<void> {
    if (session.persisted) return;
    session.persisted = true;
    const { id, repository, algorithm, createdAt } = session;
    await this.#context.writer.run(() =>
      this.#context.uploads.insert({ id, repository, algorithm, created_at: createdAt }),
    );
  }

  async #drop(session: UploadSession): Promise<void> {
    this.#forget(session);
    await removeFile(this.#context.layout.upload(session.id));
    if (session.persisted) await this.#context.writer.run(() => this.#context.uploads.remove(session.id));
  }

  #forget(session: UploadSession): void {
    if (this.#sessions.delete(session.id)) this.#count(session.repository, -1);
  }

  #count(repository: string, change: number): void {
    const count = (this.#perRepository.get(repository) ?? 0) + change;
    if (count > 0) this.#perRepository.set(repository, count);
    else this.#perRepository.delete(repository);
  }

  /** The session, if it belongs to the repository: an id alone opens nothing elsewhere. */
  #session(repository: string, id: string): UploadSession {
    const session = this.#sessions.get(id);
    if (session?.repository !== repository) throw new DrydockError('REGISTRY_UPLOAD_UNKNOWN', { id });
    return session;
  }

  #claim(repository: string, id: string): UploadSession {
    const session = this.#session(repository, id);
    if (session.busy) throw new DrydockError('REGISTRY_UPLOAD_BUSY', { id });
    session.busy = true;
    return session;
  }
}

const infoOf = ({ id, repository, offset }: UploadSession): UploadInfo => ({ id, repository, offset });
