import type { Readable } from 'node:stream';
import type { Access } from './access/index.ts';
import type { ActivityFeed } from './activity/index.ts';
import type { BackupOptions, BackupReport } from './backup.ts';
import type { Browser } from './browse-types.ts';
import type { CheckOptions, CheckReport } from './check.ts';
import type { DamageFound } from './damage.ts';
import type { Digest, DigestAlgorithm } from './digest.ts';
import type { GarbageCollector } from './gc-types.ts';
import type { LocalQuestion } from './resolve-image.ts';
import type { RestoreOptions, RestoreReport } from './restore-types.ts';
import type { ImageLookup } from './types.ts';
import type { UsageHistory } from './usage-history.ts';
import type { WhyReport } from './why.ts';

export interface BlobInfo {
  readonly digest: Digest;
  readonly size: number;
}

/** First and last byte, both inclusive. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

export interface Blobs {
  /** The blob as `repository` may see it. `touch` keeps it from garbage collection for the grace time. */
  stat(repository: string, digest: Digest, options?: { readonly touch?: boolean }): BlobInfo | undefined;
  /** Whole content; for small blobs only (configs), above `limit` bytes (default 4 MiB) REGISTRY_TOO_LARGE. */
  read(info: BlobInfo, limit?: number): Promise<Buffer>;
  /** `read` without waiting, for the small blobs that describe images. */
  readNow(info: BlobInfo, limit?: number): Buffer;
  /** Content as a stream, opened already: a blob that is collected meanwhile is still read to its end. */
  stream(info: BlobInfo, range?: ByteRange): Promise<Readable>;
  /** Hands the content to `write` piece by piece; a piece's memory is used again when the promise resolves. */
  send(info: BlobInfo, write: (piece: Buffer) => Promise<void>, range?: ByteRange): Promise<void>;
  /** Links a blob of `from` (or of any repository when absent) into `repository`; undefined when there is none. */
  mount(repository: string, digest: Digest, from?: string): Promise<BlobInfo | undefined>;
  /** Takes the blob away from the repository. Errors: REGISTRY_BLOB_UNKNOWN. */
  unlink(repository: string, digest: Digest): Promise<void>;
  /** Stores content that is in memory. Errors: REGISTRY_DIGEST_MISMATCH. */
  put(repository: string, content: Uint8Array, digest?: Digest): Promise<BlobInfo>;
}

export interface UploadInfo {
  readonly id: string;
  readonly repository: string;
  /** Bytes received so far. */
  readonly offset: number;
}

export interface AppendOptions {
  /** First byte of the chunk as the client says; REGISTRY_UPLOAD_OUT_OF_ORDER when it is not the offset. */
  readonly start?: number;
  /** Bytes of the chunk as the client says; REGISTRY_SIZE_MISMATCH when fewer or more came. */
  readonly length?: number;
  /** True when `finish` follows at once: the session then needs no record of its own. */
  readonly last?: boolean;
  /** True when the chunks belong to the upload: their memory is taken away as soon as they are written. */
  readonly owned?: boolean;
  readonly signal?: AbortSignal;
}

/** Upload sessions; they outlive a restart. One request at a time per session (REGISTRY_UPLOAD_BUSY). */
export interface Uploads {
  /** Errors: REGISTRY_NAME_INVALID, REGISTRY_TOO_MANY_UPLOADS. */
  begin(repository: string, algorithm?: DigestAlgorithm): Promise<UploadInfo>;
  /** Errors: REGISTRY_UPLOAD_UNKNOWN, also when the session belongs to another repository. */
  status(repository: string, id: string): UploadInfo;
  append(
    repository: string,
    id: string,
    body: AsyncIterable<Uint8Array>,
    options?: AppendOptions,
  ): Promise<UploadInfo>;
  /** Checks, syncs and publishes the blob. Errors: REGISTRY_DIGEST_MISMATCH (the session is dropped). */
  finish(repository: string, id: string, digest: Digest): Promise<BlobInfo>;
  cancel(repository: string, id: string): Promise<void>;
}

export interface StoredManifest {
  readonly digest: Digest;
  readonly mediaType: string;
  readonly size: number;
  readonly body: Buffer;
}

export interface PutManifest {
  readonly repository: string;
  readonly body: Buffer;
  /** Content-Type without parameters; absent: the document's own mediaType. */
  readonly mediaType?: string;
  /** Checked against the body; absent: sha256 of the body. */
  readonly digest?: Digest;
  readonly tags?: readonly string[];
}

export interface PutManifestResult {
  readonly digest: Digest;
  readonly mediaType: string;
  readonly subject?: string;
}

export interface ReferrerPage {
  /** Descriptors as the OCI index lists them. */
  readonly descriptors: readonly ReferrerDescriptor[];
  /** Pass as `after` for the next page. */
  readonly next?: string;
}

export interface ReferrerDescriptor {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
  readonly artifactType?: string;
  readonly annotations?: Readonly<Record<string, string>>;
}

export interface Manifests {
  /** `reference` is a tag or a digest. */
  get(repository: string, reference: string): StoredManifest | undefined;
  /** Errors: REGISTRY_MANIFEST_INVALID, REGISTRY_MANIFEST_BLOB_UNKNOWN, REGISTRY_DIGEST_MISMATCH, REGISTRY_TOO_LARGE, REGISTRY_TAG_INVALID. */
  put(manifest: PutManifest): Promise<PutManifestResult>;
  /** Removes the manifest and every tag on it. Errors: REGISTRY_MANIFEST_UNKNOWN. */
  remove(repository: string, digest: Digest): Promise<void>;
  referrers(
    repository: string,
    subject: Digest,
    filter?: { readonly artifactType?: string; readonly after?: string; readonly limit?: number },
  ): ReferrerPage;
}

export interface NamePage {
  readonly names: readonly string[];
  /** True when more come after the last name. */
  readonly more: boolean;
}

export interface Tags {
  /** Names in byte order after `after` (exclusive); undefined when the repository is unknown. */
  list(repository: string, limit: number, after?: string): NamePage | undefined;
  /** Errors: REGISTRY_TAG_UNKNOWN. */
  remove(repository: string, tag: string): Promise<void>;
}

export type RegistryEvent =
  | {
      readonly type: 'blob-stored';
      readonly repository: string;
      readonly digest: string;
      readonly bytes: number;
    }
  | {
      readonly type: 'manifest-stored';
      readonly repository: string;
      readonly digest: string;
      readonly tags: readonly string[];
    }
  | { readonly type: 'manifest-pulled'; readonly repository: string; readonly reference: string }
  | { readonly type: 'removed'; readonly repository: string; readonly what: string }
  | {
      readonly type: 'damaged';
      readonly digest: string;
      readonly problem: 'damaged' | 'missing';
      readonly usedBy: readonly string[];
    }
  | { readonly type: 'collected'; readonly items: number; readonly bytes: number };

/** Drydock's registry: content-addressed files plus references in SQLite (design sections 4 and 9). */
export interface Registry {
  readonly blobs: Blobs;
  readonly uploads: Uploads;
  readonly manifests: Manifests;
  readonly tags: Tags;
  readonly browse: Browser;
  readonly gc: GarbageCollector;
  /** Accounts, tokens and what clients may do. */
  readonly access: Access;
  /** What clients push and pull at this moment, for who watches. */
  readonly activity: ActivityFeed;
  /** Space used over time. */
  readonly usageHistory: Pick<UsageHistory, 'points'>;
  /** Repository names in byte order. */
  catalog(limit: number, after?: string): NamePage;
  /** What pulls found damaged and nothing has mended; damaged files are in `quarantine/`. */
  damage(): Promise<readonly DamageFound[]>;
  /** Compares every blob and manifest with its digest (`registry fsck`); mends nothing unless told. */
  check(options?: CheckOptions): Promise<CheckReport>;
  /** Why a collection leaves this blob or manifest alone. Errors: REGISTRY_DIGEST_INVALID. */
  why(digest: string): WhyReport;
  /** Copies database and blobs into an empty folder while it serves; the copy is a data directory. Errors: REGISTRY_BACKUP_TARGET, CANCELLED. */
  backup(dir: string, options?: BackupOptions): Promise<BackupReport>;
  /** Brings back what a backup has and this registry lacks, while it serves; nothing is removed. Errors: REGISTRY_BACKUP_INVALID, CANCELLED. */
  restore(dir: string, options?: RestoreOptions): Promise<RestoreReport>;
  /** What a chart's or a person's image reference means here; never throws on bad references. */
  resolveImage(reference: string): ImageLookup;
  /** Where a client finds what it asks for under the name of another registry; undefined: nowhere. */
  localRepository(question: LocalQuestion): string | undefined;
  /** Returns the function that stops listening. */
  subscribe(listener: (event: RegistryEvent) => void): () => void;
  /** Settles when the tidying after an unclean stop is done; requests are served before that. */
  readonly recovered: Promise<void>;
  /** Waits for writes under way and marks the stop as clean. The database stays open: it belongs to the caller. */
  close(): Promise<void>;
}
