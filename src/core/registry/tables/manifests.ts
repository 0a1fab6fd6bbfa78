import type { Database, Statement } from 'better-sqlite3';
import type { ParsedManifest } from '../manifests/parse.ts';
import type { ReferrerDescriptor } from '../registry.ts';
import type { ManifestRow, ManifestRows, ReferrerQuery } from '../stores/metadata-store.ts';

interface ReferrerRow {
  readonly digest: string;
  readonly media_type: string;
  readonly artifact_type: string | null;
  readonly annotations: string | null;
  readonly size: number;
}

const SELECT = 'SELECT m.id, m.digest, m.media_type, m.size, b.body FROM registry_repositories r';
const BODY = 'JOIN registry_manifest_bodies b ON b.manifest_id = m.id';

/** Condition for manifests `m` of any repository with `@digest`: the index has the first eight digits. */
export const IS_MANIFEST = 'substr(m.digest, 8, 8) = substr(@digest, 8, 8) AND m.digest = @digest';

/** Rows of manifests with their bodies and references. */
export class ManifestTable implements ManifestRows {
  readonly #byDigest: Statement<[string, string], ManifestRow>;
  readonly #byTag: Statement<[string, string], ManifestRow>;
  readonly #id: Statement<[number, string], { id: number }>;
  readonly #type: Statement<[{ digest: string }], { media_type: string }>;
  readonly #insert: Statement;
  readonly #body: Statement<[number | bigint, Buffer]>;
  readonly #blob: Statement;
  readonly #child: Statement;
  readonly #freshen: Statement<[number, number]>;
  readonly #remove: Statement<[number]>;
  readonly #referrers: Statement<[ReferrerQuery], ReferrerRow>;

  constructor(db: Database) {
    this.#byDigest = db.prepare(
      `${SELECT} JOIN registry_manifests m ON m.repository_id = r.id AND m.digest = ? ${BODY} WHERE r.name = ?`,
    );
    this.#byTag = db.prepare(
      `${SELECT} JOIN registry_tags t ON t.repository_id = r.id AND t.name = ?
         JOIN registry_manifests m ON m.id = t.manifest_id ${BODY} WHERE r.name = ?`,
    );
    this.#id = db.prepare('SELECT id FROM registry_manifests WHERE repository_id = ? AND digest = ?');
    this.#type = db.prepare(`SELECT media_type FROM registry_manifests m WHERE ${IS_MANIFEST} LIMIT 1`);
    this.#insert = db.prepare(
      `INSERT INTO registry_manifests
         (repository_id, digest, media_type, artifact_type, subject, annotations, size, pushed_at, fresh_since)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#body = db.prepare('INSERT INTO registry_manifest_bodies (manifest_id, body) VALUES (?, ?)');
    this.#blob = db.prepare(
      `INSERT INTO registry_manifest_blobs (manifest_id, position, repository_id, kind, digest, media_type, size)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#child = db.prepare(
      'INSERT INTO registry_manifest_children (manifest_id, position, digest) VALUES (?, ?, ?)',
    );
    this.#freshen = db.prepare('UPDATE registry_manifests SET fresh_since = ? WHERE id = ?');
    this.#remove = db.prepare('DELETE FROM registry_manifests WHERE id = ?');
    this.#referrers = db.prepare(
      `SELECT digest, media_type, artifact_type, annotations, size FROM registry_manifests
       WHERE repository_id = @repositoryId AND subject = @subject AND digest > @after
         AND (@artifactType IS NULL OR artifact_type = @artifactType)
       ORDER BY digest LIMIT @limit`,
    );
  }

  byDigest(repository: string, digest: string): ManifestRow | undefined {
    return this.#byDigest.get(digest, repository);
  }

  byTag(repository: string, tag: string): ManifestRow | undefined {
    return this.#byTag.get(tag, repository);
  }

  id(repositoryId: number, digest: string): number | undefined {
    return this.#id.get(repositoryId, digest)?.id;
  }

  /** The media type that a digest was stored with anywhere: the same bytes never change their type. */
  typeOf(digest: string): string | undefined {
    return this.#type.get({ digest })?.media_type;
  }

  insert(repositoryId: number, digest: string, manifest: ParsedManifest, body: Buffer, now: number): number {
    const { mediaType, artifactType = null, subject = null, annotations } = manifest;
    const notes = subject !== null && annotations ? JSON.stringify(annotations) : null;
    const id = Number(
      this.#insert.run(
        repositoryId,
        digest,
        mediaType,
        artifactType,
        subject,
        notes,
        body.byteLength,
        now,
        now,
      ).lastInsertRowid,
    );
    this.#body.run(id, body);
    manifest.blobs.forEach((blob, position) => {
      this.#blob.run(id, position, repositoryId, blob.kind, blob.digest, blob.mediaType, blob.size);
    });
    manifest.children.forEach((child, position) => {
      this.#child.run(id, position, child.digest);
    });
    return id;
  }

  /** Starts the grace time of a manifest anew. */
  freshen(id: number, now: number): void {
    this.#freshen.run(now, id);
  }

  remove(id: number): void {
    this.#remove.run(id);
  }

  referrers(query: ReferrerQuery): readonly ReferrerDescriptor[] {
    return this.#referrers.all(query).map((row) => ({
      mediaType: row.media_type,
      digest: row.digest,
      size: row.size,
      ...(row.artifact_type === null ? {} : { artifactType: row.artifact_type }),
      ...(row.annotations === null
        ? {}
        : { annotations: JSON.parse(row.annotations) as Record<string, string> }),
    }));
  }
}
