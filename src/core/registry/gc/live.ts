/**
 * The mark phase as a query: ids of manifests that must stay. Roots are tags, young manifests and what the policy keeps;
 * from there to the children of indexes, to referrers of what stays, and from a referrer to its subject.
 */
export const LIVE_MANIFESTS = `
  live (id, repository_id, digest, subject) AS (
    SELECT m.id, m.repository_id, m.digest, m.subject FROM registry_manifests m
    WHERE m.fresh_since > @cutoff
       OR EXISTS (SELECT 1 FROM registry_tags t WHERE t.manifest_id = m.id)
       OR (@keepUntagged AND m.subject IS NULL)
       OR (@keepDangling AND m.subject IS NOT NULL AND NOT EXISTS (
             SELECT 1 FROM registry_manifests s WHERE s.repository_id = m.repository_id AND s.digest = m.subject))
    UNION
    SELECT n.id, n.repository_id, n.digest, n.subject FROM live
      JOIN registry_manifest_children c ON c.manifest_id = live.id
      JOIN registry_manifests n ON n.repository_id = live.repository_id AND n.digest = c.digest
    UNION
    SELECT n.id, n.repository_id, n.digest, n.subject FROM live
      JOIN registry_manifests n ON n.repository_id = live.repository_id AND n.subject = live.digest
    UNION
    SELECT n.id, n.repository_id, n.digest, n.subject FROM live
      JOIN registry_manifests n ON n.repository_id = live.repository_id AND n.digest = live.subject
  )`;

export interface LiveParameters {
  readonly cutoff: number;
  /** SQLite has no booleans. */
  readonly keepUntagged: 0 | 1;
  readonly keepDangling: 0 | 1;
}
