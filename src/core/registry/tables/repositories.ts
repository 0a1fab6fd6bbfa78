import type { Database, Statement } from 'better-sqlite3';
import type { NamePage } from '../registry.ts';
import type { RepositoryRows } from '../stores/metadata-store.ts';

/** Rows of repositories. One exists as soon as it holds a blob or a manifest. */
export class RepositoryTable implements RepositoryRows {
  readonly #id: Statement<[string], { id: number }>;
  readonly #insert: Statement<[string, number, number]>;
  readonly #touch: Statement<[number, number]>;
  readonly #page: Statement<[string, number], { name: string }>;
  readonly #unlinkUsed: Statement<[number, number]>;
  readonly #unlinkRest: Statement<[number]>;
  readonly #links: Statement<[number], { links: number }>;
  readonly #remove: Statement<[number]>;

  constructor(db: Database) {
    this.#id = db.prepare('SELECT id FROM registry_repositories WHERE name = ?');
    this.#insert = db.prepare(
      'INSERT INTO registry_repositories (name, created_at, updated_at) VALUES (?, ?, ?)',
    );
    this.#touch = db.prepare('UPDATE registry_repositories SET updated_at = ? WHERE id = ?');
    this.#page = db.prepare('SELECT name FROM registry_repositories WHERE name > ? ORDER BY name LIMIT ?');
    this.#unlinkUsed = db.prepare(
      `DELETE FROM registry_blob_links
       WHERE repository_id = ? AND digest IN (SELECT digest FROM registry_manifest_blobs WHERE repository_id = ?)`,
    );
    this.#unlinkRest = db.prepare('DELETE FROM registry_blob_links WHERE repository_id = ?');
    this.#links = db.prepare('SELECT links FROM registry_repositories WHERE id = ?');
    this.#remove = db.prepare('DELETE FROM registry_repositories WHERE id = ?');
  }

  id(name: string): number | undefined {
    return this.#id.get(name)?.id;
  }

  /** The id, of a new row where the name is new. Inside a transaction. */
  ensure(name: string, now: number): number {
    return this.id(name) ?? Number(this.#insert.run(name, now, now).lastInsertRowid);
  }

  touch(id: number, now: number): void {
    this.#touch.run(now, id);
  }

  page(limit: number, after = ''): NamePage {
    return toPage(
      this.#page.all(after, limit + 1).map((row) => row.name),
      limit,
    );
  }

  /** Removes it with its links, manifests and tags; blobs stay. */
  remove(id: number): void {
    this.#unlinkUsed.run(id, id);
    // Links lie by digest: those that no manifest leads to are found by going through all there are.
    if ((this.#links.get(id)?.links ?? 0) > 0) this.#unlinkRest.run(id);
    this.#remove.run(id);
  }
}

/** Cuts the extra row that tells whether there are more. */
export const toPage = (names: readonly string[], limit: number): NamePage => ({
  names: names.slice(0, limit),
  more: names.length > limit && limit > 0,
});
