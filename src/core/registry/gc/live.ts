import type { Database } from 'better-sqlite3';
import type { GcPolicy } from '../gc-types.ts';
import type { Steps } from './pace.ts';

const ROWS_PER_STEP = 32;

/** Passes rows on, with a place to pause after every few. */
export function* stepwise<T>(rows: IterableIterator<T>, take: (row: T) => void): Steps<void> {
  let count = 0;
  for (const row of rows) {
    take(row);
    count += 1;
    if (count % ROWS_PER_STEP === 0) yield;
  }
}

interface ManifestRow {
  readonly id: number;
  readonly repository: number;
  readonly subject: string | null;
  readonly root: 0 | 1;
}

const MANIFESTS = `
  SELECT m.id, m.repository_id AS repository, m.subject,
    m.fresh_since > @cutoff
      OR EXISTS (SELECT 1 FROM registry_tags t WHERE t.manifest_id = m.id)
      OR (@keepUntagged AND m.subject IS NULL)
      OR (@keepDangling AND m.subject IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM registry_manifests s WHERE s.repository_id = m.repository_id AND s.digest = m.subject)) AS root
  FROM registry_manifests m`;

const CHILDREN = `
  SELECT c.manifest_id AS parent, n.id AS child FROM registry_manifest_children c
  JOIN registry_manifests p ON p.id = c.manifest_id
  JOIN registry_manifests n ON n.repository_id = p.repository_id AND n.digest = c.digest`;

/** Ids of manifests that must stay. */
export type LiveManifests = ReadonlySet<number>;

/**
 * The mark phase: the manifests that must stay. Roots are tags, young manifests and what the policy keeps; from there
 * to the children of indexes, to referrers of what stays, and from a referrer to its subject. Every query streams along an
 * index and none sorts, so that it can pause after any row.
 */
export function* liveManifests(db: Database, policy: GcPolicy, cutoff: number): Steps<LiveManifests> {
  const live = new Set<number>();
  const queue: number[] = [];
  const edges = new Map<number, number[]>();
  const reach = (id: number): void => {
    if (live.has(id)) return;
    live.add(id);
    queue.push(id);
  };
  const connect = (from: number, to: number): void => {
    const known = edges.get(from);
    if (known) known.push(to);
    else edges.set(from, [to]);
  };
  const referrers: ManifestRow[] = [];
  const parameters = {
    cutoff,
    keepUntagged: policy.untaggedManifests === 'keep' ? 1 : 0,
    keepDangling: policy.danglingReferrers === 'keep' ? 1 : 0,
  };
  yield* stepwise(db.prepare<[object], ManifestRow>(MANIFESTS).iterate(parameters), (row) => {
    if (row.root === 1) reach(row.id);
    if (row.subject !== null) referrers.push(row);
  });
  const idOf = db
    .prepare<[number, string], number>(
      'SELECT id FROM registry_manifests WHERE repository_id = ? AND digest = ?',
    )
    .pluck();
  yield* stepwise(referrers.values(), ({ id, repository, subject }) => {
    const subjectId = idOf.get(repository, subject ?? '');
    if (subjectId === undefined) return;
    connect(id, subjectId);
    connect(subjectId, id);
  });
  yield* stepwise(
    db.prepare<[], { parent: number; child: number }>(CHILDREN).iterate(),
    ({ parent, child }) => connect(parent, child),
  );
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    for (const next of edges.get(id) ?? []) reach(next);
    if (queue.length % ROWS_PER_STEP === 0) yield;
  }
  return live;
}
