import { DrydockError, toDrydockError } from '../../errors/index.ts';
import { Digester, digestAlgorithm, digestOf, parseDigest } from '../digest.ts';
import type { Registry } from '../registry.ts';
import { linkTarget, normalizePath } from './archive-path.ts';
import { planDockerArchive } from './docker-archive.ts';
import { defaultImportLimits, type ImportLimits, notAnArchive, tooLarge } from './limits.ts';
import { planOciLayout } from './oci-layout.ts';
import type { ImageSource, KnownFile } from './source.ts';
import { Import, type ImportResult } from './store.ts';
import { readTar } from './tar-reader.ts';
import { parseTarget } from './target-name.ts';

export interface StreamOptions {
  /** What messages call the stream. */
  readonly what: string;
  /** `repository[:tag]` that the image gets. */
  readonly name: string;
  readonly signal?: AbortSignal;
  /** Bytes of the stream so far. */
  readonly onBytes?: (done: number) => void;
  readonly limits?: Partial<ImportLimits>;
}

const LINK_HOPS = 8;
const BLOB_PATH = /^blobs\/(sha256|sha512)\/([0-9a-f]+)$/;

/**
 * Imports a tar stream (`docker save`, or an OCI layout) that can be read only once. Layers go straight into the registry's
 * own upload files while they are hashed: there is no other copy, and what the registry has is not written again.
 * Errors: those of importImage.
 */
export async function importStream(
  registry: Registry,
  chunks: AsyncIterable<Uint8Array>,
  options: StreamOptions,
): Promise<ImportResult> {
  const { what, name, signal } = options;
  try {
    const { repository } = parseTarget(name);
    const limits = { ...defaultImportLimits, ...options.limits };
    const source = new StreamSource(registry, repository, what, limits, signal);
    await source.take(counted(chunks, options));
    const images = (await planOciLayout(source, name, limits)) ?? (await planDockerArchive(source, name));
    if (!images) throw notAnArchive(what, 'it has neither oci-layout with index.json nor manifest.json');
    const done = await new Import(registry, source, images, { ...(signal && { signal }) }).run();
    return {
      images: done.images,
      newBlobs: done.newBlobs + source.newBlobs,
      newBytes: done.newBytes + source.newBytes,
    };
  } catch (error) {
    if (error instanceof DrydockError) throw error;
    if (signal?.aborted) throw new DrydockError('CANCELLED', { what: `import ${what}` }, { cause: error });
    throw toDrydockError(error, { what: `import ${what}` });
  }
}

async function* counted(
  chunks: AsyncIterable<Uint8Array>,
  { signal, onBytes }: StreamOptions,
): AsyncGenerator<Uint8Array> {
  let done = 0;
  for await (const chunk of chunks) {
    signal?.throwIfAborted();
    yield chunk;
    done += chunk.byteLength;
    onBytes?.(done);
  }
}

/** What a stream held: documents in memory, everything else in the registry already. */
class StreamSource implements ImageSource {
  readonly file: string;
  newBlobs = 0;
  newBytes = 0;
  readonly #registry: Registry;
  readonly #repository: string;
  readonly #limits: ImportLimits;
  readonly #signal: AbortSignal | undefined;
  readonly #documents = new Map<string, Buffer>();
  readonly #files = new Map<string, KnownFile>();
  readonly #links = new Map<string, string>();

  constructor(
    registry: Registry,
    repository: string,
    file: string,
    limits: ImportLimits,
    signal: AbortSignal | undefined,
  ) {
    this.#registry = registry;
    this.#repository = repository;
    this.file = file;
    this.#limits = limits;
    this.#signal = signal;
  }

  /** The first entry of a name counts, as everywhere. */
  async take(chunks: AsyncIterable<Uint8Array>): Promise<void> {
    let kept = 0;
    for await (const entry of readTar(chunks, this.file, this.#limits)) {
      const path = normalizePath(entry.path);
      if (this.#documents.has(path) || this.#files.has(path) || this.#links.has(path)) continue;
      if (entry.kind === 'link') this.#links.set(path, linkTarget(path, entry));
      if (entry.kind !== 'file') continue;
      if (entry.size > this.#limits.documentBytes) {
        await this.#store(path, entry.size, entry.body);
        continue;
      }
      const content = await contentOf(entry.body);
      if (content[0] !== 0x7b && content[0] !== 0x5b) {
        await this.#store(path, content.byteLength, [content]);
        continue;
      }
      kept += content.byteLength;
      if (kept > this.#limits.allDocumentBytes) {
        throw tooLarge(this.file, 'bytes of documents', this.#limits.allDocumentBytes);
      }
      this.#documents.set(path, content);
    }
  }

  async #store(
    path: string,
    size: number,
    body: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  ): Promise<void> {
    const named = BLOB_PATH.exec(path);
    const promised = named ? parseDigest(`${named[1]}:${named[2]}`) : undefined;
    const { blobs, uploads } = this.#registry;
    const here = promised && (await this.#here(promised));
    if (here && promised) {
      const first =
        here.size < 2 ? Buffer.alloc(0) : await contentOf(await blobs.stream(here, { start: 0, end: 1 }));
      this.#files.set(path, { digest: promised, size: here.size, isGzip: isGzip(first) });
      return;
    }
    const algorithm = promised ? digestAlgorithm(promised) : 'sha256';
    const digester = new Digester(algorithm);
    let first: Buffer | undefined;
    const reading = async function* (): AsyncGenerator<Uint8Array> {
      for await (const chunk of body) {
        first ??= Buffer.from(chunk.subarray(0, 2));
        digester.update(chunk);
        yield chunk;
      }
    };
    const { id } = await uploads.begin(this.#repository, algorithm);
    try {
      const signal = this.#signal;
      await uploads.append(this.#repository, id, reading(), {
        last: true,
        length: size,
        ...(signal && { signal }),
      });
      const digest = digester.finish();
      const isNew = (await this.#here(digest)) === undefined;
      await uploads.finish(this.#repository, id, digest);
      this.#files.set(path, { digest, size, isGzip: isGzip(first ?? Buffer.alloc(0)) });
      if (!isNew) return;
      this.newBlobs += 1;
      this.newBytes += size;
    } catch (error) {
      await uploads.cancel(this.#repository, id).catch(() => undefined);
      throw error;
    }
  }

  async #here(digest: Parameters<Registry['blobs']['stat']>[1]) {
    const { blobs } = this.#registry;
    const repository = this.#repository;
    return blobs.stat(repository, digest, { touch: true }) ?? (await blobs.mount(repository, digest));
  }

  async document(path: string): Promise<Buffer | undefined> {
    return this.#documents.get(this.resolve(path));
  }

  size(path: string): number | undefined {
    const at = this.resolve(path);
    return this.#documents.get(at)?.byteLength ?? this.#files.get(at)?.size;
  }

  known(path: string): KnownFile | undefined {
    const at = this.resolve(path);
    const content = this.#documents.get(at);
    return content
      ? { digest: digestOf(content), size: content.byteLength, isGzip: false }
      : this.#files.get(at);
  }

  resolve(path: string): string {
    let at = normalizePath(path);
    for (let hop = 0; hop < LINK_HOPS; hop += 1) {
      const next = this.#links.get(at);
      if (next === undefined) return at;
      at = next;
    }
    return at;
  }

  /** Only documents are left to hand out; a file that is wanted here is not what its name promised. */
  async files(
    wanted: ReadonlySet<string>,
    take: (path: string, size: number, body: AsyncIterable<Uint8Array>) => Promise<void>,
  ): Promise<void> {
    for (const path of wanted) {
      const content = this.#documents.get(this.resolve(path));
      if (!content) throw notAnArchive(this.file, `${path} has another content than its name says`);
      await take(
        path,
        content.byteLength,
        (async function* () {
          yield content;
        })(),
      );
    }
  }
}

const isGzip = (first: Uint8Array): boolean => first[0] === 0x1f && first[1] === 0x8b;

async function contentOf(body: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of body) parts.push(Buffer.from(part));
  return Buffer.concat(parts);
}
