import { DrydockError } from '../errors/index.ts';
import { BackupReader } from './backup-reader.ts';
import { type Digest, digestAlgorithm, parseDigest } from './digest.ts';
import type { Registry } from './registry.ts';
import type { RestoreOptions, RestoreReport, UnusableBlob } from './restore-types.ts';

export type Restorable = Pick<Registry, 'blobs' | 'uploads' | 'manifests'>;

/**
 * Brings back what a backup has and this registry lacks, while it serves. Everything goes the way of a push: digests are
 * checked, each step is durable, nothing is removed. Interrupted, it is run again and takes the rest. Errors:
 * REGISTRY_BACKUP_INVALID, CANCELLED, those of the disk.
 */
export async function restoreRegistry(
  registry: Restorable,
  dir: string,
  options: RestoreOptions = {},
): Promise<RestoreReport> {
  const backup = await BackupReader.open(dir);
  try {
    return await new Restore(registry, backup, options).run();
  } catch (error) {
    if (options.signal?.aborted && !(error instanceof DrydockError && error.code === 'CANCELLED'))
      throw new DrydockError('CANCELLED', { what: 'registry restore' }, { cause: error });
    throw error;
  } finally {
    backup.close();
  }
}

class Restore {
  readonly #registry: Restorable;
  readonly #backup: BackupReader;
  readonly #options: RestoreOptions;
  readonly #unusable: UnusableBlob[] = [];
  readonly #kept: string[] = [];
  #blobs = 0;
  #bytes = 0;
  #manifests = 0;
  #tags = 0;

  constructor(registry: Restorable, backup: BackupReader, options: RestoreOptions) {
    this.#registry = registry;
    this.#backup = backup;
    this.#options = options;
  }

  async run(): Promise<RestoreReport> {
    const blobs = this.#backup.blobs();
    for (const [at, { digest, size }] of blobs.entries()) {
      this.#options.signal?.throwIfAborted();
      await this.#blob(digest, size);
      this.#options.onProgress?.({ step: 'blobs', done: at + 1, total: blobs.length });
    }
    const total = this.#backup.manifestCount();
    let done = 0;
    for (const { repository, digest, mediaType, body } of this.#backup.manifests()) {
      this.#options.signal?.throwIfAborted();
      const parsed = parseDigest(digest);
      if (parsed) await this.#manifest(repository, parsed, mediaType, body);
      done += 1;
      this.#options.onProgress?.({ step: 'manifests', done, total });
    }
    return {
      blobs: this.#blobs,
      bytes: this.#bytes,
      manifests: this.#manifests,
      tags: this.#tags,
      kept: this.#kept,
      unusable: this.#unusable,
    };
  }

  async #blob(digest: Digest, size: number): Promise<void> {
    const { blobs } = this.#registry;
    const [first, ...rest] = this.#backup
      .repositoriesOf(digest)
      .filter((repository) => blobs.stat(repository, digest, { touch: true }) === undefined);
    if (first === undefined) return;
    if (!(await blobs.mount(first, digest))) {
      if (!(await this.#upload(first, digest, size))) return;
      this.#blobs += 1;
      this.#bytes += size;
    }
    for (const repository of rest) await blobs.mount(repository, digest);
  }

  /** False: the backup's file is not what it should be. */
  async #upload(repository: string, digest: Digest, size: number): Promise<boolean> {
    const { uploads } = this.#registry;
    const { signal } = this.#options;
    if (!(await this.#backup.has(digest))) {
      this.#unusable.push({ digest, problem: 'missing' });
      return false;
    }
    const { id } = await uploads.begin(repository, digestAlgorithm(digest));
    try {
      const body = this.#backup.read(digest);
      await uploads.append(repository, id, body, { last: true, length: size, ...(signal && { signal }) });
      await uploads.finish(repository, id, digest);
      return true;
    } catch (error) {
      await uploads.cancel(repository, id).catch(() => undefined);
      const isDamage =
        error instanceof DrydockError &&
        (error.code === 'REGISTRY_DIGEST_MISMATCH' || error.code === 'REGISTRY_SIZE_MISMATCH');
      if (!isDamage) throw error;
      this.#unusable.push({ digest, problem: 'damaged' });
      return false;
    }
  }

  async #manifest(repository: string, digest: Digest, mediaType: string, body: Buffer): Promise<void> {
    const { manifests } = this.#registry;
    const put = { repository, digest, mediaType, body };
    const isNew = manifests.get(repository, digest) === undefined;
    try {
      if (isNew) await manifests.put(put);
    } catch (error) {
      if (!(error instanceof DrydockError) || error.code !== 'REGISTRY_DIGEST_MISMATCH') throw error;
      this.#unusable.push({ digest, problem: 'damaged' });
      return;
    }
    if (isNew) this.#manifests += 1;
    for (const tag of this.#backup.tagsOf(repository, digest)) {
      const here = manifests.get(repository, tag)?.digest;
      if (here === digest) continue;
      if (here !== undefined && !this.#options.replace) this.#kept.push(`${repository}:${tag}`);
      else await this.#tag({ ...put, tags: [tag] });
    }
  }

  async #tag(put: Parameters<Registry['manifests']['put']>[0]): Promise<void> {
    try {
      await this.#registry.manifests.put(put);
      this.#tags += 1;
    } catch (error) {
      // A rule protects the tag here: it says what the tag names, not the backup.
      if (!(error instanceof DrydockError) || error.code !== 'REGISTRY_TAG_IMMUTABLE') throw error;
      this.#kept.push(`${put.repository}:${put.tags?.[0] ?? ''}`);
    }
  }
}
