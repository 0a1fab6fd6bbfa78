import BetterSqlite, { type Database } from 'better-sqlite3';

/**
 * A second connection to the same database that only reads, and sees it as it is at this moment until it is closed: for
 * long questions that pause, while writes go on. A database in memory has no second connection: `undefined`.
 */
export function openSnapshot(db: Database): Database | undefined {
  if (db.memory) return undefined;
  const reader = new BetterSqlite(db.name, { readonly: true });
  // A transaction sees the database as of its first read.
  reader.exec('BEGIN');
  reader.prepare('SELECT 1 FROM sqlite_schema').get();
  return reader;
}
