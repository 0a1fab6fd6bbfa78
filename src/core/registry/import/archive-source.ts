import { linkTarget, normalizePath } from './archive-path.ts';
import { type ImportLimits, tooLarge } from './limits.ts';
import type { ImageSource } from './source.ts';
import { type ArchiveEntry, readTar } from './tar-reader.ts';
import { unpackedBytes } from './unpack.ts';

const LINK_HOPS = 8;

/** A tar or tar.gz, read twice: once for its documents and names, once for the blobs that are wanted. */
export class ArchiveSource implements ImageSource {
  readonly file: string;
  readonly #limits: ImportLimits;
  readonly #signal: AbortSignal | undefined;
  readonly #sizes = new Map<string, number>();
  readonly #links = new Map<string, string>();
  readonly #documents = new Map<string, Buffer>();

  private constructor(file: string, limits: ImportLimits, signal: AbortSignal | undefined) {
    this.file = file;
    this.#limits = limits;
    this.#signal = signal;
  }

  static async open(file: string, limits: ImportLimits, signal?: AbortSignal): Promise<ArchiveSource> {
    const source = new ArchiveSource(file, limits, signal);
    await source.#scan();
    return source;
  }

  async document(path: string): Promise<Buffer | undefined> {
    return this.#documents.get(this.resolve(path));
  }

  size(path: string): number | undefined {
    return this.#sizes.get(this.resolve(path));
  }

  async files(
    wanted: ReadonlySet<string>,
    take: (path: string, size: number, body: AsyncIterable<Uint8Array>) => Promise<void>,
  ): Promise<void> {
    const left = new Set(wanted);
    if (left.size === 0) return;
    for await (const entry of this.#entries()) {
      const path = normalizePath(entry.path);
      if (entry.kind !== 'file' || !left.delete(path)) continue;
      await take(path, entry.size, entry.body);
      if (left.size === 0) return;
    }
  }

  #entries(): AsyncGenerator<ArchiveEntry> {
    return readTar(unpackedBytes(this.file, this.#limits, this.#signal), this.file, this.#limits);
  }

  /** The first entry of a name counts: a later one cannot replace what was checked. */
  async #scan(): Promise<void> {
    let kept = 0;
    for await (const entry of this.#entries()) {
      const path = normalizePath(entry.path);
      if (this.#sizes.has(path) || this.#links.has(path)) continue;
      if (entry.kind === 'link') this.#links.set(path, linkTarget(path, entry));
      if (entry.kind !== 'file') continue;
      this.#sizes.set(path, entry.size);
      const content = entry.size <= this.#limits.documentBytes ? await readDocument(entry) : undefined;
      if (!content) continue;
      kept += content.byteLength;
      if (kept > this.#limits.allDocumentBytes) {
        throw tooLarge(this.file, 'bytes of documents', this.#limits.allDocumentBytes);
      }
      this.#documents.set(path, content);
    }
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
}

/** The content if it begins like JSON. */
async function readDocument(entry: ArchiveEntry): Promise<Buffer | undefined> {
  const parts: Uint8Array[] = [];
  for await (const part of entry.body) {
    const first = part[0];
    if (parts.length === 0 && first !== 0x7b && first !== 0x5b) return undefined;
    parts.push(Buffer.from(part));
  }
  return Buffer.concat(parts);
}
