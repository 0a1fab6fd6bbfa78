import type { Database, Statement } from 'better-sqlite3';
import type { UploadRow, UploadRows } from '../stores/metadata-store.ts';

/** Rows of upload sessions that outlive a restart. */
export class UploadTable implements UploadRows {
  readonly #all: Statement<[], UploadRow>;
  readonly #save: Statement<[UploadRow]>;
  readonly #remove: Statement<[string]>;

  constructor(db: Database) {
    this.#all = db.prepare(
      `SELECT id, repository, algorithm, created_at AS createdAt, touched_at AS touchedAt, received
       FROM registry_uploads`,
    );
    this.#save = db.prepare(
      `INSERT INTO registry_uploads (id, repository, algorithm, created_at, touched_at, received)
       VALUES (@id, @repository, @algorithm, @createdAt, @touchedAt, @received)
       ON CONFLICT (id) DO UPDATE SET touched_at = excluded.touched_at, received = excluded.received`,
    );
    this.#remove = db.prepare('DELETE FROM registry_uploads WHERE id = ?');
  }

  all(): readonly UploadRow[] {
    return this.#all.all();
  }

  save(row: UploadRow): void {
    this.#save.run(row);
  }

  remove(id: string): void {
    this.#remove.run(id);
  }
}
