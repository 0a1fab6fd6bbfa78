import type { Database } from 'better-sqlite3';
import type { GcItem, GcPlan, GcPolicy } from '../gc-types.ts';
import type { Pins } from '../pins.ts';
import type { UploadSession } from '../uploads.ts';
import { liveManifests, stepwise } from './live.ts';
import { planId } from './plan-id.ts';

export const defaultPolicy: GcPolicy = {
  untaggedManifests: 'collect',
  danglingReferrers: 'collect',
  graceMs: 60 * 60 * 1000,
  uploadExpiryMs: 24 * 60 * 60 * 1000,
  undoMs: 0,
};

/** What a plan is made from. */
export interface PlanSource {
  /** The engine's connection, or one of its own that only reads. */
  readonly db: Database;
  readonly pins: Pins;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly sessions: readonly UploadSession[];
}

/** Both indexes give this order, so nothing is sorted. */
const MANIFESTS = `
  SELECT m.id, m.digest, r.name AS repository, m.size AS bytes, m.subject IS NOT NULL AS refers
  FROM registry_repositories r JOIN registry_manifests m ON m.repository_id = r.id
  ORDER BY r.name, m.digest`;

const LINKS = `
  SELECT l.digest, b.size, COALESCE(l.pending_since, 0) > @pendingCutoff AS young
  FROM registry_blob_links l JOIN registry_blobs b ON b.digest = l.digest
  WHERE l.repository_id = @repository ORDER BY l.digest`;

const NEEDED = `
  SELECT mb.manifest_id, mb.digest FROM registry_manifests m
  JOIN registry_manifest_blobs mb ON mb.manifest_id = m.id WHERE m.repository_id = ?`;

const BLOBS = `
  SELECT b.digest, b.size, (SELECT COUNT(*) FROM registry_blob_links l WHERE l.digest = b.digest) AS links
  FROM registry_blobs b ORDER BY b.digest`;

interface ManifestRow {
  readonly id: number;
  readonly digest: string;
  readonly repository: string;
  readonly bytes: number;
  readonly refers: 0 | 1;
}

interface LinkRow {
  readonly digest: string;
  readonly size: number;
  readonly young: 0 | 1;
}

interface RepositoryRow {
  readonly id: number;
  readonly name: string;
}

/**
 * Makes a plan. It only runs SELECTs: a preview cannot change anything. Time and memory grow with what is stored, and it
 * can pause between any two rows; who pauses needs a connection of their own, in one transaction.
 */
export function* planSteps(source: PlanSource, given: Partial<GcPolicy> = {}): Generator<void, GcPlan> {
  const policy = { ...defaultPolicy, ...given };
  const { db, now, sessions } = source;
  const cutoff = now - policy.graceMs;
  const pendingCutoff = now - policy.uploadExpiryMs;
  const live = yield* liveManifests(db, policy, cutoff);
  const items: GcItem[] = [];
  yield* deadManifests(db, live, items);
  const protectedBlobs = yield* deadBlobs(source, { live, cutoff, pendingCutoff }, items);
  items.push(...expiredUploads(sessions, pendingCutoff));
  const bytes = items.reduce((sum, item) => sum + item.bytes, 0);
  const id = yield* planId(items);
  return { id, createdAt: new Date(now).toISOString(), policy, items, bytes, protectedBlobs };
}

function* deadManifests(db: Database, live: ReadonlySet<number>, items: GcItem[]): Generator<void, void> {
  const rows = db.prepare<[], ManifestRow>(MANIFESTS).iterate();
  yield* stepwise(rows, ({ id, digest, repository, bytes, refers }) => {
    if (live.has(id)) return;
    const reason = refers === 1 ? 'dangling-referrer' : 'untagged';
    items.push({ kind: 'manifest', digest, repository, reason, bytes });
  });
}

interface BlobTerms {
  readonly live: ReadonlySet<number>;
  readonly cutoff: number;
  readonly pendingCutoff: number;
}

/** Links first, blobs after them; answers with the number of blobs that stay because they are young or in use. */
function* deadBlobs(source: PlanSource, terms: BlobTerms, items: GcItem[]): Generator<void, number> {
  const { db, pins } = source;
  const inUse = (digest: string) => pins.isHeld(digest) || pins.isTouchedSince(digest, terms.cutoff);
  const kept = new Set<string>();
  const dying = new Map<string, number>();
  const links = db.prepare<[object], LinkRow>(LINKS);
  const repositories = db.prepare<[], RepositoryRow>(
    'SELECT id, name FROM registry_repositories ORDER BY name',
  );
  for (const { id, name } of repositories.iterate()) {
    const needed = yield* neededBlobs(db, id, terms.live);
    const rows = links.iterate({ repository: id, pendingCutoff: terms.pendingCutoff });
    yield* stepwise(rows, ({ digest, young }) => {
      if (needed.has(digest)) return;
      if (young === 1 || inUse(digest)) {
        kept.add(digest);
        return;
      }
      items.push({ kind: 'link', digest, repository: name, reason: 'unreferenced-in-repository', bytes: 0 });
      dying.set(digest, (dying.get(digest) ?? 0) + 1);
    });
    yield;
  }
  const blobs = db.prepare<[], { digest: string; size: number; links: number }>(BLOBS).iterate();
  yield* stepwise(blobs, ({ digest, size, links: all }) => {
    if ((dying.get(digest) ?? 0) !== all) return;
    if (all === 0 && inUse(digest)) kept.add(digest);
    else items.push({ kind: 'blob', digest, reason: 'unreferenced', bytes: size });
  });
  return kept.size;
}

/** Digests that the repository's live manifests list. */
function* neededBlobs(
  db: Database,
  repository: number,
  live: ReadonlySet<number>,
): Generator<void, ReadonlySet<string>> {
  const needed = new Set<string>();
  const rows = db.prepare<[number], { manifest_id: number; digest: string }>(NEEDED).iterate(repository);
  yield* stepwise(rows, (row) => {
    if (live.has(row.manifest_id)) needed.add(row.digest);
  });
  return needed;
}

function expiredUploads(sessions: readonly UploadSession[], before: number): GcItem[] {
  return sessions
    .filter((session) => !session.busy && session.touchedAt <= before)
    .map(({ id, repository, offset }) => ({
      kind: 'upload',
      digest: id,
      repository,
      reason: 'upload-expired',
      bytes: offset,
    }));
}
