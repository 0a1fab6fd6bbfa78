import type { Database } from 'better-sqlite3';

/** One numbered step of the schema. */
export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
}

/** `0001-projects.sql` → {number: 1, name: "projects"}; undefined for other names. */
export function parseMigrationName(file: string): { number: number; name: string } | undefined {
  const match = /^(\d{4})-([a-z0-9-]+)\.sql$/.exec(file);
  return match ? { number: Number(match[1]), name: match[2] ?? '' } : undefined;
}

/** The numbers that a database has had applied; empty for a new one. */
export function appliedMigrations(db: Database): ReadonlySet<number> {
  const known = db.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'migrations'").get();
  if (!known) return new Set();
  const rows = db.prepare<[], { number: number }>('SELECT number FROM migrations').all();
  return new Set(rows.map((row) => row.number));
}

/**
 * Applies what is missing, each step in a transaction of its own together with its record, so that a crash half-way
 * leaves whole steps only. Modules have number ranges (0001 engine, 0100 registry, 0200 install, 0300 licences), so
 * steps are compared as a set and not by the highest number.
 */
export function migrate(db: Database, migrations: readonly Migration[], now: () => Date): void {
  db.exec(
    'CREATE TABLE IF NOT EXISTS migrations (number INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at TEXT NOT NULL) STRICT',
  );
  const done = appliedMigrations(db);
  const record = db.prepare('INSERT INTO migrations (number, name, applied_at) VALUES (?, ?, ?)');
  for (const step of [...migrations].sort((a, b) => a.number - b.number)) {
    if (done.has(step.number)) continue;
    db.transaction(() => {
      db.exec(step.sql);
      record.run(step.number, step.name, now().toISOString());
    }).immediate();
  }
}
