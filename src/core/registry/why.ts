import type { Context } from './context.ts';
import { type Digest, parseDigest } from './digest.ts';
import { IS_MANIFEST } from './tables/manifests.ts';

/** One step on the way from a root to the content: what holds the next step. */
export interface WhyStep {
  readonly kind: 'tag' | 'manifest' | 'link' | 'blob';
  /** `repository:tag`, `repository@digest`, a repository (of a link) or a digest (of a blob). */
  readonly name: string;
}

/** `tag` and `young` (pushed or untagged within the grace time) are roots of collections; `pending` is a push under way; `in-use` a push or a client at this moment. */
export type WhyRoot = 'tag' | 'young' | 'pending' | 'in-use';

export interface WhyPath {
  readonly root: WhyRoot;
  /** From the root to the content. */
  readonly steps: readonly WhyStep[];
}

/** Why a collection leaves content alone: a shortest path per repository. No paths: the next collection takes it. */
export interface WhyReport {
  readonly digest: string;
  readonly kind: 'blob' | 'manifest' | 'unknown';
  readonly paths: readonly WhyPath[];
  /** Repositories beyond the first hundred that hold it too. */
  readonly more: number;
}

interface ManifestRow {
  readonly id: number;
  readonly repository_id: number;
  readonly digest: string;
  readonly subject: string | null;
  readonly fresh_since: number;
}

interface Found {
  readonly manifest: ManifestRow;
  readonly steps: readonly WhyStep[];
}

/** The faces show a digest by its first twelve digits. */
const BEGINNING = /^(?:sha256|sha512):[0-9a-f]{8,}$/;

const COMPLETE = `
  SELECT digest FROM registry_blobs WHERE digest > @text AND digest < @text || 'g'
  UNION SELECT digest FROM registry_manifests
  WHERE substr(digest, 8, 8) = substr(@text, 8, 8) AND digest > @text AND digest < @text || 'g' LIMIT 2`;

/** The digest in `text`, or the only one here that begins so. */
export function completeDigest({ db }: Pick<Context, 'db'>, text: string): Digest | undefined {
  const whole = parseDigest(text);
  if (whole || !BEGINNING.test(text)) return whole;
  const [only, another] = db.prepare<[object], string>(COMPLETE).pluck().all({ text });
  return another === undefined && only !== undefined ? parseDigest(only) : undefined;
}

const MAX_PATHS = 100;
const COLUMNS = 'm.id, m.repository_id, m.digest, m.subject, m.fresh_since';

/** Answers from the same relations that the mark phase follows (gc/live.ts), walked from the content to the roots. */
export class Why {
  readonly #context: Context;

  constructor(context: Context) {
    this.#context = context;
  }

  ask(digest: Digest, policy: { readonly graceMs: number; readonly uploadExpiryMs: number }): WhyReport {
    const { db, now, blobs, pins } = this.#context;
    const cutoff = now() - policy.graceMs;
    const manifests = db
      .prepare<[object], ManifestRow>(`SELECT ${COLUMNS} FROM registry_manifests m WHERE ${IS_MANIFEST}`)
      .all({ digest });
    const isBlob = blobs.size(digest) !== undefined;
    const paths: WhyPath[] = [];
    for (const manifest of manifests) paths.push(...this.#climb([{ manifest, steps: [] }], cutoff));
    if (isBlob) {
      const end: WhyStep = { kind: 'blob', name: digest };
      paths.push(
        ...this.#holders(digest, end, cutoff),
        ...this.#pending(digest, end, now() - policy.uploadExpiryMs),
      );
      if (pins.isHeld(digest) || pins.isTouchedSince(digest, cutoff))
        paths.push({ root: 'in-use', steps: [end] });
    }
    return {
      digest,
      kind: manifests.length > 0 ? 'manifest' : isBlob ? 'blob' : 'unknown',
      paths: paths.slice(0, MAX_PATHS),
      more: Math.max(0, paths.length - MAX_PATHS),
    };
  }

  /** Paths through the manifests that refer to a blob, one per repository that has the blob. */
  #holders(digest: string, end: WhyStep, cutoff: number): WhyPath[] {
    const rows = this.#context.db
      .prepare<[string], ManifestRow>(
        `SELECT ${COLUMNS} FROM registry_blob_links l
         JOIN registry_manifest_blobs mb ON mb.repository_id = l.repository_id AND mb.digest = l.digest
         JOIN registry_manifests m ON m.id = mb.manifest_id
         WHERE l.digest = ? ORDER BY m.repository_id, m.id`,
      )
      .all(digest);
    const perRepository = new Map<number, Found[]>();
    for (const manifest of rows) {
      const list = perRepository.get(manifest.repository_id) ?? [];
      list.push({ manifest, steps: [end] });
      perRepository.set(manifest.repository_id, list);
    }
    return [...perRepository.values()].flatMap((start) => this.#climb(start, cutoff));
  }

  #pending(digest: string, end: WhyStep, pendingCutoff: number): WhyPath[] {
    return this.#context.db
      .prepare<[string, number], { name: string }>(
        `SELECT r.name FROM registry_blob_links l JOIN registry_repositories r ON r.id = l.repository_id
         WHERE l.digest = ? AND l.pending_since > ? ORDER BY r.name`,
      )
      .all(digest, pendingCutoff)
      .map(({ name }) => ({ root: 'pending', steps: [{ kind: 'link', name }, end] }));
  }

  /** Breadth first, so the path that is found is a shortest; none when no root leads here. */
  #climb(start: readonly Found[], cutoff: number): WhyPath[] {
    const seen = new Set(start.map(({ manifest }) => manifest.id));
    const queue = [...start];
    for (let found = queue.shift(); found; found = queue.shift()) {
      const { manifest } = found;
      const repository = this.#repository(manifest.repository_id);
      const name = `${repository}@${manifest.digest}`;
      const steps: readonly WhyStep[] = [{ kind: 'manifest', name }, ...found.steps];
      const tag = this.#tag(manifest.id);
      if (tag !== undefined)
        return [{ root: 'tag', steps: [{ kind: 'tag', name: `${repository}:${tag}` }, ...steps] }];
      if (manifest.fresh_since > cutoff) return [{ root: 'young', steps }];
      for (const next of this.#above(manifest)) {
        if (seen.has(next.id)) continue;
        seen.add(next.id);
        queue.push({ manifest: next, steps });
      }
    }
    return [];
  }

  #repository(id: number): string {
    const row = this.#context.db.prepare<[number], { name: string }>(
      'SELECT name FROM registry_repositories WHERE id = ?',
    );
    return row.get(id)?.name ?? '';
  }

  #tag(manifestId: number): string | undefined {
    return this.#context.db
      .prepare<[number], { name: string }>(
        'SELECT name FROM registry_tags WHERE manifest_id = ? ORDER BY updated_at DESC, name LIMIT 1',
      )
      .get(manifestId)?.name;
  }

  /** What keeps a manifest: indexes that list it, its subject, and referrers of it. */
  #above({ repository_id: repository, digest, subject }: ManifestRow): readonly ManifestRow[] {
    return this.#context.db
      .prepare<[object], ManifestRow>(
        `SELECT ${COLUMNS} FROM registry_manifest_children c JOIN registry_manifests m ON m.id = c.manifest_id
         WHERE c.digest = @digest AND m.repository_id = @repository
         UNION SELECT ${COLUMNS} FROM registry_manifests m
         WHERE m.repository_id = @repository AND (m.digest = @subject OR m.subject = @digest) ORDER BY 1`,
      )
      .all({ repository, digest, subject });
  }
}
