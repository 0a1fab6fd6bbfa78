import { constants } from 'node:fs';
import { copyFile, mkdir, open, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DrydockError, diskError } from '../errors/index.ts';
import { makeFolder } from '../folders.ts';
import { BackupReader } from './backup-reader.ts';
import { isMissing } from './failure.ts';
import { Layout } from './files/layout.ts';
import { syncDirectory } from './files/sync.ts';
import type { RestoreOptions, RestoreReport, UnusableBlob } from './restore-types.ts';

/** Says that the folder is ours and not whole yet: it goes last, with the database in place. */
const MARKER = 'restore-under-way';
const DATABASE = 'drydock.db';

/**
 * Makes a data directory of its own from a backup: every blob is copied and compared with its digest, the database comes
 * last. Interrupted, it is run again and goes on; until then no engine takes the folder for a whole one. Errors:
 * REGISTRY_BACKUP_INVALID, REGISTRY_BACKUP_TARGET, CANCELLED, those of the disk.
 */
export async function restoreHome(
  dir: string,
  home: string,
  options: Omit<RestoreOptions, 'replace'> = {},
): Promise<RestoreReport> {
  const backup = await BackupReader.open(dir);
  try {
    await claim(home);
    const copied = await copyBlobs(backup, home, options);
    options.signal?.throwIfAborted();
    const database = join(home, `${DATABASE}.new`);
    await rm(database, { force: true });
    await backup.copyDatabase(database);
    await sync(database);
    await rename(database, join(home, DATABASE));
    await syncDirectory(home);
    await rm(join(home, MARKER));
    await syncDirectory(home);
    const manifests = backup.manifestCount();
    return { ...copied, manifests, tags: backup.tagCount(), kept: [] };
  } catch (error) {
    if (options.signal?.aborted)
      throw new DrydockError('CANCELLED', { what: 'registry restore' }, { cause: error });
    throw error instanceof DrydockError ? error : diskError(error, home);
  } finally {
    backup.close();
  }
}

/** A new or empty folder, or one that an interrupted restore left. */
async function claim(home: string): Promise<void> {
  makeFolder(home);
  const names = await readdir(home);
  if (names.length > 0 && !names.includes(MARKER))
    throw new DrydockError('REGISTRY_BACKUP_TARGET', { dir: home });
  await writeFile(join(home, MARKER), '', { mode: 0o600 });
  await syncDirectory(home);
}

async function copyBlobs(
  backup: BackupReader,
  home: string,
  { signal, onProgress }: Omit<RestoreOptions, 'replace'>,
): Promise<Pick<RestoreReport, 'blobs' | 'bytes' | 'unusable'>> {
  const target = new Layout(home);
  const unusable: UnusableBlob[] = [];
  const folders = new Set<string>();
  const all = backup.blobs();
  let bytes = 0;
  for (const [at, { digest, size }] of all.entries()) {
    signal?.throwIfAborted();
    const problem = await backup.verify(digest, signal);
    if (problem === 'whole') {
      const shard = target.shard(digest);
      await mkdir(shard, { recursive: true, mode: 0o700 });
      for (const folder of [shard, dirname(shard), target.blobs]) folders.add(folder);
      await copyOnce(backup.fileOf(digest), target.blob(digest), size);
      bytes += size;
    } else unusable.push({ digest, problem });
    onProgress?.({ step: 'blobs', done: at + 1, total: all.length });
  }
  for (const folder of folders) await syncDirectory(folder);
  return { blobs: all.length - unusable.length, bytes, unusable };
}

/** Under another name first: a file with the blob's name is whole. */
async function copyOnce(from: string, to: string, size: number): Promise<void> {
  if ((await sizeOf(to)) === size) return;
  const part = `${to}.part`;
  await copyFile(from, part, constants.COPYFILE_FICLONE);
  await sync(part);
  await rename(part, to);
}

async function sizeOf(path: string): Promise<number | undefined> {
  try {
    const file = await open(path, 'r');
    try {
      return (await file.stat()).size;
    } finally {
      await file.close();
    }
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

async function sync(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
