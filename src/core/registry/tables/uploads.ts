import type { Database, Statement } from 'better-sqlite3';
import type { DigestAlgorithm } from '../digest.ts';

export interface UploadRow {
  readonly id: string;
  readonly repository: string;
  readonly algorithm: DigestAlgorithm;
  readonly created_at: number;
}

/** Rows of upload sessions that received a chunk; what came is in the file, its size is the offset. */
export class UploadTable {
  readonly #all: Statement<[], UploadRow>;
  readonly #insert: Statement<[string, string, string, number]>;
  readonly #remove: Statement<[string]>;

  constructor(db: Database) {
    this.#all = db.prepare('SELECT id, repository, algorithm, created_at FROM registry_uploads');
    this.#insert = db.prepare(
      'INSERT INTO registry_uploads (id, repository, algorithm, created_at) VALUES (?, ?, ?, ?)',
    );
    this.#remove = db.prepare('DELETE FROM registry_uploads WHERE id = ?');
  }

  all(): readonly UploadRow[] {
    return this.#all.all();
  }

  insert(row: UploadRow): void {
    this.#insert.run(row.id, row.repository, row.algorithm, row.created_at);
  }

  remove(id: string): void {
    this.#remove.run(id);
  }
}
