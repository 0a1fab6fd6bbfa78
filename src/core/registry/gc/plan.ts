import type { Database } from 'better-sqlite3';
import type { GcItem, GcPlan, GcPolicy } from '../gc-types.ts';
import type { Pins } from '../pins.ts';
import type { UploadSession } from '../uploads.ts';
import { type LiveManifests, liveManifests, stepwise } from './live.ts';
import type { Steps } from './pace.ts';
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
  SELECT m.id, m.digest, r.name, m.size, m.subject IS NOT NULL
  FROM registry_repositories r JOIN registry_manifests m ON m.repository_id = r.id
  ORDER BY r.name, m.digest`;

/**
 * Links that no live manifest of their repository needs, of one page, in the order they lie in; SQLite passes on only those.
 * `gc_is_live` is ours: it asks the set of the mark phase.
 */
const DEAD_LINKS = `
  SELECT l.digest, l.repository_id, COALESCE(l.pending_since, 0) > @pendingCutoff FROM registry_blob_links l
  WHERE (l.digest, l.repository_id) > (@fromDigest, @fromRepository)
    AND (l.digest, l.repository_id) <= (@toDigest, @toRepository)
    AND NOT EXISTS (
      SELECT 1 FROM registry_manifest_blobs mb
      WHERE mb.repository_id = l.repository_id AND mb.digest = l.digest AND gc_is_live(mb.manifest_id))`;

const PAGE_END = `
  SELECT digest, repository_id FROM registry_blob_links
  WHERE (digest, repository_id) > (?, ?) ORDER BY digest, repository_id LIMIT 1 OFFSET ?`;
const LAST_LINK =
  'SELECT digest, repository_id FROM registry_blob_links ORDER BY digest DESC, repository_id DESC LIMIT 1';

const BLOBS = `
  SELECT b.digest, b.size, (SELECT COUNT(*) FROM registry_blob_links l WHERE l.digest = b.digest)
  FROM registry_blobs b WHERE b.digest > ? ORDER BY b.digest LIMIT ?`;

/** Rows of a page while nobody waits, and while requests come in: about half a slice's worth of time. */
const QUIET_PAGE = 1024;
const BUSY_PAGE = 64;

type ManifestRow = [id: number, digest: string, repository: string, bytes: number, refers: 0 | 1];
type LinkKey = readonly [digest: string, repository: number];
type Link = [digest: string, repository: number, young: 0 | 1];
type BlobRow = [digest: string, size: number, links: number];

/**
 * Makes a plan. It only runs SELECTs: a preview cannot change anything. Time and memory grow with what is stored, and it
 * can pause between any two rows; who pauses needs a connection of their own, in one transaction.
 */
export function* planSteps(source: PlanSource, given: Partial<GcPolicy> = {}): Steps<GcPlan> {
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

function* deadManifests(db: Database, live: LiveManifests, items: GcItem[]): Steps<void> {
  const rows = db.prepare<[], ManifestRow>(MANIFESTS).raw().iterate();
  yield* stepwise(rows, ([id, digest, repository, bytes, refers]) => {
    if (live.has(id)) return;
    const reason = refers === 1 ? 'dangling-referrer' : 'untagged';
    items.push({ kind: 'manifest', digest, repository, reason, bytes });
  });
}

interface BlobTerms {
  readonly live: LiveManifests;
  readonly cutoff: number;
  readonly pendingCutoff: number;
}

/** Links first, blobs after them; answers with the number of blobs that stay because they are young or in use. */
function* deadBlobs(source: PlanSource, terms: BlobTerms, items: GcItem[]): Steps<number> {
  const { db, pins } = source;
  const inUse = (digest: string) => pins.isHeld(digest) || pins.isTouchedSince(digest, terms.cutoff);
  const kept = new Set<string>();
  const names = new Map<number, string>();
  const repositories = db.prepare<[], [number, string]>('SELECT id, name FROM registry_repositories').raw();
  yield* stepwise(repositories.iterate(), ([id, name]) => names.set(id, name));
  const firstLink = items.length;
  yield* deadLinks(db, terms, ([digest, id, young]) => {
    if (young === 1 || inUse(digest)) {
      kept.add(digest);
      return;
    }
    const repository = names.get(id) ?? '';
    items.push({ kind: 'link', digest, repository, reason: 'unreferenced-in-repository', bytes: 0 });
  });
  const going = inStep(items, firstLink, items.length);
  yield* everyBlob(db, ([digest, size, links]) => {
    if (links > 0 ? going(digest) !== links : inUse(digest)) {
      if (links === 0) kept.add(digest);
    } else items.push({ kind: 'blob', digest, reason: 'unreferenced', bytes: size });
  });
  return kept.size;
}

/** How many of `items` from `start` to `end`, which are in order of their digests, have a digest; asked in that order too. */
function inStep(items: readonly GcItem[], start: number, end: number): (digest: string) => number {
  let at = start;
  return (digest) => {
    while (at < end && (items[at]?.digest ?? '') < digest) at += 1;
    const first = at;
    while (at < end && items[at]?.digest === digest) at += 1;
    return at - first;
  };
}

/** A page at a time costs a third less than a row at a time. */
function* everyBlob(db: Database, take: (blob: BlobRow) => void): Steps<void> {
  const page = db.prepare<[string, number], BlobRow>(BLOBS).raw();
  for (let after = '', isQuiet = false; ; ) {
    const rows = page.all(after, isQuiet ? QUIET_PAGE : BUSY_PAGE);
    for (const row of rows) take(row);
    const last = rows.at(-1);
    if (!last) return;
    after = last[0];
    isQuiet = yield;
  }
}

/** Page by page, so that it can pause where a page has nothing too. */
function* deadLinks(
  db: Database,
  { live, pendingCutoff }: BlobTerms,
  take: (link: Link) => void,
): Steps<void> {
  db.function('gc_is_live', (id) => (live.has(id as number) ? 1 : 0));
  const dead = db.prepare<[object], Link>(DEAD_LINKS).raw();
  const end = db.prepare<[string, number, number], LinkKey>(PAGE_END).raw();
  const last = db.prepare<[], LinkKey>(LAST_LINK).raw().get();
  let isQuiet = false;
  for (let from: LinkKey = ['', -1]; last; isQuiet = yield) {
    const to = end.get(...from, (isQuiet ? QUIET_PAGE : BUSY_PAGE) - 1) ?? last;
    const page = { fromDigest: from[0], fromRepository: from[1], toDigest: to[0], toRepository: to[1] };
    for (const link of dead.all({ ...page, pendingCutoff })) take(link);
    if (to[0] === last[0] && to[1] === last[1]) return;
    from = to;
  }
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
