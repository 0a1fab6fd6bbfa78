import type { Database, Statement } from 'better-sqlite3';
import type { Digest } from '../digest.ts';
import type { BlobRows } from '../stores/metadata-store.ts';

/** Rows of blobs and of repositories' links to them. */
export class BlobTable implements BlobRows {
  readonly #size: Statement<[string], { size: number }>;
  readonly #linked: Statement<[string, string], { size: number }>;
  readonly #insert: Statement<[string, number, number]>;
  readonly #link: Statement<[number, string, number]>;
  readonly #isLinked: Statement<[number, string], { found: 1 }>;
  readonly #unlink: Statement<[number, string]>;
  readonly #settle: Statement<[number, string]>;

  constructor(db: Database) {
    this.#size = db.prepare('SELECT size FROM registry_blobs WHERE digest = ?');
    this.#linked = db.prepare(
      `SELECT b.size FROM registry_repositories r
         JOIN registry_blob_links l ON l.repository_id = r.id AND l.digest = ?
         JOIN registry_blobs b ON b.digest = l.digest
       WHERE r.name = ?`,
    );
    this.#insert = db.prepare(
      'INSERT INTO registry_blobs (digest, size, stored_at) VALUES (?, ?, ?) ON CONFLICT (digest) DO NOTHING',
    );
    this.#link = db.prepare(
      `INSERT INTO registry_blob_links (repository_id, digest, pending_since) VALUES (?, ?, ?)
       ON CONFLICT (digest, repository_id) DO UPDATE SET pending_since = excluded.pending_since`,
    );
    this.#isLinked = db.prepare(
      'SELECT 1 AS found FROM registry_blob_links WHERE repository_id = ? AND digest = ?',
    );
    this.#unlink = db.prepare('DELETE FROM registry_blob_links WHERE repository_id = ? AND digest = ?');
    this.#settle = db.prepare(
      `UPDATE registry_blob_links SET pending_since = NULL
       WHERE repository_id = ? AND digest = ? AND pending_since IS NOT NULL`,
    );
  }

  /** Size of a blob in the store, whoever may see it. */
  size(digest: Digest): number | undefined {
    return this.#size.get(digest)?.size;
  }

  /** Size of a blob that the repository may see. */
  linkedSize(repository: string, digest: Digest): number | undefined {
    return this.#linked.get(digest, repository)?.size;
  }

  isLinked(repositoryId: number, digest: string): boolean {
    return this.#isLinked.get(repositoryId, digest) !== undefined;
  }

  insert(digest: Digest, size: number, now: number): void {
    this.#insert.run(digest, size, now);
  }

  /** Links, or renews the protection of a link. */
  link(repositoryId: number, digest: Digest, now: number): void {
    this.#link.run(repositoryId, digest, now);
  }

  /** True when there was a link. */
  unlink(repositoryId: number, digest: Digest): boolean {
    return this.#unlink.run(repositoryId, digest).changes > 0;
  }

  /** A manifest uses the blob now: from here on its references protect it. */
  settle(repositoryId: number, digest: string): void {
    this.#settle.run(repositoryId, digest);
  }
}
