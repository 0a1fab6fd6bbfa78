import type { Database } from 'better-sqlite3';
import type { Access } from './access/index.ts';
import type { BlobCache } from './blob-cache.ts';
import type { BlobFiles } from './files/blob-files.ts';
import type { Layout } from './files/layout.ts';
import type { RegistryLimits } from './limits.ts';
import type { Pins } from './pins.ts';
import type { RegistryEvent } from './registry.ts';
import type { BlobTable } from './tables/blobs.ts';
import type { ManifestTable } from './tables/manifests.ts';
import type { RepositoryTable } from './tables/repositories.ts';
import type { TagTable } from './tables/tags.ts';
import type { UploadTable } from './tables/uploads.ts';
import type { Writer } from './writer.ts';

/** What the registry's parts share; made once in createRegistry. */
export interface Context {
  readonly db: Database;
  readonly writer: Writer;
  readonly layout: Layout;
  readonly files: BlobFiles;
  readonly cache: BlobCache;
  readonly pins: Pins;
  readonly limits: RegistryLimits;
  /** Refuse manifests whose layers are not in the repository. */
  readonly requireBlobs: boolean;
  readonly repositories: RepositoryTable;
  readonly blobs: BlobTable;
  readonly manifests: ManifestTable;
  readonly tags: TagTable;
  readonly uploads: UploadTable;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** An unguessable name of at least 128 bits, letters and digits. */
  readonly randomId: () => string;
  readonly emit: (event: RegistryEvent) => void;
  /** Its rules protect tags from being moved or removed. */
  readonly access: Access;
}
