import { DrydockError } from '../errors/index.ts';
import { checkName, publishBlob } from './blobs.ts';
import type { Context } from './context.ts';
import { type Digest, type DigestAlgorithm, Digester, digestAlgorithm } from './digest.ts';
import { isMissing, isStoreFailure, storeFailure } from './failure.ts';
import type { AppendOptions, BlobInfo, UploadInfo, Uploads } from './registry.ts';
import type { StagedWriter } from './stores/blob-store.ts';

/** Bytes of a long chunk after which the session's record is brought up to date, so that a crash costs no more. */
const RECORD_EVERY = 32 * 1024 * 1024;

/** Bytes of an announced chunk from which on it is looked whether the disk has room for it. */
const LARGE = 16 * 1024 * 1024;

/** What lies behind the offset must be cut off before the content can be used. */
export const NOTHING_SURE = -1;

/** A session in memory. `digester` is undefined when content came that was not hashed as it came. */
export interface UploadSession {
  readonly id: string;
  readonly repository: string;
  readonly algorithm: DigestAlgorithm;
  readonly createdAt: number;
  offset: number;
  /** Bytes that are on disk and promised; where the session goes on after a failure of the disk. */
  promised: number;
  /** Bytes that are on disk, promised or not. */
  durable: number;
  digester: Digester | undefined;
  busy: boolean;
  /** It has a row, which says how much is on disk. */
  recorded: boolean;
  touchedAt: number;
}

/** Upload sessions: what came is staged, a row says how much of it is on disk: there it goes on after a restart. */
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

  /** Forgets a session whose content the disk has lost; false when a request has it in its hands. */
  lose(id: string): boolean {
    const session = this.#sessions.get(id);
    if (!session || session.busy) return false;
    this.#forget(session);
    return true;
  }

  sessions(): readonly UploadSession[] {
    return [...this.#sessions.values()];
  }

  async begin(repository: string, algorithm: DigestAlgorithm = 'sha256'): Promise<UploadInfo> {
    checkName(repository);
    this.#context.traffic.note();
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
      promised: 0,
      durable: 0,
      digester: new Digester(algorithm),
      busy: false,
      recorded: false,
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
      await this.#refuseLarge(session, options.length ?? 0);
      const received = await this.#take(session, body, options);
      if (options.length !== undefined && options.length !== received) {
        throw new DrydockError('REGISTRY_SIZE_MISMATCH', { expected: options.length, received });
      }
      return infoOf(session);
    } catch (error) {
      // It can never become a blob: what came of it makes way.
      if (error instanceof DrydockError && error.code === 'REGISTRY_TOO_LARGE') await this.#drop(session);
      throw this.#failed(session, error);
    } finally {
      session.busy = false;
      session.touchedAt = this.#context.now();
    }
  }

  /** What is announced can be refused before a byte of it is written: by the policy, and by a disk that has no room. */
  async #refuseLarge({ offset }: UploadSession, length: number): Promise<void> {
    const most = this.#context.access.policy().maxBlob;
    if (offset + length > most) throw tooLarge(offset + length, most);
    if (length < LARGE) return;
    const room = await this.#context.files.room?.();
    if (room !== undefined && length > room)
      throw new DrydockError('REGISTRY_DISK_FULL', { detail: `${length} bytes to come, room for ${room}` });
  }

  async finish(repository: string, id: string, digest: Digest): Promise<BlobInfo> {
    const session = this.#claim(repository, id);
    try {
      if (session.durable === NOTHING_SURE || session.offset === 0) await this.#sync(session);
      const actual = await this.#digest(session, digestAlgorithm(digest));
      if (actual !== digest) {
        await this.#drop(session);
        throw new DrydockError('REGISTRY_DIGEST_MISMATCH', { expected: digest, actual });
      }
      const { offset: size, recorded: keep } = session;
      const synced = session.durable >= size;
      const info = await publishBlob(this.#context, { repository, id, digest, size, keep, synced }, () => {
        if (session.recorded) this.#context.uploads.remove(id);
      });
      this.#forget(session);
      return info;
    } catch (error) {
      throw this.#failed(session, error);
    } finally {
      session.busy = false;
    }
  }

  async cancel(repository: string, id: string): Promise<void> {
    const session = this.#claim(repository, id);
    try {
      await this.#drop(session);
    } finally {
      session.busy = false;
    }
  }

  /** Drops sessions without a byte since `time`; answers with their ids. For garbage collection. */
  async expire(id: string, time: number): Promise<boolean> {
    const session = this.#sessions.get(id);
    if (!session || session.busy || session.touchedAt > time) return false;
    await this.#drop(session);
    return true;
  }

  /** Receives one body. Whatever came is on disk and recorded when it ends, well or with a broken connection. */
  async #take(
    session: UploadSession,
    body: AsyncIterable<Uint8Array>,
    { last = false, owned = false, signal }: AppendOptions,
  ): Promise<number> {
    const start = session.offset;
    const staged = await this.#context.files.stage(session.id, start, { owned, transient: last });
    const most = this.#context.access.policy().maxBlob;
    const records: Promise<unknown>[] = [];
    let hashed = 0;
    try {
      try {
        for await (const chunk of body) {
          signal?.throwIfAborted();
          session.digester?.update(chunk);
          hashed += chunk.byteLength;
          if (start + hashed > most) throw tooLarge(start + hashed, most);
          const wait = staged.push(chunk);
          if (wait) await wait;
          if (!last && staged.durable - session.promised >= RECORD_EVERY) {
            records.push(this.#record(session, staged.durable).catch(() => undefined));
          }
        }
      } catch (error) {
        // Whoever sent it may come back and go on: what came counts.
        await Promise.all(records);
        await this.#settle(session, staged, false);
        throw error;
      }
      await Promise.all(records);
      await this.#settle(session, staged, last);
    } finally {
      if (session.offset !== start + hashed) session.digester = undefined;
      await staged.close();
    }
    return session.offset - start;
  }

  /**
   * Brings what was received to the disk, and the record of it, where somebody may come back for it. Before the end of the
   * upload nobody does: its sync waits for the blob's name, and the disk's journal takes both with one flush.
   */
  async #settle(session: UploadSession, staged: StagedWriter, last: boolean): Promise<void> {
    if (last) {
      await staged.flush();
      session.offset = staged.position;
      return;
    }
    await staged.sync();
    const { position } = staged;
    await this.#record(session, position);
    session.offset = position;
    session.durable = position;
  }

  /** An empty upload, or one that was taken over from before a restart. */
  async #sync(session: UploadSession): Promise<void> {
    const staged = await this.#context.files.stage(session.id, session.offset, { transient: true });
    try {
      await staged.sync();
      session.durable = session.offset;
    } finally {
      await staged.close();
    }
  }

  /**
   * After a failure of the disk only what was promised counts: the client may send the same request again. A session whose
   * content is gone is over.
   */
  #failed(session: UploadSession, error: unknown): unknown {
    if (isMissing(error)) {
      this.#forget(session);
      return new DrydockError('REGISTRY_UPLOAD_UNKNOWN', { id: session.id }, { cause: error });
    }
    const failure = storeFailure(error);
    if (isStoreFailure(failure)) {
      if (session.offset !== session.promised || session.promised > 0) session.digester = undefined;
      session.offset = session.promised;
      session.durable = NOTHING_SURE;
      if (session.offset === 0) session.digester = new Digester(session.algorithm);
    }
    return failure;
  }

  async #digest(session: UploadSession, algorithm: DigestAlgorithm): Promise<Digest> {
    const { digester } = session;
    session.digester = undefined;
    if (digester?.algorithm === algorithm) return digester.finish();
    return this.#context.files.digestStaged(session.id, algorithm);
  }

  async #record(session: UploadSession, received: number): Promise<void> {
    const { id, repository, algorithm, createdAt } = session;
    const touchedAt = this.#context.now();
    await this.#context.writer.run(() =>
      this.#context.uploads.save({ id, repository, algorithm, createdAt, touchedAt, received }),
    );
    session.recorded = true;
    session.promised = received;
  }

  async #drop(session: UploadSession): Promise<void> {
    const { id, recorded } = session;
    const { writer, uploads, files, tidy } = this.#context;
    if (recorded) await writer.run(() => uploads.remove(id));
    this.#forget(session);
    await tidy.attempt(() => files.discard(id));
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

const tooLarge = (size: number, limit: number): DrydockError =>
  new DrydockError('REGISTRY_TOO_LARGE', { what: 'blob', size, limit });

const infoOf = ({ id, repository, offset }: UploadSession): UploadInfo => ({ id, repository, offset });
