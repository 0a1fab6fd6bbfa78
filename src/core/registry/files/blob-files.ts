import { constants } from 'node:fs';
import { copyFile, open as openFile, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { type Digest, type DigestAlgorithm, Digester, digestAlgorithm, parseDigest } from '../digest.ts';
import { isMissing } from '../failure.ts';
import type {
  BlobStore,
  Leftover,
  PieceWriter,
  PublishOptions,
  StagedWriter,
  StageOptions,
} from '../stores/blob-store.ts';
import { type Disk, nodeDisk } from './disk.ts';
import { Layout } from './layout.ts';
import { sendPieces } from './pieces.ts';
import { StagedFile } from './staged-file.ts';

const READ_CHUNK = 512 * 1024;
/** `00` to `ff`. */
const SHARDS = Array.from({ length: 256 }, (_, at) => at.toString(16).padStart(2, '0'));
const NO_SYNC = () => Promise.resolve();

/** Blobs as files below a directory: `blobs/`, `uploads/`, `quarantine/`. */
export class BlobFiles implements BlobStore {
  readonly #layout: Layout;
  readonly #disk: Disk;
  readonly #shards = new Set<string>();
  readonly #left: readonly string[];

  /** Makes the folders that are missing. */
  constructor(dir: string, disk: Disk = nodeDisk) {
    this.#layout = new Layout(dir);
    this.#disk = disk;
    const { blobs, uploads, trash } = this.#layout;
    const made = [blobs, uploads, trash].map((path) => disk.mkdirNow(path));
    if (made.some((path) => path !== undefined)) disk.syncDirectoryNow(dir);
    this.#left = disk.readdirNow(uploads);
    this.#makeShards();
  }

  /**
   * The 256 folders of the usual algorithm, synced once: a push would otherwise make its own, with two syncs. Where the disk
   * takes nothing now, each is made when it is needed.
   */
  #makeShards(): void {
    const folder = join(this.#layout.blobs, 'sha256');
    try {
      this.#disk.mkdirNow(folder);
      const known = new Set(this.#disk.readdirNow(folder));
      const missing = SHARDS.filter((name) => !known.has(name));
      for (const name of missing) this.#disk.mkdirNow(join(folder, name));
      this.#disk.syncDirectoryNow(folder);
      if (missing.length > 0) this.#disk.syncDirectoryNow(this.#layout.blobs);
      for (const name of SHARDS) this.#shards.add(join(folder, name));
    } catch {
      // Full or read-only: whoever needs a folder is told.
    }
  }

  async room(): Promise<number | undefined> {
    return this.#disk.free?.(this.#layout.uploads);
  }

  async stage(id: string, offset: number, options: StageOptions = {}): Promise<StagedWriter> {
    const path = this.#layout.upload(id);
    const file = await this.#disk.open(path, offset === 0 ? 'w' : 'r+');
    try {
      if (offset > 0) await file.truncate(offset);
    } catch (error) {
      await file.close();
      throw error;
    }
    const isNamed = options.transient || offset > 0;
    const syncName = isNamed ? NO_SYNC : () => this.#disk.syncDirectory(this.#layout.uploads);
    return new StagedFile(file, offset, options.owned ?? false, syncName);
  }

  digestStaged(id: string, algorithm: DigestAlgorithm): Promise<Digest> {
    return this.#hash(this.#layout.upload(id), new Digester(algorithm));
  }

  discard(id: string): Promise<void> {
    return this.#unlink(this.#layout.upload(id));
  }

  async leftovers(): Promise<readonly Leftover[]> {
    const found: Leftover[] = [];
    for (const id of this.#left) {
      const size = await this.#size(this.#layout.upload(id));
      if (size !== undefined) found.push({ id, size });
    }
    return found;
  }

  async publish(
    id: string,
    digest: Digest,
    { keep = false, sync = 'before-name' }: PublishOptions = {},
  ): Promise<void> {
    const shard = this.#layout.shard(digest);
    const staged = this.#layout.upload(id);
    const blob = this.#layout.blob(digest);
    const name = async () => {
      if (keep) await this.#linkOver(staged, blob);
      else await this.#disk.rename(staged, blob);
    };
    await this.#ensureShard(shard);
    if (sync === 'done') {
      await name();
      await this.#disk.syncDirectory(shard);
      return;
    }
    // Opened by the staged name: under the blob's name there may be somebody else's content a moment later.
    const file = await this.#disk.open(staged, 'r+');
    try {
      if (sync === 'before-name') await file.sync();
      await name();
      await settled([...(sync === 'with-name' ? [file.sync()] : []), this.#disk.syncDirectory(shard)]);
    } finally {
      // What is on the disk stays there however this ends: nobody waits for it.
      void file.close().catch(() => undefined);
    }
  }

  size(digest: Digest): Promise<number | undefined> {
    return this.#size(this.#layout.blob(digest));
  }

  readNow(digest: Digest): Buffer {
    return this.#disk.readFileNow(this.#layout.blob(digest));
  }

  read(digest: Digest): Promise<Buffer> {
    return this.#disk.readFile(this.#layout.blob(digest));
  }

  async stream(digest: Digest, start: number, end: number): Promise<Readable> {
    const file = await this.#disk.open(this.#layout.blob(digest), 'r');
    return file.createReadStream({ start, end, highWaterMark: READ_CHUNK });
  }

  async send(digest: Digest, start: number, end: number, write: PieceWriter): Promise<boolean> {
    const file = await this.#disk.open(this.#layout.blob(digest), 'r');
    try {
      return await sendPieces(file, start, end, write);
    } finally {
      await file.close();
    }
  }

  async verify(digest: Digest, signal?: AbortSignal): Promise<'whole' | 'damaged' | 'missing'> {
    try {
      const digester = new Digester(digestAlgorithm(digest));
      return (await this.#hash(this.#layout.blob(digest), digester, signal)) === digest ? 'whole' : 'damaged';
    } catch (error) {
      if (isMissing(error)) return 'missing';
      throw error;
    }
  }

  async save(digest: Digest, path: string): Promise<void> {
    await copyFile(this.#layout.blob(digest), path, constants.COPYFILE_FICLONE);
    const file = await openFile(path, 'r+');
    try {
      await file.sync();
    } finally {
      await file.close();
    }
  }

  async quarantine(digest: Digest): Promise<void> {
    const { quarantine } = this.#layout;
    await this.#disk.mkdir(quarantine);
    await this.#disk.rename(this.#layout.blob(digest), this.#layout.quarantined(digest));
    await this.#disk.syncDirectory(quarantine);
    await this.#disk.syncDirectory(dirname(quarantine));
  }

  remove(digest: Digest): Promise<void> {
    return this.#unlink(this.#layout.blob(digest));
  }

  async *list(): AsyncGenerator<Digest> {
    const { blobs } = this.#layout;
    for (const algorithm of ['sha256', 'sha512']) {
      for (const shard of await this.#names(join(blobs, algorithm))) {
        for (const hex of await this.#names(join(blobs, algorithm, shard))) {
          const digest = parseDigest(`${algorithm}:${hex}`);
          if (digest !== undefined) yield digest;
        }
      }
    }
  }

  /** `link` and not `rename`, so that the staged name stays; where there is something already, or there are no links, `rename`. */
  async #linkOver(staged: string, blob: string): Promise<void> {
    try {
      await this.#disk.link(staged, blob);
    } catch (error) {
      if (isMissing(error)) throw error;
      if (!LINKLESS.has(codeOf(error))) throw error;
      await this.#disk.rename(staged, blob);
    }
  }

  async #ensureShard(shard: string): Promise<void> {
    if (this.#shards.has(shard)) return;
    await this.#disk.mkdir(shard);
    await this.#disk.syncDirectory(dirname(shard));
    await this.#disk.syncDirectory(this.#layout.blobs);
    this.#shards.add(shard);
  }

  async #hash(path: string, digester: Digester, signal?: AbortSignal): Promise<Digest> {
    const file = await this.#disk.open(path, 'r');
    for await (const chunk of file.createReadStream({ highWaterMark: READ_CHUNK })) {
      signal?.throwIfAborted();
      digester.update(chunk as Buffer);
    }
    return digester.finish();
  }

  async #size(path: string): Promise<number | undefined> {
    try {
      return await this.#disk.size(path);
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }

  async #names(path: string): Promise<readonly string[]> {
    try {
      return await this.#disk.readdir(path);
    } catch (error) {
      if (isMissing(error)) return [];
      throw error;
    }
  }

  async #unlink(path: string): Promise<void> {
    try {
      await this.#disk.unlink(path);
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
  }
}

/** Waits for all of them, then fails as the first that failed: nothing goes on behind the caller's back. */
async function settled(work: readonly Promise<void>[]): Promise<void> {
  const results = await Promise.allSettled(work);
  const failed = results.find((each) => each.status === 'rejected');
  if (failed) throw failed.reason;
}

/** The name is taken (a damaged blob that is being replaced), or the file system has no links. */
const LINKLESS = new Set(['EEXIST', 'EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EXDEV']);
const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : '';

/** Unlinks a file that is not the store's; one that is not there is fine. */
export async function removeFile(path: string): Promise<void> {
  try {
    await unlink(path);
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
}
