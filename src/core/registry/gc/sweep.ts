import type { Statement } from 'better-sqlite3';
import type { Context } from '../context.ts';
import type { Digest } from '../digest.ts';
import type { GcItem, GcPolicy } from '../gc-types.ts';

/** Items are handed to SQLite as one JSON text: a statement for many rows costs a third of a statement for each. */
type Taken = readonly GcItem[];

const MANIFESTS = `
  WITH wanted AS MATERIALIZED (
    SELECT value ->> 0 AS repository_id, value ->> 1 AS digest, value ->> 2 AS reason, key FROM json_each(@items))
  SELECT w.key, m.id FROM wanted w
  CROSS JOIN registry_manifests m ON m.repository_id = w.repository_id AND m.digest = w.digest
  WHERE m.fresh_since <= @cutoff
    AND NOT EXISTS (SELECT 1 FROM registry_tags t WHERE t.manifest_id = m.id)
    AND NOT EXISTS (
      SELECT 1 FROM registry_manifest_children c JOIN registry_manifests p ON p.id = c.manifest_id
      WHERE c.digest = m.digest AND p.repository_id = m.repository_id)
    AND (m.subject IS NULL AND w.reason = 'untagged' OR NOT @keepDangling AND m.subject IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM registry_manifests s WHERE s.repository_id = m.repository_id AND s.digest = m.subject))
    AND NOT EXISTS (
      SELECT 1 FROM registry_manifests f
      WHERE f.repository_id = m.repository_id AND f.subject = m.digest
        AND (f.fresh_since > @cutoff
          OR EXISTS (SELECT 1 FROM registry_tags t WHERE t.manifest_id = f.id)
          OR EXISTS (SELECT 1 FROM registry_manifest_children c JOIN registry_manifests p ON p.id = c.manifest_id
                     WHERE c.digest = f.digest AND p.repository_id = f.repository_id)))`;

const KEEP_BODIES = `
  INSERT INTO registry_gc_bodies (receipt_id, repository, digest, media_type, body)
  SELECT @receipt, r.name, m.digest, m.media_type, b.body FROM json_each(@ids) j
  CROSS JOIN registry_manifests m ON m.id = j.value
  JOIN registry_repositories r ON r.id = m.repository_id
  JOIN registry_manifest_bodies b ON b.manifest_id = m.id`;

const DROP_LINKS = `
  DELETE FROM registry_blob_links AS l
  WHERE (digest, repository_id) IN (SELECT value ->> 0, value ->> 1 FROM json_each(@items))
    AND COALESCE(l.pending_since, 0) <= @pendingCutoff
    AND NOT EXISTS (
      SELECT 1 FROM registry_manifest_blobs mb WHERE mb.repository_id = l.repository_id AND mb.digest = l.digest)`;

const DROP_BLOBS = `
  DELETE FROM registry_blobs AS b WHERE digest IN (SELECT value FROM json_each(?))
    AND NOT EXISTS (SELECT 1 FROM registry_blob_links l WHERE l.digest = b.digest)`;

const TRASH = `
  INSERT INTO registry_trash (digest, size, trashed_at, receipt_id)
  SELECT value ->> 0, value ->> 1, @now, @receipt FROM json_each(@items)`;

/**
 * Takes items, each only if nothing needs it at that moment: the plan may be old, and pushes go on while a collection
 * runs. Everything here is called inside a transaction, and answers with the items that were taken.
 */
export class Sweep {
  readonly #context: Context;
  readonly #cutoff: number;
  readonly #pendingCutoff: number;
  readonly #keepDangling: 0 | 1;
  readonly #repository: Statement<[string], number>;
  readonly #manifests: Statement<[object], [number, number]>;
  readonly #keepBodies: Statement<[object]>;
  readonly #dropManifests: Statement<[string]>;
  readonly #links: Statement<[object]>;
  readonly #linksNamed: Statement<[object], [number, string]>;
  readonly #blobs: Statement<[string]>;
  readonly #blobsNamed: Statement<[string], string>;
  readonly #savepoint: Statement;
  readonly #rollback: Statement;
  readonly #release: Statement;
  readonly #trash: Statement<[object]>;
  readonly #receipt: number;
  readonly #undoable: boolean;

  constructor(context: Context, policy: GcPolicy, plannedAt: number, receipt: number) {
    const { db } = context;
    this.#context = context;
    this.#receipt = receipt;
    this.#undoable = policy.undoMs > 0;
    this.#cutoff = plannedAt - policy.graceMs;
    this.#pendingCutoff = plannedAt - policy.uploadExpiryMs;
    this.#keepDangling = policy.danglingReferrers === 'keep' ? 1 : 0;
    this.#repository = db
      .prepare<[string], number>('SELECT id FROM registry_repositories WHERE name = ?')
      .pluck();
    this.#manifests = db.prepare<[object], [number, number]>(MANIFESTS).raw();
    this.#keepBodies = db.prepare(KEEP_BODIES);
    this.#dropManifests = db.prepare(
      'DELETE FROM registry_manifests WHERE id IN (SELECT value FROM json_each(?))',
    );
    this.#links = db.prepare(DROP_LINKS);
    this.#linksNamed = db
      .prepare<[object], [number, string]>(`${DROP_LINKS} RETURNING repository_id, digest`)
      .raw();
    this.#blobs = db.prepare(DROP_BLOBS);
    this.#blobsNamed = db.prepare<[string], string>(`${DROP_BLOBS} RETURNING digest`).pluck();
    this.#savepoint = db.prepare('SAVEPOINT sweep');
    this.#rollback = db.prepare('ROLLBACK TO sweep');
    this.#release = db.prepare('RELEASE sweep');
    this.#trash = db.prepare(TRASH);
  }

  manifests(items: readonly GcItem[]): Taken {
    const repositories = this.#repositoriesOf(items);
    const wanted = items.map(({ repository = '', digest, reason }) => [
      repositories.get(repository) ?? null,
      digest,
      reason,
    ]);
    const found = this.#manifests.all({
      items: JSON.stringify(wanted),
      cutoff: this.#cutoff,
      keepDangling: this.#keepDangling,
    });
    const ids = JSON.stringify(found.map(([, id]) => id));
    if (this.#undoable) this.#keepBodies.run({ receipt: this.#receipt, ids });
    this.#dropManifests.run(ids);
    const taken = new Set(found.map(([key]) => key));
    return items.filter((_, at) => taken.has(at));
  }

  links(items: readonly GcItem[]): Taken {
    const free = items.filter(({ digest }) => !this.#inUse(digest));
    const repositories = this.#repositoriesOf(free);
    const wanted = free.map(({ repository = '', digest }) => [digest, repositories.get(repository) ?? null]);
    const terms = { items: JSON.stringify(wanted), pendingCutoff: this.#pendingCutoff };
    if (this.#allOf(free, () => this.#links.run(terms).changes)) return free;
    const gone = this.#linksNamed.all(terms);
    const keys = new Set(gone.map(([id, digest]) => `${id} ${digest}`));
    return free.filter(({ repository = '', digest }) =>
      keys.has(`${repositories.get(repository)} ${digest}`),
    );
  }

  /** Their files go with the purge of the trash. */
  blobs(items: readonly GcItem[]): Taken {
    const { cache, now } = this.#context;
    const free = items.filter(({ digest }) => !this.#inUse(digest));
    const taken = this.#dropBlobs(free);
    for (const { digest } of taken) cache.drop(digest as Digest);
    const rows = JSON.stringify(taken.map(({ digest, bytes }) => [digest, bytes]));
    this.#trash.run({ items: rows, now: now(), receipt: this.#receipt });
    return taken;
  }

  #dropBlobs(free: readonly GcItem[]): Taken {
    const digests = JSON.stringify(free.map(({ digest }) => digest));
    if (this.#allOf(free, () => this.#blobs.run(digests).changes)) return free;
    const gone = new Set(this.#blobsNamed.all(digests));
    return free.filter(({ digest }) => gone.has(digest));
  }

  /**
   * Whether `drop` took as many rows as there are items; else it has not happened. Usually all go, and to have SQLite name
   * each row that went costs a third of the time.
   */
  #allOf(items: readonly GcItem[], drop: () => number): boolean {
    this.#savepoint.run();
    const isAll = drop() === items.length;
    if (!isAll) this.#rollback.run();
    this.#release.run();
    return isAll;
  }

  #inUse(digest: string): boolean {
    const { pins } = this.#context;
    return pins.isHeld(digest) || pins.isTouchedSince(digest, this.#cutoff);
  }

  /** Ids by name; a repository that has gone meanwhile has none. */
  #repositoriesOf(items: readonly GcItem[]): ReadonlyMap<string, number> {
    const ids = new Map<string, number>();
    for (const { repository = '' } of items) {
      if (ids.has(repository)) continue;
      const id = this.#repository.get(repository);
      if (id !== undefined) ids.set(repository, id);
    }
    return ids;
  }
}
