import type { Database, Statement } from 'better-sqlite3';
import type { NamePage } from '../registry.ts';
import type { TagRows } from '../stores/metadata-store.ts';
import { toPage } from './repositories.ts';

/** Rows of tags. */
export class TagTable implements TagRows {
  readonly #page: Statement<[number, string, number], { name: string }>;
  readonly #target: Statement<[number, string], { manifest_id: number }>;
  readonly #set: Statement<[number, string, number, number]>;
  readonly #remove: Statement<[number, string]>;

  constructor(db: Database) {
    this.#page = db.prepare(
      'SELECT name FROM registry_tags WHERE repository_id = ? AND name > ? ORDER BY name LIMIT ?',
    );
    this.#target = db.prepare('SELECT manifest_id FROM registry_tags WHERE repository_id = ? AND name = ?');
    this.#set = db.prepare(
      `INSERT INTO registry_tags (repository_id, name, manifest_id, updated_at) VALUES (?, ?, ?, ?)
       ON CONFLICT (repository_id, name)
       DO UPDATE SET manifest_id = excluded.manifest_id, updated_at = excluded.updated_at`,
    );
    this.#remove = db.prepare('DELETE FROM registry_tags WHERE repository_id = ? AND name = ?');
  }

  page(repositoryId: number, limit: number, after = ''): NamePage {
    return toPage(
      this.#page.all(repositoryId, after, limit + 1).map((row) => row.name),
      limit,
    );
  }

  /** Id of the manifest that the tag names. */
  target(repositoryId: number, name: string): number | undefined {
    return this.#target.get(repositoryId, name)?.manifest_id;
  }

  set(repositoryId: number, name: string, manifestId: number, now: number): void {
    this.#set.run(repositoryId, name, manifestId, now);
  }

  remove(repositoryId: number, name: string): void {
    this.#remove.run(repositoryId, name);
  }
}
