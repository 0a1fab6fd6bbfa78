import type { Database, Statement } from 'better-sqlite3';

/** Compressed bytes of everything below a manifest, each blob once. */
export class TreeSize {
  readonly #sum: Statement<[number], { bytes: number }>;

  constructor(db: Database) {
    this.#sum = db.prepare(
      `WITH RECURSIVE tree (id, repository_id) AS (
         SELECT id, repository_id FROM registry_manifests WHERE id = ?
         UNION
         SELECT n.id, n.repository_id FROM tree
           JOIN registry_manifest_children c ON c.manifest_id = tree.id
           JOIN registry_manifests n ON n.repository_id = tree.repository_id AND n.digest = c.digest)
       SELECT COALESCE(SUM(size), 0) AS bytes FROM (
         SELECT MAX(mb.size) AS size FROM tree
           JOIN registry_manifest_blobs mb ON mb.manifest_id = tree.id GROUP BY mb.digest)`,
    );
  }

  of(manifestId: number): number {
    return this.#sum.get(manifestId)?.bytes ?? 0;
  }
}
