import type { Database, Statement } from 'better-sqlite3';
import type { RegistryUsage, RepositorySummary } from '../browse-types.ts';
import type { UploadSession } from '../uploads.ts';

interface RepositoryRow {
  readonly name: string;
  readonly tags: number;
  readonly manifests: number;
  readonly bytes: number;
  readonly updated_at: number;
}

export interface TagRow {
  readonly name: string;
  readonly manifest_id: number;
  readonly digest: string;
  readonly media_type: string;
  readonly updated_at: number;
}

/** The lists and sums that people look at. */
export class Summaries {
  readonly #repositories: Statement<[], RepositoryRow>;
  readonly #usage: Statement<[], Omit<RegistryUsage, 'uploads'>>;
  readonly #sharing: Statement<[{ digest: string }], { repositories: number; stored: 0 | 1 }>;

  constructor(db: Database) {
    this.#repositories = db.prepare(
      `SELECT r.name, r.updated_at,
         (SELECT COUNT(*) FROM registry_tags t WHERE t.repository_id = r.id) AS tags,
         (SELECT COUNT(*) FROM registry_manifests m WHERE m.repository_id = r.id) AS manifests,
         (SELECT COALESCE(SUM(m.size), 0) FROM registry_manifests m WHERE m.repository_id = r.id)
           + r.link_bytes AS bytes
       FROM registry_repositories r ORDER BY r.name`,
    );
    this.#usage = db.prepare(
      `SELECT (SELECT COUNT(*) FROM registry_repositories) AS repositories,
              (SELECT COUNT(*) FROM registry_tags) AS tags,
              (SELECT COUNT(*) FROM registry_manifests) AS manifests,
              (SELECT COUNT(*) FROM registry_blobs) AS blobs,
              (SELECT COALESCE(SUM(size), 0) FROM registry_blobs) AS blobBytes,
              (SELECT COALESCE(SUM(size), 0) FROM registry_manifests) AS manifestBytes,
              (SELECT COALESCE(SUM(size), 0) FROM registry_trash) AS trashBytes`,
    );
    this.#sharing = db.prepare(
      `SELECT (SELECT COUNT(*) FROM registry_blob_links WHERE digest = @digest) AS repositories,
              EXISTS (SELECT 1 FROM registry_blobs WHERE digest = @digest) AS stored`,
    );
  }

  repositories(): readonly RepositorySummary[] {
    return this.#repositories.all().map(({ updated_at, ...row }) => ({
      ...row,
      updatedAt: new Date(updated_at).toISOString(),
    }));
  }

  usage(sessions: readonly UploadSession[]): RegistryUsage {
    const row = this.#usage.get();
    if (!row) throw new Error('the registry tables are missing');
    return { ...row, uploads: sessions.length };
  }

  sharing(digest: string): { repositories: number; stored: boolean } {
    const row = this.#sharing.get({ digest });
    return { repositories: row?.repositories ?? 0, stored: row?.stored === 1 };
  }
}
