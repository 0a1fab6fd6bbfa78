import { join } from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { privateFile } from '../core/store/index.ts';

/** Held while an engine owns a data directory. */
export interface EngineLock {
  release(): void;
}

/**
 * Takes the one engine lock of a data directory; undefined when another process holds it.
 *
 * The lock is SQLite's exclusive lock on a file of its own, thus one of the operating system: it ends with the process
 * however that ends, so a stale lock or a reused process id cannot exist (threats E-9).
 */
export function acquireLock(home: string): EngineLock | undefined {
  const db = new BetterSqlite(privateFile(join(home, 'engine.lock')), { timeout: 0 });
  try {
    db.pragma('journal_mode = MEMORY');
    db.exec('BEGIN EXCLUSIVE');
    return { release: () => db.close() };
  } catch (error) {
    db.close();
    if (error instanceof Error && 'code' in error && error.code === 'SQLITE_BUSY') return undefined;
    throw error;
  }
}
