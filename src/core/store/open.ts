import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite, { type Database } from 'better-sqlite3';
import { DrydockError, diskError } from '../errors/index.ts';
import { makeFolder } from '../folders.ts';
import { appliedMigrations, type Migration, migrate } from './migrate.ts';

export type { Database };

/**
 * Opens (and creates) the engine's database `drydock.db` below `home` and brings its schema up to date.
 * WAL with synchronous=FULL: a committed transaction survives a power cut (design section 4).
 * Errors: STORE_READ_ONLY, STORE_FULL, STORE_NEWER, STORE_DAMAGED.
 */
export function openStore(home: string, migrations: readonly Migration[], now: () => Date): Database {
  let db: Database | undefined;
  try {
    makeFolder(home);
    db = new BetterSqlite(privateFile(join(home, 'drydock.db')));
    refuseNewer(db, migrations, home);
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    db.pragma('foreign_keys = ON');
    db.pragma('busy_timeout = 5000');
    migrate(db, migrations, now);
    return db;
  } catch (error) {
    db?.close();
    throw diskError(error, home);
  }
}

/** Makes a file that only its owner may read (threats E-11) before SQLite would make it for everybody. */
export function privateFile(path: string): string {
  closeSync(openSync(path, 'a', 0o600));
  return path;
}

/** A file from a newer Drydock has steps that this one lacks: it is left exactly as it is. */
function refuseNewer(db: Database, migrations: readonly Migration[], home: string): void {
  const known = new Set(migrations.map((step) => step.number));
  const unknown = [...appliedMigrations(db)].filter((number) => !known.has(number));
  if (unknown.length > 0) {
    throw new DrydockError('STORE_NEWER', { home, found: Math.max(...unknown), known: Math.max(...known) });
  }
}
