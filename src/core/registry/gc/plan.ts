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
 * Links that no live manifest of their repository needs, of one page; SQLite passes on only those. `gc_is_live` is ours: it
 * asks the set of the mark phase. By digest, as the other indexes are that this and the sweep look into: else each look is
 * at another page, and a large store costs more for each link.
 */
const DEAD_LINKS = `
  SELECT l.digest, l.repository_id FROM registry_blob_links l INDEXED BY registry_blob_links_digest
  WHERE (l.digest, l.repository_id) > (@fromA, @fromB) AND (l.digest, l.repository_id) <= (@toA, @toB) AND NOT EXISTS (
    SELECT 1 FROM registry_manifest_blobs mb WHERE mb.digest = l.digest AND gc_is_live(mb.manifest_id, l.repository_id))
  ORDER BY l.digest, l.repository_id`;

/** Links whose manifest may still come, of one page. */
const YOUNG_LINKS = `
  SELECT digest, repository_id FROM registry_blob_links
  WHERE (repository_id, digest) > (@fromA, @fromB) AND (repository_id, digest) <= (@toA, @toB) AND pending_since > @pendingCutoff`;

/** The links in an order that an index has, where it begins, and where a page ends. */
const BY_DIGEST = {
  start: ['', -1],
  end: `SELECT digest, repository_id FROM registry_blob_links INDEXED BY registry_blob_links_digest
    WHERE (digest, repository_id) > (?, ?) ORDER BY digest, repository_id LIMIT 1 OFFSET ?`,
  last: `SELECT digest, repository_id FROM registry_blob_links INDEXED BY registry_blob_links_digest
    ORDER BY digest DESC, repository_id DESC LIMIT 1`,
} as const;
const BY_REPOSITORY = {
  start: [-1, ''],
  end: `SELECT repository_id, digest FROM registry_blob_links
    WHERE (repository_id, digest) > (?, ?) ORDER BY repository_id, digest LIMIT 1 OFFSET ?`,
  last: 'SELECT repository_id, digest FROM registry_blob_links ORDER BY repository_id DESC, digest DESC LIMIT 1',
} as const;

const BLOBS = `
  SELECT b.digest, b.size, (SELECT COUNT(*) FROM registry_blob_links l WHERE l.digest = b.digest)
  FROM registry_blobs b WHERE b.digest > ? ORDER BY b.digest LIMIT ?`;

/** Rows of a page while nobody waits, and while requests come in: about half a slice's worth of time. */
const QUIET_PAGE = 1024;
const BUSY_PAGE = 64;

type ManifestRow = [id: number, digest: string, repository: string, bytes: number, refers: 0 | 1];
type LinkKey = readonly [string | number, string | number];
type Link = [digest: string, repository: number];
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
  /** Links that go, by digest. */
  const going = new Map<string, number>();
  const names = new Map<number, string>();
  const repositories = db.prepare<[], [number, string]>('SELECT id, name FROM registry_repositories').raw();
  yield* stepwise(repositories.iterate(), ([id, name]) => names.set(id, name));
  const young = new Set<string>();
  yield* youngLinks(db, terms.pendingCutoff, ([digest, id]) => young.add(`${id} ${digest}`));
  yield* deadLinks(db, terms.live, ([digest, id]) => {
    if (young.has(`${id} ${digest}`) || inUse(digest)) {
      kept.add(digest);
      return;
    }
    const repository = names.get(id) ?? '';
    items.push({ kind: 'link', digest, repository, reason: 'unreferenced-in-repository', bytes: 0 });
    going.set(digest, (going.get(digest) ?? 0) + 1);
  });
  yield* everyBlob(db, ([digest, size, links]) => {
    if (links > 0 ? going.get(digest) !== links : inUse(digest)) {
      if (links === 0) kept.add(digest);
    } else items.push({ kind: 'blob', digest, reason: 'unreferenced', bytes: size });
  });
  return kept.size;
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

function* deadLinks(db: Database, live: LiveManifests, take: (link: Link) => void): Steps<void> {
  db.function('gc_is_live', (id, repository) => (live.get(id as number) === repository ? 1 : 0));
  const dead = db.prepare<[object], Link>(DEAD_LINKS).raw();
  yield* linkPages(db, BY_DIGEST, (page) => {
    for (const link of dead.all(page)) take(link);
  });
}

function* youngLinks(db: Database, pendingCutoff: number, take: (link: Link) => void): Steps<void> {
  const young = db.prepare<[object], Link>(YOUNG_LINKS).raw();
  yield* linkPages(db, BY_REPOSITORY, (page) => {
    for (const link of young.all({ ...page, pendingCutoff })) take(link);
  });
}

/** Page by page of an order of the links, so that it can pause where a page has nothing too. A page: after which key, up to which. */
function* linkPages(
  db: Database,
  order: typeof BY_DIGEST | typeof BY_REPOSITORY,
  take: (page: Readonly<Record<'fromA' | 'fromB' | 'toA' | 'toB', string | number>>) => void,
): Steps<void> {
  const end = db.prepare<unknown[], LinkKey>(order.end).raw();
  const last = db.prepare<[], LinkKey>(order.last).raw().get();
  let isQuiet = false;
  for (let from: LinkKey = order.start; last; isQuiet = yield) {
    const to = end.get(...from, (isQuiet ? QUIET_PAGE : BUSY_PAGE) - 1) ?? last;
    take({ fromA: from[0], fromB: from[1], toA: to[0], toB: to[1] });
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
