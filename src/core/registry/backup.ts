import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { DrydockError, diskError } from '../errors/index.ts';
import { makeFolder } from '../folders.ts';
import type { Context } from './context.ts';
import { type Digest, digestAlgorithm } from './digest.ts';
import { isMissing } from './failure.ts';
import { Layout } from './files/layout.ts';
import { syncDirectory } from './files/sync.ts';

export interface BackupProgress {
  readonly done: number;
  readonly total: number;
}

export interface BackupOptions {
  readonly signal?: AbortSignal;
  /** Blobs. */
  readonly onProgress?: (progress: BackupProgress) => void;
}

export interface BackupReport {
  readonly dir: string;
  readonly blobs: number;
  readonly bytes: number;
  /** Blobs whose files were missing; `registry fsck` names the images. */
  readonly missing: readonly string[];
}

/** Pages of the database copied in one turn of the event loop. */
const PAGES = 1_000;

/** The database until everything it names is there: a backup that was cut off has no `drydock.db`. */
const PART = 'drydock.db.part';

/** What belongs to pushes and collections under way, whose files are not copied. */
const TRANSIENT = `
  DELETE FROM registry_uploads; DELETE FROM registry_trash; DELETE FROM registry_gc_bodies;
  UPDATE registry_gc_receipts SET undo_until = NULL;`;

/**
 * Copies database and blobs into `dir`, which is then a data directory of its own, while the registry serves. The
 * database is copied first, as of one moment; blobs never change, so those it names can be copied afterwards. The caller
 * sees to it that no file is purged meanwhile. Errors: REGISTRY_BACKUP_TARGET, CANCELLED, those of the disk.
 */
export async function backupRegistry(
  context: Context,
  dir: string,
  options: BackupOptions = {},
): Promise<BackupReport> {
  let claimed = false;
  try {
    makeFolder(dir);
    if ((await readdir(dir)).length > 0) throw new DrydockError('REGISTRY_BACKUP_TARGET', { dir });
    claimed = true;
    const file = join(dir, PART);
    await context.db.backup(file, {
      progress: () => {
        options.signal?.throwIfAborted();
        return PAGES;
      },
    });
    // Loaded here: commands without an engine know this module and need no SQLite.
    const { default: BetterSqlite } = await import('better-sqlite3');
    const copy = new BetterSqlite(file);
    let report: BackupReport;
    try {
      copy.exec(TRANSIENT);
      // One file that can be read from a medium that takes no writes.
      copy.pragma('journal_mode = DELETE');
      const rows = copy
        .prepare<[], { digest: Digest; size: number }>(
          'SELECT digest, size FROM registry_blobs ORDER BY digest',
        )
        .all();
      report = await copyBlobs(context, dir, rows, options);
    } finally {
      copy.close();
    }
    await syncFile(file);
    await rename(file, join(dir, basename(context.db.name)));
    await syncDirectory(dir);
    return report;
  } catch (error) {
    // Half a backup is none: the folder is left as it was found.
    if (claimed) await clear(dir);
    if (options.signal?.aborted)
      throw new DrydockError('CANCELLED', { what: 'registry backup' }, { cause: error });
    throw error instanceof DrydockError ? error : diskError(error, dir);
  }
}

async function copyBlobs(
  { files }: Context,
  dir: string,
  rows: readonly { readonly digest: Digest; readonly size: number }[],
  { signal, onProgress }: BackupOptions,
): Promise<BackupReport> {
  const target = new Layout(dir);
  const shards = new Set<string>();
  const missing: string[] = [];
  let bytes = 0;
  for (const [at, { digest, size }] of rows.entries()) {
    signal?.throwIfAborted();
    const shard = target.shard(digest);
    if (!shards.has(shard)) await mkdir(shard, { recursive: true, mode: 0o700 });
    shards.add(shard);
    try {
      await files.save(digest, target.blob(digest));
      bytes += size;
    } catch (error) {
      if (!isMissing(error)) throw error;
      missing.push(digest);
    }
    onProgress?.({ done: at + 1, total: rows.length });
  }
  for (const shard of shards) await syncDirectory(shard);
  for (const algorithm of new Set(rows.map(({ digest }) => digestAlgorithm(digest))))
    await syncDirectory(join(target.blobs, algorithm));
  if (rows.length > 0) await syncDirectory(target.blobs);
  return { dir, blobs: rows.length - missing.length, bytes, missing };
}

async function clear(dir: string): Promise<void> {
  for (const name of [PART, `${PART}-journal`, `${PART}-wal`, `${PART}-shm`, 'blobs'])
    await rm(join(dir, name), { recursive: true, force: true }).catch(() => undefined);
}

async function syncFile(path: string): Promise<void> {
  const handle = await open(path, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
