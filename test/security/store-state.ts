import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { digestOf } from '../../src/core/registry/index.ts';
import type { Database } from '../../src/core/store/index.ts';

export const filesIn = (dir: string): readonly string[] =>
  existsSync(dir)
    ? readdirSync(dir, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
        .sort()
    : [];

/** Everything that clients can tell apart, without times and ids. */
export const stateOf = (db: Database): unknown => {
  const all = (sql: string): unknown => db.prepare(sql).all();
  return {
    repositories: all('SELECT name FROM registry_repositories ORDER BY name'),
    blobs: all('SELECT digest, size FROM registry_blobs ORDER BY digest'),
    links:
      all(`SELECT r.name, l.digest FROM registry_blob_links l JOIN registry_repositories r ON r.id = l.repository_id
                ORDER BY r.name, l.digest`),
    manifests: all(`SELECT r.name, m.digest, m.media_type FROM registry_manifests m
                    JOIN registry_repositories r ON r.id = m.repository_id ORDER BY r.name, m.digest`),
    tags: all(`SELECT r.name AS repository, t.name, m.digest FROM registry_tags t
               JOIN registry_repositories r ON r.id = t.repository_id
               JOIN registry_manifests m ON m.id = t.manifest_id ORDER BY r.name, t.name`),
    uploads: all('SELECT repository, received FROM registry_uploads ORDER BY repository'),
  };
};

/** Every file has its row and its digest, every row its file (but for what a collection may still undo). */
export function expectWhole(db: Database, dir: string, when: string): void {
  const known = new Map(
    db
      .prepare<[], { digest: string; size: number }>('SELECT digest, size FROM registry_blobs')
      .all()
      .map((row) => [row.digest, row.size]),
  );
  const trash = new Set(db.prepare('SELECT digest FROM registry_trash').pluck().all());
  for (const path of filesIn(join(dir, 'blobs'))) {
    const algorithm = path.includes('/sha512/') ? 'sha512' : 'sha256';
    const digest = digestOf(readFileSync(path), algorithm);
    expect(path.endsWith(digest.slice(7)), `${when}: ${path} holds ${digest}`).toBe(true);
    if (trash.has(digest) && !known.has(digest)) continue;
    expect(known.get(digest), `${when}: ${path} has a row`).toBe(statSync(path).size);
    known.delete(digest);
  }
  expect([...known.keys()], `${when}: rows without a file`).toEqual([]);
  expect(db.pragma('integrity_check', { simple: true }), when).toBe('ok');
  const miscounted = `SELECT name FROM registry_repositories r
    WHERE (links, link_bytes) <> (
      SELECT COUNT(*), COALESCE(SUM(b.size), 0) FROM registry_blob_links l JOIN registry_blobs b ON b.digest = l.digest
      WHERE l.repository_id = r.id)`;
  expect(db.prepare(miscounted).all(), `${when}: repositories whose links are miscounted`).toEqual([]);
}
