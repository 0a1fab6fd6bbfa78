import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { DrydockError } from '../errors/index.ts';
import { type Digest, Digester, digestAlgorithm, parseDigest } from './digest.ts';
import { isMissing } from './failure.ts';
import { Layout } from './files/layout.ts';

const DATABASE = 'drydock.db';
const READ_CHUNK = 512 * 1024;

export interface BackupManifest {
  readonly repository: string;
  readonly digest: string;
  readonly mediaType: string;
  readonly body: Buffer;
}

/** A backup (or any data directory that no engine uses), read only. What is in it is checked by whoever takes it over. */
export class BackupReader {
  readonly #db: Database;
  readonly #layout: Layout;

  private constructor(db: Database, dir: string) {
    this.#db = db;
    this.#layout = new Layout(dir);
  }

  /** Errors: REGISTRY_BACKUP_INVALID. */
  static async open(dir: string): Promise<BackupReader> {
    // Loaded here: commands without an engine know this module and need no SQLite.
    const { default: BetterSqlite } = await import('better-sqlite3');
    let db: Database | undefined;
    try {
      db = new BetterSqlite(join(dir, DATABASE), { readonly: true, fileMustExist: true });
      db.prepare('SELECT 1 FROM registry_blobs, registry_manifests, registry_tags LIMIT 1').get();
      return new BackupReader(db, dir);
    } catch (error) {
      db?.close();
      const detail = error instanceof Error ? error.message : String(error);
      throw new DrydockError('REGISTRY_BACKUP_INVALID', { dir, detail }, { cause: error });
    }
  }

  /** Blobs in order; a digest that is none is left out. */
  blobs(): readonly { readonly digest: Digest; readonly size: number }[] {
    return this.#db
      .prepare<[], { digest: Digest; size: number }>(
        'SELECT digest, size FROM registry_blobs ORDER BY digest',
      )
      .all()
      .filter(({ digest }) => parseDigest(digest) !== undefined);
  }

  /** Repositories that could see the blob. */
  repositoriesOf(digest: Digest): readonly string[] {
    return this.#db
      .prepare<[string], string>(
        `SELECT r.name FROM registry_blob_links l JOIN registry_repositories r ON r.id = l.repository_id
         WHERE l.digest = ? ORDER BY r.name`,
      )
      .pluck()
      .all(digest);
  }

  manifestCount(): number {
    return this.#db.prepare<[], number>('SELECT COUNT(*) FROM registry_manifests').pluck().get() ?? 0;
  }

  /** As they were pushed, one after the other: children before their indexes. */
  manifests(): IterableIterator<BackupManifest> {
    return this.#db
      .prepare<[], BackupManifest>(
        `SELECT r.name AS repository, m.digest, m.media_type AS mediaType, b.body
         FROM registry_manifests m JOIN registry_repositories r ON r.id = m.repository_id
         JOIN registry_manifest_bodies b ON b.manifest_id = m.id ORDER BY m.id`,
      )
      .iterate();
  }

  tagCount(): number {
    return this.#db.prepare<[], number>('SELECT COUNT(*) FROM registry_tags').pluck().get() ?? 0;
  }

  tagsOf(repository: string, digest: string): readonly string[] {
    return this.#db
      .prepare<[string, string], string>(
        `SELECT t.name FROM registry_tags t JOIN registry_manifests m ON m.id = t.manifest_id
         JOIN registry_repositories r ON r.id = m.repository_id WHERE r.name = ? AND m.digest = ? ORDER BY t.name`,
      )
      .pluck()
      .all(repository, digest);
  }

  /** Whether the blob's file is what its name says. */
  async verify(digest: Digest, signal?: AbortSignal): Promise<'whole' | 'damaged' | 'missing'> {
    try {
      const digester = new Digester(digestAlgorithm(digest));
      for await (const chunk of this.read(digest)) {
        signal?.throwIfAborted();
        digester.update(chunk);
      }
      return digester.finish() === digest ? 'whole' : 'damaged';
    } catch (error) {
      if (isMissing(error)) return 'missing';
      throw error;
    }
  }

  async has(digest: Digest): Promise<boolean> {
    try {
      return (await stat(this.#layout.blob(digest))).isFile();
    } catch (error) {
      if (isMissing(error)) return false;
      throw error;
    }
  }

  read(digest: Digest): AsyncIterable<Buffer> {
    return createReadStream(this.#layout.blob(digest), { highWaterMark: READ_CHUNK });
  }

  fileOf(digest: Digest): string {
    return this.#layout.blob(digest);
  }

  /** Copies the database, as of one moment. */
  async copyDatabase(to: string): Promise<void> {
    await this.#db.backup(to);
  }

  close(): void {
    this.#db.close();
  }
}
