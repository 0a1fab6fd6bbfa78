import type { Database } from 'better-sqlite3';
import type { Access } from './access/index.ts';
import type { BlobCache } from './blob-cache.ts';
import type { RegistryLimits } from './limits.ts';
import type { Pins } from './pins.ts';
import type { RegistryEvent } from './registry.ts';
import type { BlobStore } from './stores/blob-store.ts';
import type { MetadataStore } from './stores/metadata-store.ts';
import type { Tidy } from './tidy.ts';
import type { Traffic } from './traffic.ts';

/** What the registry's parts share; made once in createRegistry. */
export interface Context extends MetadataStore {
  /** For questions over all references (collection, why, browsing, check); pushes and pulls do without. */
  readonly db: Database;
  readonly files: BlobStore;
  readonly tidy: Tidy;
  /** True for a collected blob whose content is kept until its collection cannot be undone any more. */
  readonly isTrash: (digest: string) => boolean;
  readonly cache: BlobCache;
  readonly pins: Pins;
  readonly traffic: Traffic;
  readonly limits: RegistryLimits;
  /** Refuse manifests whose layers are not in the repository. */
  readonly requireBlobs: boolean;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** An unguessable name of at least 128 bits, letters and digits. */
  readonly randomId: () => string;
  readonly emit: (event: RegistryEvent) => void;
  /** Its rules protect tags from being moved or removed. */
  readonly access: Access;
}
