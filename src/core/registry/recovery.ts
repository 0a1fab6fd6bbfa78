import { readdirSync, statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Context } from './context.ts';
import { parseDigest } from './digest.ts';
import { isMissing } from './failure.ts';
import { removeFile } from './files/blob-files.ts';
import type { Trash } from './gc/trash.ts';
import type { UploadService } from './uploads.ts';

/** Brings `uploads/` and its rows together: sessions go on where their file ends, what has no partner goes. */
export async function recoverUploads(context: Context, uploads: UploadService): Promise<void> {
  const { layout, uploads: table, writer } = context;
  const files = new Set(readdirSync(layout.uploads));
  const gone: string[] = [];
  for (const row of table.all()) {
    if (!files.delete(row.id)) {
      gone.push(row.id);
      continue;
    }
    const { size, mtimeMs } = statSync(layout.upload(row.id));
    uploads.restore({
      id: row.id,
      repository: row.repository,
      algorithm: row.algorithm,
      createdAt: row.created_at,
      offset: size,
      digester: undefined,
      busy: false,
      persisted: true,
      touchedAt: mtimeMs,
    });
  }
  const leftovers = [...files];
  if (gone.length > 0) {
    await writer.run(() => {
      for (const id of gone) table.remove(id);
    });
  }
  await Promise.all(leftovers.map((id) => removeFile(layout.upload(id))));
}

/** Finishes collections that were cut off between the commit and the file, but for those that can still be undone. */
export async function recoverTrash(context: Context, trash: Trash): Promise<void> {
  await trash.purge();
  for (const name of await readdir(context.layout.trash)) await removeFile(join(context.layout.trash, name));
}

/**
 * After an unclean stop: removes blob files that were put in place but never recorded (nobody was told of them).
 * One directory at a time, so that requests are served meanwhile.
 */
export async function removeOrphans(context: Context, trash: Trash): Promise<number> {
  const { layout, blobs, pins, files } = context;
  let removed = 0;
  for (const algorithm of ['sha256', 'sha512']) {
    for (const shard of await list(join(layout.blobs, algorithm))) {
      for (const hex of await list(join(layout.blobs, algorithm, shard))) {
        const digest = parseDigest(`${algorithm}:${hex}`);
        if (digest === undefined || pins.isHeld(digest) || blobs.size(digest) !== undefined) continue;
        if (trash.holds(digest)) continue;
        files.removeNow(digest);
        removed += 1;
      }
    }
  }
  return removed;
}

async function list(path: string): Promise<readonly string[]> {
  try {
    return await readdir(path);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}
