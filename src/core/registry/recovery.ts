import { removeUnrecorded } from './blobs.ts';
import type { Context } from './context.ts';
import { NOTHING_SURE, type UploadService } from './uploads.ts';

/** Brings staged content and its rows together: sessions go on where their row says, what has no partner goes. */
export async function recoverUploads(context: Context, uploads: UploadService): Promise<void> {
  const { uploads: table, files, writer, tidy } = context;
  const rows = table.all();
  for (const { id, repository, algorithm, createdAt, touchedAt, received } of rows) {
    uploads.restore({
      id,
      repository,
      algorithm,
      createdAt,
      touchedAt,
      offset: received,
      promised: received,
      durable: NOTHING_SURE,
      digester: undefined,
      busy: false,
      recorded: true,
    });
  }
  const known = new Set(rows.map(({ id }) => id));
  const sizes = new Map<string, number>();
  for (const { id, size } of await files.leftovers()) {
    sizes.set(id, size);
    if (!known.has(id)) await tidy.attempt(() => files.discard(id));
  }
  const lost = rows.filter(({ id, received }) => received > 0 && (sizes.get(id) ?? -1) < received);
  const dropped = lost.filter(({ id }) => uploads.lose(id));
  if (dropped.length > 0) {
    await writer.run(() => {
      for (const { id } of dropped) table.remove(id);
    });
  }
}

/**
 * After an unclean stop: removes blobs that were put in place but never recorded (nobody was told of them), one at a time,
 * so that requests are served meanwhile.
 */
export async function removeOrphans(context: Context): Promise<number> {
  let removed = 0;
  for await (const digest of context.files.list()) if (await removeUnrecorded(context, digest)) removed += 1;
  return removed;
}
