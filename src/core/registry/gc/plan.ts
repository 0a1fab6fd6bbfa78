import type { Context } from '../context.ts';
import type { GcItem, GcPlan, GcPolicy } from '../gc-types.ts';
import type { UploadSession } from '../uploads.ts';
import { LIVE_MANIFESTS, type LiveParameters } from './live.ts';

export const defaultPolicy: GcPolicy = {
  untaggedManifests: 'collect',
  danglingReferrers: 'collect',
  graceMs: 60 * 60 * 1000,
  uploadExpiryMs: 24 * 60 * 60 * 1000,
  undoMs: 0,
};

const DEAD_MANIFESTS = `
  WITH RECURSIVE ${LIVE_MANIFESTS}
  SELECT m.digest, r.name AS repository, m.size AS bytes,
         CASE WHEN m.subject IS NULL THEN 'untagged' ELSE 'dangling-referrer' END AS reason
  FROM registry_manifests m JOIN registry_repositories r ON r.id = m.repository_id
  WHERE m.id NOT IN (SELECT id FROM live)
  ORDER BY r.name, m.digest`;

/** Links that no manifest which stays needs, with the repository and whether they are too young to go. */
const DEAD_LINKS = `
  WITH RECURSIVE ${LIVE_MANIFESTS}
  SELECT l.digest, r.name AS repository, b.size, COALESCE(l.pending_since, 0) > @pendingCutoff AS young
  FROM registry_blob_links l
  JOIN registry_repositories r ON r.id = l.repository_id
  JOIN registry_blobs b ON b.digest = l.digest
  WHERE NOT EXISTS (
    SELECT 1 FROM registry_manifest_blobs mb JOIN live ON live.id = mb.manifest_id
    WHERE mb.digest = l.digest AND live.repository_id = l.repository_id)
  ORDER BY r.name, l.digest`;

const LINK_COUNTS = 'SELECT digest, COUNT(*) AS links FROM registry_blob_links GROUP BY digest';
const UNLINKED = `
  SELECT digest, size FROM registry_blobs b
  WHERE NOT EXISTS (SELECT 1 FROM registry_blob_links l WHERE l.digest = b.digest) ORDER BY digest`;

interface LinkParameters extends LiveParameters {
  readonly pendingCutoff: number;
}

interface DeadLink {
  readonly digest: string;
  readonly repository: string;
  readonly size: number;
  readonly young: 0 | 1;
}

/** Makes a plan. It only runs SELECTs: a preview cannot change anything. */
export function makePlan(
  context: Context,
  sessions: readonly UploadSession[],
  given: Partial<GcPolicy> = {},
): GcPlan {
  const policy = { ...defaultPolicy, ...given };
  const now = context.now();
  const cutoff = now - policy.graceMs;
  const live = liveParameters(policy, cutoff);
  const pendingCutoff = now - policy.uploadExpiryMs;
  const { links, blobs, protectedBlobs } = deadBlobs(context, { ...live, pendingCutoff });
  const items = [
    ...deadManifests(context, live),
    ...links,
    ...blobs,
    ...expiredUploads(sessions, pendingCutoff),
  ];
  const bytes = items.reduce((sum, item) => sum + item.bytes, 0);
  return { createdAt: new Date(now).toISOString(), policy, items, bytes, protectedBlobs };
}

const liveParameters = (policy: GcPolicy, cutoff: number): LiveParameters => ({
  cutoff,
  keepUntagged: policy.untaggedManifests === 'keep' ? 1 : 0,
  keepDangling: policy.danglingReferrers === 'keep' ? 1 : 0,
});

function deadManifests({ db }: Context, parameters: LiveParameters): GcItem[] {
  return db
    .prepare<[LiveParameters], Omit<GcItem, 'kind'>>(DEAD_MANIFESTS)
    .all(parameters)
    .map((row) => ({ kind: 'manifest', ...row }));
}

function deadBlobs(
  { db, pins }: Context,
  parameters: LinkParameters,
): { links: GcItem[]; blobs: GcItem[]; protectedBlobs: number } {
  const links: GcItem[] = [];
  const blobs: GcItem[] = [];
  const kept = new Set<string>();
  const dying = new Map<string, { size: number; links: number }>();
  const inUse = (digest: string) => pins.isHeld(digest) || pins.isTouchedSince(digest, parameters.cutoff);
  for (const { digest, repository, size, young } of db
    .prepare<[LinkParameters], DeadLink>(DEAD_LINKS)
    .iterate(parameters)) {
    if (young === 1 || inUse(digest)) {
      kept.add(digest);
      continue;
    }
    links.push({ kind: 'link', digest, repository, reason: 'unreferenced-in-repository', bytes: 0 });
    dying.set(digest, { size, links: (dying.get(digest)?.links ?? 0) + 1 });
  }
  for (const { digest, links: all } of db
    .prepare<[], { digest: string; links: number }>(LINK_COUNTS)
    .iterate()) {
    const dead = dying.get(digest);
    if (dead?.links === all) blobs.push({ kind: 'blob', digest, reason: 'unreferenced', bytes: dead.size });
  }
  for (const { digest, size } of db.prepare<[], { digest: string; size: number }>(UNLINKED).iterate()) {
    if (inUse(digest)) kept.add(digest);
    else blobs.push({ kind: 'blob', digest, reason: 'unreferenced', bytes: size });
  }
  return { links, blobs, protectedBlobs: kept.size };
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
