import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from '../../src/core/store/index.ts';

export interface BigStore {
  /** Start of the repositories' names; default `big`. */
  readonly prefix?: string;
  readonly repositories: number;
  /** Images per repository; the second half of them has no tag. */
  readonly images: number;
  readonly blobsPerImage: number;
  /** Folder for the blobs' files, of 4 KiB each; absent: rows only. */
  readonly files?: string;
}

const digestOf = (text: string): string => `sha256:${createHash('sha256').update(text).digest('hex')}`;

/** Writes the rows of a registry that took long to fill, as pushing would have left them, in one transaction. Its number of blobs. */
export function fillStore(db: Database, size: BigStore): number {
  const repository = db.prepare(
    'INSERT INTO registry_repositories (name, created_at, updated_at) VALUES (?, 0, 0)',
  );
  const blob = db.prepare('INSERT INTO registry_blobs (digest, size, stored_at) VALUES (?, 1, 0)');
  const link = db.prepare('INSERT INTO registry_blob_links (repository_id, digest) VALUES (?, ?)');
  const manifest = db.prepare(
    `INSERT INTO registry_manifests (repository_id, digest, media_type, size, pushed_at, fresh_since)
     VALUES (?, ?, 'application/vnd.oci.image.manifest.v1+json', 2, 0, 0)`,
  );
  const body = db.prepare(
    "INSERT INTO registry_manifest_bodies (manifest_id, body) VALUES (?, CAST('{}' AS BLOB))",
  );
  const reference = db.prepare(
    `INSERT INTO registry_manifest_blobs (manifest_id, position, repository_id, kind, digest, media_type, size)
     VALUES (?, ?, ?, 'layer', ?, 'application/vnd.oci.image.layer.v1.tar', 1)`,
  );
  const tag = db.prepare(
    'INSERT INTO registry_tags (repository_id, name, manifest_id, updated_at) VALUES (?, ?, ?, 0)',
  );
  const { prefix = 'big' } = size;
  let blobs = 0;
  db.transaction(() => {
    for (let at = 0; at < size.repositories; at += 1) {
      const repositoryId = repository.run(`${prefix}/r${String(at).padStart(7, '0')}`).lastInsertRowid;
      for (let image = 0; image < size.images; image += 1) {
        const manifestId = manifest.run(repositoryId, digestOf(`${prefix}/${at}/${image}`)).lastInsertRowid;
        body.run(manifestId);
        for (let position = 0; position < size.blobsPerImage; position += 1) {
          const digest = digestOf(`${prefix}/${at}/${image}/${position}`);
          blob.run(digest);
          link.run(repositoryId, digest);
          reference.run(manifestId, position, repositoryId, digest);
          if (size.files !== undefined) writeBlob(size.files, digest);
          blobs += 1;
        }
        if (image < size.images / 2) tag.run(repositoryId, `v${image}`, manifestId);
      }
    }
  })();
  return blobs;
}

const made = new Set<string>();
const CONTENT = Buffer.alloc(4 * 1024, 'x');

function writeBlob(dir: string, digest: string): void {
  const hex = digest.slice(7);
  const shard = join(dir, 'sha256', hex.slice(0, 2));
  if (!made.has(shard)) mkdirSync(shard, { recursive: true });
  made.add(shard);
  writeFileSync(join(shard, hex), CONTENT);
}

/** One repository with so many tags `v0000000`, `v0000001`, …, all on one empty index. */
export function fillTags(db: Database, repository: string, count: number): void {
  const { lastInsertRowid: repositoryId } = db
    .prepare('INSERT INTO registry_repositories (name, created_at, updated_at) VALUES (?, 0, 0)')
    .run(repository);
  const { lastInsertRowid: manifestId } = db
    .prepare(
      `INSERT INTO registry_manifests (repository_id, digest, media_type, size, pushed_at, fresh_since)
       VALUES (?, ?, 'application/vnd.oci.image.index.v1+json', 2, 0, 0)`,
    )
    .run(repositoryId, digestOf(repository));
  db.prepare("INSERT INTO registry_manifest_bodies (manifest_id, body) VALUES (?, CAST('{}' AS BLOB))").run(
    manifestId,
  );
  const tag = db.prepare(
    'INSERT INTO registry_tags (repository_id, name, manifest_id, updated_at) VALUES (?, ?, ?, 0)',
  );
  db.transaction(() => {
    for (let at = 0; at < count; at += 1)
      tag.run(repositoryId, `v${String(at).padStart(7, '0')}`, manifestId);
  })();
}

/** So many empty repositories `all/c0000000`, … */
export function fillCatalog(db: Database, count: number): void {
  const repository = db.prepare(
    'INSERT INTO registry_repositories (name, created_at, updated_at) VALUES (?, 0, 0)',
  );
  db.transaction(() => {
    for (let at = 0; at < count; at += 1) repository.run(`all/c${String(at).padStart(7, '0')}`);
  })();
}
