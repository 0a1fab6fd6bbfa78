import { DrydockError } from '../errors/index.ts';
import type { Context } from './context.ts';
import type { Digest } from './digest.ts';
import { storeFailure } from './failure.ts';

export interface CheckProgress {
  readonly done: number;
  readonly total: number;
  readonly bytes: number;
}

/** A blob whose file is not what it should be, and the images that suffer from it. */
export interface DamagedBlob {
  readonly digest: string;
  readonly problem: 'damaged' | 'missing';
  /** `repository:tag`, or `repository@digest` for manifests without a tag. */
  readonly usedBy: readonly string[];
}

export interface CheckReport {
  readonly blobs: number;
  readonly bytes: number;
  readonly damaged: readonly DamagedBlob[];
  /** True when damaged files were set aside and their rows removed: the next push of that content mends it. */
  readonly repaired: boolean;
}

export interface CheckOptions {
  /** Set damaged files aside in `quarantine/` and forget them, so that clients push them anew. Default false: only look. */
  readonly repair?: boolean;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: CheckProgress) => void;
}

const PAGE = 500;
const BLOBS = 'SELECT digest, size FROM registry_blobs WHERE digest > ? ORDER BY digest LIMIT ?';
const USERS = `
  SELECT DISTINCT r.name || COALESCE(':' || t.name, '@' || m.digest) AS user
  FROM registry_manifest_blobs mb
  JOIN registry_manifests m ON m.id = mb.manifest_id
  JOIN registry_repositories r ON r.id = m.repository_id
  LEFT JOIN registry_tags t ON t.manifest_id = m.id
  WHERE mb.digest = ? ORDER BY user`;

interface Row {
  readonly digest: Digest;
  readonly size: number;
}

/** Reads every blob and compares it with its digest, while the registry serves. Errors: CANCELLED. */
export async function checkRegistry(context: Context, options: CheckOptions = {}): Promise<CheckReport> {
  const { db } = context;
  const page = db.prepare<[string, number], Row>(BLOBS);
  const users = db.prepare<[string], { user: string }>(USERS);
  const total = db.prepare<[], number>('SELECT COUNT(*) FROM registry_blobs').pluck().get() ?? 0;
  const damaged: DamagedBlob[] = [];
  let done = 0;
  let bytes = 0;
  for (let rows = page.all('', PAGE); rows.length > 0; rows = page.all(rows.at(-1)?.digest ?? '', PAGE)) {
    for (const { digest, size } of rows) {
      const state = await verify(context, digest, options.signal);
      done += 1;
      bytes += size;
      options.onProgress?.({ done, total, bytes });
      // Collected while it was being read: that is no damage.
      if (state === 'whole' || context.blobs.size(digest) === undefined) continue;
      damaged.push({ digest, problem: state, usedBy: users.all(digest).map(({ user }) => user) });
      if (options.repair) await setAside(context, digest, state);
    }
  }
  return { blobs: done, bytes, damaged, repaired: options.repair === true };
}

async function verify(
  { files }: Context,
  digest: Digest,
  signal: AbortSignal | undefined,
): Promise<'whole' | 'damaged' | 'missing'> {
  try {
    return await files.verify(digest, signal);
  } catch (error) {
    if (signal?.aborted) throw new DrydockError('CANCELLED', { what: 'registry check' }, { cause: error });
    // A sector that cannot be read is damage to report, not a reason to stop.
    return 'damaged';
  }
}

/**
 * Moves a damaged blob out of the way and forgets it. The content goes first: a failure in between leaves a row without a
 * file, which the next check finds, and never evidence that a start would remove.
 */
async function setAside(context: Context, digest: Digest, state: 'damaged' | 'missing'): Promise<void> {
  const { db, writer, files, cache, pins } = context;
  if (pins.isHeld(digest)) return;
  const unlink = db.prepare<[string]>('DELETE FROM registry_blob_links WHERE digest = ?');
  const forget = db.prepare<[string]>('DELETE FROM registry_blobs WHERE digest = ?');
  try {
    await pins.whileLeaving([{ digest }], async () => {
      if (state === 'damaged') await files.quarantine(digest);
      await writer.run(() => {
        unlink.run(digest);
        forget.run(digest);
      });
      cache.drop(digest);
    });
  } catch (error) {
    throw storeFailure(error);
  }
}
