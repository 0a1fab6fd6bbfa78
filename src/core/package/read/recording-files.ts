type Files = ReadonlyMap<string, Uint8Array>;

/** What was read of a package's files; holds for another set of files when reading again would give the very same. */
export class FileReads {
  readonly #contents = new Map<string, Uint8Array | undefined>();
  readonly #presence = new Map<string, boolean>();
  #names: readonly string[] | undefined;

  content(path: string, bytes: Uint8Array | undefined): void {
    this.#contents.set(path, bytes);
  }

  presence(path: string, is: boolean): void {
    this.#presence.set(path, is);
  }

  listing(files: Files): void {
    this.#names ??= [...files.keys()];
  }

  everything(files: Files): void {
    this.listing(files);
    for (const [path, bytes] of files) this.#contents.set(path, bytes);
  }

  /** True when all that was read is the same there: by identity, as a `FileCache` keeps it. */
  holdFor(files: Files): boolean {
    for (const [path, bytes] of this.#contents) if (files.get(path) !== bytes) return false;
    for (const [path, is] of this.#presence) if (files.has(path) !== is) return false;
    if (this.#names === undefined) return true;
    let at = 0;
    for (const path of files.keys()) if (this.#names[at++] !== path) return false;
    return at === this.#names.length;
  }
}

/** A package's files that note what is read of them. */
export class RecordingFiles implements ReadonlyMap<string, Uint8Array> {
  readonly reads: FileReads;
  readonly #files: Files;

  /** Notes in `reads`, a new list by default. */
  constructor(files: Files, reads = new FileReads()) {
    this.#files = files;
    this.reads = reads;
  }

  get size(): number {
    this.reads.listing(this.#files);
    return this.#files.size;
  }

  get(path: string): Uint8Array | undefined {
    const bytes = this.#files.get(path);
    this.reads.content(path, bytes);
    return bytes;
  }

  has(path: string): boolean {
    const is = this.#files.has(path);
    this.reads.presence(path, is);
    return is;
  }

  keys(): MapIterator<string> {
    this.reads.listing(this.#files);
    return this.#files.keys();
  }

  values(): MapIterator<Uint8Array> {
    this.reads.everything(this.#files);
    return this.#files.values();
  }

  entries(): MapIterator<[string, Uint8Array]> {
    this.reads.everything(this.#files);
    return this.#files.entries();
  }

  [Symbol.iterator](): MapIterator<[string, Uint8Array]> {
    return this.entries();
  }

  forEach(callback: (bytes: Uint8Array, path: string, files: Files) => void): void {
    this.reads.everything(this.#files);
    for (const [path, bytes] of this.#files) callback(bytes, path, this);
  }
}
