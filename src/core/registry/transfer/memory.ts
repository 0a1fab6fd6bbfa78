import type { Database, Statement } from 'better-sqlite3';

/** Which way a blob was going when its transfer stopped. */
export type Direction = 'pull' | 'push';

/** What is known of a half-transferred blob. */
export interface HalfBlob {
  readonly direction: Direction;
  /** `host/repository` at the other end; '' for downloads, which may go on from any registry. */
  readonly remote: string;
  /** Repository here. */
  readonly repository: string;
  readonly digest: string;
}

const KEEP_MS = 7 * 24 * 60 * 60 * 1000;

/** Half-transferred blobs, kept over restarts: the upload session here or there that goes on. */
export class TransferMemory {
  readonly #get: Statement<[string, string, string, string], { place: string }>;
  readonly #set: Statement<[string, string, string, string, string, number]>;
  readonly #remove: Statement<[string, string, string, string]>;
  readonly #now: () => number;

  constructor(db: Database, now: () => number) {
    this.#now = now;
    this.#get = db.prepare(
      'SELECT place FROM registry_transfers WHERE direction = ? AND remote = ? AND repository = ? AND digest = ?',
    );
    this.#set = db.prepare(
      `INSERT INTO registry_transfers (direction, remote, repository, digest, place, updated_at) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET place = excluded.place, updated_at = excluded.updated_at`,
    );
    this.#remove = db.prepare(
      'DELETE FROM registry_transfers WHERE direction = ? AND remote = ? AND repository = ? AND digest = ?',
    );
    db.prepare('DELETE FROM registry_transfers WHERE updated_at < ?').run(now() - KEEP_MS);
  }

  /** Id of the upload here, or address of the upload there. */
  get({ direction, remote, repository, digest }: HalfBlob): string | undefined {
    return this.#get.get(direction, remote, repository, digest)?.place;
  }

  set({ direction, remote, repository, digest }: HalfBlob, place: string): void {
    this.#set.run(direction, remote, repository, digest, place, this.#now());
  }

  remove({ direction, remote, repository, digest }: HalfBlob): void {
    this.#remove.run(direction, remote, repository, digest);
  }
}
