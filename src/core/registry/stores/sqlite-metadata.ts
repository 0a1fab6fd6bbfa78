import type { Database } from 'better-sqlite3';
import { BlobTable } from '../tables/blobs.ts';
import { ManifestTable } from '../tables/manifests.ts';
import { RepositoryTable } from '../tables/repositories.ts';
import { TagTable } from '../tables/tags.ts';
import { UploadTable } from '../tables/uploads.ts';
import { Writer } from '../writer.ts';
import type { MetadataStore } from './metadata-store.ts';

/** The registry's tables in the engine's database: open, migrated, WAL with synchronous=FULL. */
export const sqliteMetadata = (db: Database): MetadataStore => ({
  writer: new Writer(db),
  repositories: new RepositoryTable(db),
  blobs: new BlobTable(db),
  manifests: new ManifestTable(db),
  tags: new TagTable(db),
  uploads: new UploadTable(db),
});
