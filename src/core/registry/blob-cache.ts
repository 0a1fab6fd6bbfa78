const MAX_ITEM = 64 * 1024;

/**
 * Bytes of small blobs by digest. It knows content only: whether a repository may see a blob is asked of the database
 * every time, so a deleted blob does not live on here (distribution's CVE-2026-35172).
 */
export class BlobCache {
  readonly #limit: number;
  readonly #items = new Map<string, Buffer>();
  #bytes = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  accepts(size: number): boolean {
    return size <= MAX_ITEM;
  }

  get(digest: string): Buffer | undefined {
    return this.#items.get(digest);
  }

  set(digest: string, content: Buffer): void {
    if (!this.accepts(content.byteLength) || this.#items.has(digest)) return;
    this.#items.set(digest, content);
    this.#bytes += content.byteLength;
    for (const [oldest, dropped] of this.#items) {
      if (this.#bytes <= this.#limit) return;
      this.#items.delete(oldest);
      this.#bytes -= dropped.byteLength;
    }
  }

  drop(digest: string): void {
    const found = this.#items.get(digest);
    if (!found) return;
    this.#items.delete(digest);
    this.#bytes -= found.byteLength;
  }
}
