import { DrydockError } from '../errors/index.ts';
import type { Context } from './context.ts';
import { type Digest, parseDigest } from './digest.ts';
import { storeFailure } from './failure.ts';

export type BlobProblem = 'damaged' | 'missing';

/** Damage that a pull met, and that nothing has mended since. */
export interface DamageFound {
  readonly digest: string;
  readonly problem: BlobProblem;
  /** ISO time. */
  readonly foundAt: string;
  /** The damaged file is in `quarantine/` and the blob forgotten: pushing it again mends it. */
  readonly setAside: boolean;
  /** `repository:tag`, or `repository@digest`, of the images that suffered. */
  readonly usedBy: readonly string[];
}

const USERS = `
  SELECT DISTINCT r.name || COALESCE(':' || t.name, '@' || m.digest) AS user
  FROM registry_blob_links l
  JOIN registry_manifest_blobs mb ON mb.repository_id = l.repository_id AND mb.digest = l.digest
  JOIN registry_manifests m ON m.id = mb.manifest_id
  JOIN registry_repositories r ON r.id = m.repository_id
  LEFT JOIN registry_tags t ON t.manifest_id = m.id
  WHERE l.digest = ? ORDER BY user LIMIT 1000`;

/** Names of the images that a blob belongs to. */
export const usersOf = ({ db }: Context, digest: string): readonly string[] =>
  db.prepare<[string], string>(USERS).pluck().all(digest);

/**
 * Moves a damaged blob out of the way and forgets it. The content goes first: a failure in between leaves a row without a
 * file, which the next check finds, and never evidence that a start would remove. False: somebody is storing it anew.
 */
export async function setAside(context: Context, digest: Digest, problem: BlobProblem): Promise<boolean> {
  const { db, writer, files, cache, pins } = context;
  if (pins.isHeld(digest)) return false;
  const unlink = db.prepare<[string]>('DELETE FROM registry_blob_links WHERE digest = ?');
  const forget = db.prepare<[string]>('DELETE FROM registry_blobs WHERE digest = ?');
  try {
    await pins.whileLeaving([{ digest }], async () => {
      if (problem === 'damaged') await files.quarantine(digest);
      await writer.run(() => {
        unlink.run(digest);
        forget.run(digest);
      });
      cache.drop(digest);
    });
    return true;
  } catch (error) {
    throw storeFailure(error);
  }
}

interface Row {
  readonly digest: string;
  readonly problem: BlobProblem;
  readonly found_at: number;
  readonly set_aside: 0 | 1;
  readonly used_by: string;
}

/**
 * Takes care of damage that reading meets: looks at the whole blob, sets it aside when it is damaged, and remembers it. A
 * file that is missing is only remembered: a disk that is not there for a while must not make the registry forget.
 */
export class DamageLog {
  readonly #context: Context;
  readonly #log: (error: unknown) => void;
  readonly #looking = new Map<string, Promise<void>>();

  constructor(context: Context, log: (error: unknown) => void) {
    this.#context = context;
    this.#log = log;
  }

  /** Reading this blob went wrong. Returns at once. */
  suspect(digest: Digest): void {
    if (this.#looking.has(digest)) return;
    const looking = this.#look(digest)
      .catch(this.#log)
      .finally(() => this.#looking.delete(digest));
    this.#looking.set(digest, looking);
  }

  /** Resolves when everything that was suspected has been looked at. */
  async idle(): Promise<void> {
    await Promise.all(this.#looking.values());
  }

  /** What was found and is not mended; forgets the rest. */
  async list(): Promise<readonly DamageFound[]> {
    const { db, blobs, files } = this.#context;
    const forget = db.prepare<[string]>('DELETE FROM registry_damage WHERE digest = ?');
    const found: DamageFound[] = [];
    for (const row of db.prepare<[], Row>('SELECT * FROM registry_damage ORDER BY found_at, digest').all()) {
      const digest = parseDigest(row.digest);
      const isStored = digest !== undefined && blobs.size(digest) !== undefined;
      const isMended = isStored && (row.set_aside === 1 || (await files.size(digest)) !== undefined);
      if (isMended) await this.#context.writer.run(() => forget.run(row.digest));
      else {
        found.push({
          digest: row.digest,
          problem: row.problem,
          foundAt: new Date(row.found_at).toISOString(),
          setAside: row.set_aside === 1,
          usedBy: JSON.parse(row.used_by) as string[],
        });
      }
    }
    return found;
  }

  async #look(digest: Digest): Promise<void> {
    const { db, files, blobs, writer, now, emit } = this.#context;
    const state = await files.verify(digest).catch(() => 'damaged' as const);
    // Collected or mended meanwhile: that is no damage.
    if (state === 'whole' || blobs.size(digest) === undefined) return;
    const usedBy = usersOf(this.#context, digest);
    const isSetAside = state === 'damaged' && (await setAside(this.#context, digest, state));
    const note = db.prepare<[string, string, number, number, string]>(
      `INSERT INTO registry_damage (digest, problem, found_at, set_aside, used_by) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (digest) DO UPDATE SET problem = excluded.problem, set_aside = excluded.set_aside`,
    );
    await writer.run(() => note.run(digest, state, now(), isSetAside ? 1 : 0, JSON.stringify(usedBy)));
    emit({ type: 'damaged', digest, problem: state, usedBy });
    this.#log(new DrydockError('REGISTRY_BLOB_CORRUPT', { digest }));
  }
}
