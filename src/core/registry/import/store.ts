import type { Digest } from '../digest.ts';
import type { Registry } from '../registry.ts';
import type { PlannedImage } from './plan.ts';
import type { ImageSource } from './source.ts';

export interface ImportProgress {
  readonly step: 'blob' | 'manifest';
  readonly digest: string;
  /** Bytes of this blob or manifest. */
  readonly bytes: number;
  /** True when the registry had the blob already. */
  readonly skipped: boolean;
  readonly done: number;
  readonly total: number;
}

export interface ImportedImage {
  readonly repository: string;
  readonly tag: string;
  readonly digest: string;
}

export interface ImportResult {
  readonly images: readonly ImportedImage[];
  /** Blobs and bytes that were new to the registry. */
  readonly newBlobs: number;
  readonly newBytes: number;
}

export interface StoreOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: ImportProgress) => void;
}

/** Puts planned images into the registry: what is missing of their blobs, then the manifests, children first. */
export class Import {
  readonly #registry: Registry;
  readonly #source: ImageSource;
  readonly #images: readonly PlannedImage[];
  readonly #options: StoreOptions;
  readonly #total: number;
  #done = 0;
  #newBlobs = 0;
  #newBytes = 0;

  constructor(
    registry: Registry,
    source: ImageSource,
    images: readonly PlannedImage[],
    options: StoreOptions,
  ) {
    this.#registry = registry;
    this.#source = source;
    this.#images = images;
    this.#options = options;
    this.#total = images.reduce((sum, image) => sum + image.blobs.length + image.manifests.length, 0);
  }

  async run(): Promise<ImportResult> {
    const missing = new Map<string, { digest: Digest; repository: string }>();
    for (const { blobs, target } of this.#images) {
      for (const { path, digest } of blobs) {
        if (!(await this.#link(target.repository, digest))) {
          missing.set(path, { digest, repository: target.repository });
        }
      }
    }
    await this.#source.files(new Set(missing.keys()), async (path, size, body) => {
      const wanted = missing.get(path);
      if (wanted) await this.#upload(wanted.repository, wanted.digest, size, body);
    });
    for (const image of this.#images) await this.#store(image);
    const images = this.#images.map(({ target, root }) => ({ ...target, digest: root }));
    return { images, newBlobs: this.#newBlobs, newBytes: this.#newBytes };
  }

  /** True when the registry has the blob; it is then the repository's too. */
  async #link(repository: string, digest: Digest): Promise<boolean> {
    const { blobs } = this.#registry;
    const info = blobs.stat(repository, digest, { touch: true }) ?? (await blobs.mount(repository, digest));
    if (info) this.#report('blob', digest, info.size, true);
    return info !== undefined;
  }

  async #upload(
    repository: string,
    digest: Digest,
    size: number,
    body: AsyncIterable<Uint8Array>,
  ): Promise<void> {
    const { uploads } = this.#registry;
    const { signal } = this.#options;
    const { id } = await uploads.begin(repository);
    try {
      await uploads.append(repository, id, body, { last: true, length: size, ...(signal && { signal }) });
      await uploads.finish(repository, id, digest);
    } catch (error) {
      await uploads.cancel(repository, id).catch(() => undefined);
      throw error;
    }
    this.#newBlobs += 1;
    this.#newBytes += size;
    this.#report('blob', digest, size, false);
  }

  async #store({ target, blobs, manifests, root }: PlannedImage): Promise<void> {
    const { repository, tag } = target;
    for (const { digest } of blobs) {
      if (!this.#registry.blobs.stat(repository, digest))
        await this.#registry.blobs.mount(repository, digest);
    }
    for (const { digest, mediaType, body } of manifests) {
      this.#options.signal?.throwIfAborted();
      await this.#registry.manifests.put({
        repository,
        digest,
        body,
        ...(mediaType !== undefined && { mediaType }),
        ...(digest === root && { tags: [tag] }),
      });
      this.#report('manifest', digest, body.byteLength, false);
    }
  }

  #report(step: ImportProgress['step'], digest: string, bytes: number, skipped: boolean): void {
    this.#done += 1;
    this.#options.onProgress?.({ step, digest, bytes, skipped, done: this.#done, total: this.#total });
  }
}
