import type { Database, Statement } from 'better-sqlite3';
import { storeFailure } from './failure.ts';
import type { MetadataWriter, WriteOptions } from './stores/metadata-store.ts';

interface Job {
  readonly work: () => void;
  readonly settle: () => void;
  readonly fail: (error: unknown) => void;
  readonly promised: boolean;
}

/**
 * Group commit. Work that arrives in one turn of the event loop shares one transaction, and so one sync of the disk;
 * each job has a savepoint of its own, and nobody is answered before the commit.
 */
export class Writer implements MetadataWriter {
  readonly #db: Database;
  readonly #begin: Statement;
  readonly #commit: Statement;
  readonly #rollback: Statement;
  readonly #savepoint: Statement;
  readonly #release: Statement;
  readonly #rollbackTo: Statement;
  #queue: Job[] = [];
  #idle: (() => void)[] = [];

  constructor(db: Database) {
    this.#db = db;
    this.#begin = db.prepare('BEGIN IMMEDIATE');
    this.#commit = db.prepare('COMMIT');
    this.#rollback = db.prepare('ROLLBACK');
    this.#savepoint = db.prepare('SAVEPOINT job');
    this.#release = db.prepare('RELEASE job');
    this.#rollbackTo = db.prepare('ROLLBACK TO job');
  }

  /** Runs `work` inside the next transaction; `after` runs at once when that is on disk, before anything else can. */
  run<T>(work: () => T, after?: (value: T) => void, { promised = true }: WriteOptions = {}): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      let value: T;
      if (this.#queue.length === 0) setImmediate(() => this.#flush());
      this.#queue.push({
        work: () => {
          value = work();
        },
        settle: () => {
          try {
            after?.(value);
            resolve(value);
          } catch (error) {
            reject(error);
          }
        },
        fail: (error) => reject(storeFailure(error)),
        promised,
      });
    });
  }

  /** Resolves when nothing is queued. */
  idle(): Promise<void> {
    if (this.#queue.length === 0) return Promise.resolve();
    return new Promise((resolve) => this.#idle.push(resolve));
  }

  #flush(): void {
    const jobs = this.#queue;
    this.#queue = [];
    const promised = jobs.some((job) => job.promised);
    try {
      if (!promised) this.#db.pragma('synchronous = NORMAL');
      this.#begin.run();
      const done = this.#runAll(jobs);
      this.#commit.run();
      for (const job of done) job.settle();
    } catch (error) {
      if (this.#db.inTransaction) this.#rollback.run();
      for (const job of jobs) job.fail(error);
    } finally {
      if (!promised) this.#db.pragma('synchronous = FULL');
    }
    if (this.#queue.length === 0) for (const wake of this.#idle.splice(0)) wake();
  }

  /** Those that went well. One alone needs no savepoint, inside which SQLite copies each page before it changes it. */
  #runAll(jobs: readonly Job[]): readonly Job[] {
    if (jobs.length > 1) return jobs.filter((job) => this.#runOne(job));
    for (const job of jobs) job.work();
    return jobs;
  }

  #runOne(job: Job): boolean {
    this.#savepoint.run();
    try {
      job.work();
      this.#release.run();
      return true;
    } catch (error) {
      // A full disk makes SQLite give up the whole transaction: then nobody of this turn can be told "done".
      if (!this.#db.inTransaction) throw error;
      this.#rollbackTo.run();
      this.#release.run();
      job.fail(error);
      return false;
    }
  }
}
