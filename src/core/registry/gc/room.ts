import type { Statement } from 'better-sqlite3';
import { DrydockError } from '../../errors/index.ts';
import type { Context } from '../context.ts';
import type { WriteOptions } from '../stores/metadata-store.ts';
import type { Reserve } from './reserve.ts';

/** Transactions of work that frees space: on a full disk they get the room they need first. */
export class Room {
  readonly #context: Context;
  readonly #reserve: Reserve;
  readonly #mark: Statement<[string]>;
  #isLoose = false;

  constructor(context: Context, reserve: Reserve) {
    this.#context = context;
    this.#reserve = reserve;
    this.#mark = context.db.prepare(
      `INSERT INTO registry_state (key, value) VALUES ('settled', ?)
       ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
    );
  }

  /**
   * `writer.run`, once more with the reserve's space where the disk is full, and once more after the write-ahead log was
   * written back. `work` may run up to three times; all but the last run are rolled back.
   */
  async run<T>(work: () => T, options: WriteOptions = {}): Promise<T> {
    const { writer } = this.#context;
    const write = () => writer.run(work, undefined, options);
    try {
      return await write();
    } catch (error) {
      if (!isFull(error)) throw error;
    }
    await this.#reserve.release();
    try {
      return await write();
    } catch (error) {
      if (!isFull(error)) throw error;
    }
    this.#writeBack();
    return write();
  }

  /** `run` without waiting for the disk: what it did is surely there after `settle`, or after any later write that waits. */
  runLoose<T>(work: () => T): Promise<T> {
    this.#isLoose = true;
    return this.run(work, { promised: false });
  }

  /** Something else has brought what `runLoose` did to the disk. */
  noteSettled(): void {
    this.#isLoose = false;
  }

  /** Brings what `runLoose` did to the disk. */
  async settle(): Promise<void> {
    if (!this.#isLoose) return;
    this.#isLoose = false;
    // A transaction that changes nothing does not sync.
    await this.run(() => this.#mark.run(this.#context.randomId()));
  }

  /** Moves what the log holds into the database, after which the log's file is used from its start. */
  #writeBack(): void {
    try {
      this.#context.db.pragma('wal_checkpoint(RESTART)');
    } catch {
      // As full as before: the transaction that comes now tells.
    }
  }
}

const isFull = (error: unknown): boolean =>
  error instanceof DrydockError && error.code === 'REGISTRY_DISK_FULL';
