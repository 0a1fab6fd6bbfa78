import type { Digest, DigestAlgorithm } from '../digest.ts';
import type { ParsedManifest } from '../manifests/parse.ts';
import type { NamePage, ReferrerDescriptor } from '../registry.ts';

/** Repositories. One exists as soon as it holds a blob or a manifest. */
export interface RepositoryRows {
  id(name: string): number | undefined;
  /** The id, of a new repository where the name is new. Inside a transaction. */
  ensure(name: string, now: number): number;
  touch(id: number, now: number): void;
  /** Names in byte order after `after` (exclusive). */
  page(limit: number, after?: string): NamePage;
  /** Removes it with its links, manifests and tags; blobs stay. */
  remove(id: number): void;
}

/** Blobs, and which repositories may see them. */
export interface BlobRows {
  /** Size of a blob in the store, whoever may see it. */
  size(digest: Digest): number | undefined;
  /** Size of a blob that the repository may see. */
  linkedSize(repository: string, digest: Digest): number | undefined;
  isLinked(repositoryId: number, digest: string): boolean;
  insert(digest: Digest, size: number, now: number): void;
  /** Links, or renews the protection of a link. */
  link(repositoryId: number, digest: Digest, now: number): void;
  /** True when there was a link. */
  unlink(repositoryId: number, digest: Digest): boolean;
  /** A manifest uses the blob now: from here on its references protect it. */
  settle(repositoryId: number, digest: string): void;
}

export interface ManifestRow {
  readonly id: number;
  readonly digest: string;
  readonly media_type: string;
  readonly size: number;
  readonly body: Buffer;
}

export interface ReferrerQuery {
  readonly repositoryId: number;
  readonly subject: string;
  /** Digest that the page starts after; '' for the first. */
  readonly after: string;
  readonly artifactType: string | null;
  readonly limit: number;
}

/** Manifests with their bodies and references. */
export interface ManifestRows {
  byDigest(repository: string, digest: string): ManifestRow | undefined;
  byTag(repository: string, tag: string): ManifestRow | undefined;
  id(repositoryId: number, digest: string): number | undefined;
  /** The media type that a digest was stored with anywhere: the same bytes never change their type. */
  typeOf(digest: string): string | undefined;
  insert(repositoryId: number, digest: string, manifest: ParsedManifest, body: Buffer, now: number): number;
  /** Starts the grace time of a manifest anew. */
  freshen(id: number, now: number): void;
  /** Removes it and the tags on it. */
  remove(id: number): void;
  referrers(query: ReferrerQuery): readonly ReferrerDescriptor[];
}

export interface TagRows {
  /** Names in byte order after `after` (exclusive). */
  page(repositoryId: number, limit: number, after?: string): NamePage;
  /** Id of the manifest that the tag names. */
  target(repositoryId: number, name: string): number | undefined;
  set(repositoryId: number, name: string, manifestId: number, now: number): void;
  remove(repositoryId: number, name: string): void;
}

/** An upload session that outlives a restart. */
export interface UploadRow {
  readonly id: string;
  readonly repository: string;
  readonly algorithm: DigestAlgorithm;
  readonly createdAt: number;
  readonly touchedAt: number;
  /** Bytes that were on disk when this row was written: where the upload goes on after a restart. */
  readonly received: number;
}

export interface UploadRows {
  all(): readonly UploadRow[];
  /** Inserts the row or brings it up to date. */
  save(row: UploadRow): void;
  remove(id: string): void;
}

export interface WriteOptions {
  /**
   * Default true. False: nobody is told that it is done, so it need not survive a power cut; it never comes out of order,
   * though: what survives is everything up to some moment.
   */
  readonly promised?: boolean;
}

/** Where changes are made. */
export interface MetadataWriter {
  /**
   * Runs `work` inside the next transaction: all of it happens or, when it throws, nothing. The promise resolves when that
   * survives a power cut (unless the options say otherwise); `after` runs at that moment, before anything else can.
   */
  run<T>(work: () => T, after?: (value: T) => void, options?: WriteOptions): Promise<T>;
  /** Resolves when nothing is queued. */
  idle(): Promise<void>;
}

/**
 * What the registry remembers besides content: everything that pushes and pulls need. Reads answer at once and see what
 * was committed; writes go through `writer`. It is synchronous on purpose: who writes is one process (the engine holds the
 * data directory's lock), and a lookup takes microseconds. An implementation over a network keeps a copy here and ships
 * its transactions. Promises: `test/core/registry/contract/metadata-store.ts`.
 *
 * Not in it: collection, `why`, browsing and the check. They are questions over all references, which SQLite answers as
 * queries (`context.db`); another kind of database brings its own.
 */
export interface MetadataStore {
  readonly writer: MetadataWriter;
  readonly repositories: RepositoryRows;
  readonly blobs: BlobRows;
  readonly manifests: ManifestRows;
  readonly tags: TagRows;
  readonly uploads: UploadRows;
}
