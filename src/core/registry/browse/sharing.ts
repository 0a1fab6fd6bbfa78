import type { Database, Statement } from 'better-sqlite3';

/** Who else refers to a blob. */
export interface SharedBy {
  /** `repository:tag`, or `repository@digest` of what has no tag; the newest first, at most twenty. */
  readonly images: readonly string[];
  /** Manifests beyond those. */
  readonly more: number;
}

interface User {
  readonly digest: string;
  readonly repository: string;
  readonly tag: string | null;
}

const NAMED = 20;
/** Manifests that are looked at for names; several of them may belong to one image. */
const LOOKED_AT = 60;
/** Beyond this nobody counts. */
const COUNTED = 10_000;

const TREE = `
  WITH RECURSIVE tree (id, repository_id) AS (
    SELECT id, repository_id FROM registry_manifests WHERE id = ?
    UNION
    SELECT n.id, n.repository_id FROM tree
      JOIN registry_manifest_children c ON c.manifest_id = tree.id
      JOIN registry_manifests n ON n.repository_id = tree.repository_id AND n.digest = c.digest)
  SELECT id FROM tree`;

/** Manifests that have a blob in common with `own`, in the repositories that hold it. */
const OTHERS = `
  SELECT DISTINCT mb.manifest_id FROM registry_blob_links l
    JOIN registry_manifest_blobs mb ON mb.repository_id = l.repository_id AND mb.digest = l.digest
  WHERE l.digest = @digest AND mb.manifest_id NOT IN (SELECT value FROM json_each(@own)) LIMIT ${COUNTED}`;

/** A manifest goes by a tag of its own, or of an index that lists it. */
const USERS = `
  SELECT m.digest, r.name AS repository, COALESCE(
    (SELECT name FROM registry_tags t WHERE t.manifest_id = m.id ORDER BY t.updated_at DESC, name LIMIT 1),
    (SELECT t.name FROM registry_manifest_children c
       JOIN registry_manifests p ON p.id = c.manifest_id AND p.repository_id = m.repository_id
       JOIN registry_tags t ON t.manifest_id = p.id
     WHERE c.digest = m.digest ORDER BY t.updated_at DESC, t.name LIMIT 1)) AS tag
  FROM (SELECT manifest_id FROM (${OTHERS}) ORDER BY manifest_id DESC LIMIT ${LOOKED_AT}) u
  JOIN registry_manifests m ON m.id = u.manifest_id
  JOIN registry_repositories r ON r.id = m.repository_id`;

const COUNT = `SELECT COUNT(*) AS count FROM (${OTHERS})`;

/** Stored blobs of some manifests that no other manifest refers to. */
const UNIQUE = `
  SELECT COALESCE(SUM(b.size), 0) AS bytes FROM (
    SELECT DISTINCT digest FROM registry_manifest_blobs
    WHERE manifest_id IN (SELECT value FROM json_each(@own))) mine
  JOIN registry_blobs b ON b.digest = mine.digest
  WHERE NOT EXISTS (
    SELECT 1 FROM registry_blob_links l
      JOIN registry_manifest_blobs o ON o.repository_id = l.repository_id AND o.digest = l.digest
    WHERE l.digest = mine.digest AND o.manifest_id NOT IN (SELECT value FROM json_each(@own)))`;

/** Tells what images have in common. `own` are the manifests that are not "others". */
export class SharingTable {
  readonly #tree: Statement<[number], { id: number }>;
  readonly #users: Statement<[{ digest: string; own: string }], User>;
  readonly #count: Statement<[{ digest: string; own: string }], { count: number }>;
  readonly #unique: Statement<[{ own: string }], { bytes: number }>;

  constructor(db: Database) {
    this.#tree = db.prepare(TREE);
    this.#users = db.prepare(USERS);
    this.#count = db.prepare(COUNT);
    this.#unique = db.prepare(UNIQUE);
  }

  /** A manifest and everything below it. */
  tree(manifestId: number): readonly number[] {
    return this.#tree.all(manifestId).map(({ id }) => id);
  }

  by(digest: string, own: readonly number[]): SharedBy {
    const question = { digest, own: JSON.stringify(own) };
    const users = this.#users.all(question);
    const names = [...new Set(users.map(nameOf))];
    const rest = users.length < LOOKED_AT ? 0 : (this.#count.get(question)?.count ?? 0) - users.length;
    return { images: names.slice(0, NAMED), more: Math.max(0, names.length - NAMED) + Math.max(0, rest) };
  }

  /** Bytes that only these manifests need. */
  uniqueBytes(own: readonly number[]): number {
    return this.#unique.get({ own: JSON.stringify(own) })?.bytes ?? 0;
  }
}

const nameOf = ({ repository, tag, digest }: User): string =>
  tag === null ? `${repository}@${digest}` : `${repository}:${tag}`;
