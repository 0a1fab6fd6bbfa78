import { DrydockError } from '../errors/index.ts';
import type { Context } from './context.ts';
import type { Digest } from './digest.ts';

/**
 * Throws REGISTRY_TAG_IMMUTABLE when a rule of the policy protects one of these tags. Asked in the transaction that would
 * move or remove them, whoever wants that: clients, charts, imports, Drydock's own commands (threats R-6).
 */
export function refuseProtectedTags({ access }: Context, repository: string, tags: readonly string[]): void {
  for (const tag of tags) {
    const rule = access.protectingRule(repository, tag);
    if (rule !== undefined) throw new DrydockError('REGISTRY_TAG_IMMUTABLE', { repository, tag, rule });
  }
}

/** Tags of the manifests `up` and of every index above them. */
const TAGS_ABOVE = `
  UNION
    SELECT p.id FROM up JOIN registry_manifests m ON m.id = up.id
      JOIN registry_manifest_children c ON c.digest = m.digest
      JOIN registry_manifests p ON p.id = c.manifest_id AND p.repository_id = m.repository_id
  )
  SELECT DISTINCT t.name FROM up JOIN registry_tags t ON t.manifest_id = up.id`;

/** The same for a manifest: its own tags, and those of indexes that would lose it. */
export function refuseProtectedManifest(context: Context, repository: string, manifestId: number): void {
  if (context.access.policy().immutable.length === 0) return;
  const tags = context.db
    .prepare<[number], { name: string }>(`WITH RECURSIVE up (id) AS (SELECT ? ${TAGS_ABOVE}`)
    .all(manifestId);
  refuseProtectedTags(
    context,
    repository,
    tags.map(({ name }) => name),
  );
}

/** The same for a blob: an image without a layer is not the image that the rule protects. */
export function refuseProtectedBlob(
  context: Context,
  repository: string,
  repositoryId: number,
  digest: Digest,
): void {
  if (context.access.policy().immutable.length === 0) return;
  const tags = context.db
    .prepare<[string, number], { name: string }>(
      `WITH RECURSIVE up (id) AS (
         SELECT manifest_id FROM registry_manifest_blobs WHERE digest = ? AND repository_id = ? ${TAGS_ABOVE}`,
    )
    .all(digest, repositoryId);
  refuseProtectedTags(
    context,
    repository,
    tags.map(({ name }) => name),
  );
}
