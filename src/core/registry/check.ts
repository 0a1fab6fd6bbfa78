import { setImmediate as turn } from 'node:timers/promises';
import { DrydockError } from '../errors/index.ts';
import type { Context } from './context.ts';
import { type DamageFound, type DamageLog, setAside, usersOf } from './damage.ts';
import { type Digest, digestAlgorithm, digestOf } from './digest.ts';

export interface CheckProgress {
  readonly done: number;
  readonly total: number;
  readonly bytes: number;
}

/** A blob or manifest whose content is not what it should be, and the images that suffer from it. */
export interface DamagedBlob {
  readonly kind: 'blob' | 'manifest';
  readonly digest: string;
  readonly problem: 'damaged' | 'missing';
  /** `repository:tag`, or `repository@digest` for manifests without a tag. */
  readonly usedBy: readonly string[];
}

export interface CheckReport {
  readonly blobs: number;
  readonly manifests: number;
  readonly bytes: number;
  readonly damaged: readonly DamagedBlob[];
  /** True when damaged files were set aside and their rows removed: the next push of that content mends it. */
  readonly repaired: boolean;
  /** What pulls met before, and nothing has mended. */
  readonly earlier: readonly DamageFound[];
}

export interface CheckOptions {
  /** Set damaged files aside in `quarantine/` and forget them, so that clients push them anew. Default false: only look. */
  readonly repair?: boolean;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: CheckProgress) => void;
}

const PAGE = 500;
const BLOBS = 'SELECT digest, size FROM registry_blobs WHERE digest > ? ORDER BY digest LIMIT ?';
const MANIFESTS = `
  SELECT m.id, m.digest, b.body FROM registry_manifests m
  LEFT JOIN registry_manifest_bodies b ON b.manifest_id = m.id WHERE m.id > ? ORDER BY m.id LIMIT ?`;
/** Bodies are up to 4 MiB. */
const MANIFEST_PAGE = 16;

interface Row {
  readonly digest: Digest;
  readonly size: number;
}

interface ManifestBody {
  readonly id: number;
  readonly digest: Digest;
  readonly body: Buffer | null;
}

/** Reads every blob and manifest and compares it with its digest, while the registry serves. Errors: CANCELLED. */
export async function checkRegistry(
  context: Context,
  damage: DamageLog,
  options: CheckOptions = {},
): Promise<CheckReport> {
  const check = new Check(context, options);
  await check.blobs();
  await check.manifests();
  const report = check.report();
  const now = new Set(report.damaged.map(({ digest }) => digest));
  return { ...report, earlier: (await damage.list()).filter(({ digest }) => !now.has(digest)) };
}

class Check {
  readonly #context: Context;
  readonly #options: CheckOptions;
  readonly #total: number;
  readonly #damaged: DamagedBlob[] = [];
  #blobs = 0;
  #manifests = 0;
  #bytes = 0;

  constructor(context: Context, options: CheckOptions) {
    this.#context = context;
    this.#options = options;
    const count = (table: string) =>
      context.db.prepare<[], number>(`SELECT COUNT(*) FROM ${table}`).pluck().get() ?? 0;
    this.#total = count('registry_blobs') + count('registry_manifests');
  }

  report(): Omit<CheckReport, 'earlier'> {
    return {
      blobs: this.#blobs,
      manifests: this.#manifests,
      bytes: this.#bytes,
      damaged: this.#damaged,
      repaired: this.#options.repair === true,
    };
  }

  async blobs(): Promise<void> {
    const context = this.#context;
    const page = context.db.prepare<[string, number], Row>(BLOBS);
    for (let rows = page.all('', PAGE); rows.length > 0; rows = page.all(rows.at(-1)?.digest ?? '', PAGE)) {
      for (const { digest, size } of rows) {
        const state = await verify(context, digest, this.#options.signal);
        this.#blobs += 1;
        this.#step(size);
        // Collected while it was being read: that is no damage.
        if (state === 'whole' || context.blobs.size(digest) === undefined) continue;
        this.#damaged.push({ kind: 'blob', digest, problem: state, usedBy: usersOf(context, digest) });
        if (this.#options.repair) await setAside(context, digest, state);
      }
    }
  }

  /** A manifest that is not what its digest says goes with `repair`: only then can it be pushed anew. */
  async manifests(): Promise<void> {
    const { db, writer, manifests } = this.#context;
    const page = db.prepare<[number, number], ManifestBody>(MANIFESTS);
    const names = db
      .prepare<[number], string>(
        `SELECT r.name || COALESCE(':' || t.name, '@' || m.digest) FROM registry_manifests m
         JOIN registry_repositories r ON r.id = m.repository_id
         LEFT JOIN registry_tags t ON t.manifest_id = m.id WHERE m.id = ? ORDER BY 1`,
      )
      .pluck();
    const next = (after: number) => page.all(after, MANIFEST_PAGE);
    for (let rows = next(0); rows.length > 0; rows = next(rows.at(-1)?.id ?? 0)) {
      await turn();
      if (this.#options.signal?.aborted) throw new DrydockError('CANCELLED', { what: 'registry check' });
      for (const { id, digest, body } of rows) {
        this.#manifests += 1;
        this.#step(body?.byteLength ?? 0);
        if (body && digestOf(body, digestAlgorithm(digest)) === digest) continue;
        const problem = body ? 'damaged' : 'missing';
        this.#damaged.push({ kind: 'manifest', digest, problem, usedBy: names.all(id) });
        if (this.#options.repair) await writer.run(() => manifests.remove(id));
      }
    }
  }

  #step(bytes: number): void {
    this.#bytes += bytes;
    const { onProgress } = this.#options;
    onProgress?.({ done: this.#blobs + this.#manifests, total: this.#total, bytes: this.#bytes });
  }
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
