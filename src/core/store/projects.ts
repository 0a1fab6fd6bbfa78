import type { Database, Statement } from 'better-sqlite3';

/** A package folder that the console knows. */
export interface ProjectRow {
  /** Absolute path of the folder; the project's identity. */
  readonly dir: string;
  readonly name: string;
  readonly packageId: string | null;
  readonly sample: boolean;
  /** ISO time. */
  readonly addedAt: string;
}

interface Stored {
  readonly dir: string;
  readonly name: string;
  readonly package_id: string | null;
  readonly sample: number;
  readonly added_at: string;
}

const toRow = (row: Stored): ProjectRow => ({
  dir: row.dir,
  name: row.name,
  packageId: row.package_id,
  sample: row.sample === 1,
  addedAt: row.added_at,
});

/** The list of known projects. Removing one forgets it and leaves its folder alone. */
export class ProjectStore {
  readonly #all: Statement<[], Stored>;
  readonly #get: Statement<[string], Stored>;
  readonly #put: Statement<[string, string, string | null, number, string]>;
  readonly #remove: Statement<[string]>;

  constructor(db: Database) {
    this.#all = db.prepare('SELECT * FROM projects ORDER BY added_at, dir');
    this.#get = db.prepare('SELECT * FROM projects WHERE dir = ?');
    this.#put = db.prepare(
      `INSERT INTO projects (dir, name, package_id, sample, added_at) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (dir) DO UPDATE SET name = excluded.name, package_id = excluded.package_id`,
    );
    this.#remove = db.prepare('DELETE FROM projects WHERE dir = ?');
  }

  list(): readonly ProjectRow[] {
    return this.#all.all().map(toRow);
  }

  get(dir: string): ProjectRow | undefined {
    const row = this.#get.get(dir);
    return row && toRow(row);
  }

  put(row: ProjectRow): void {
    this.#put.run(row.dir, row.name, row.packageId, row.sample ? 1 : 0, row.addedAt);
  }

  /** True when it was there. */
  remove(dir: string): boolean {
    return this.#remove.run(dir).changes > 0;
  }
}
