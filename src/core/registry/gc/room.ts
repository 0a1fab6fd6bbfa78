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
  /** Loose transactions that were begun, that are surely on the disk, and that are under way. */
  #begun = 0;
  #settled = 0;
  #underWay = 0;

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
  async runLoose<T>(work: () => T): Promise<T> {
    this.#begun += 1;
    this.#underWay += 1;
    try {
      return await this.run(work, { promised: false });
    } finally {
      this.#underWay -= 1;
    }
  }

  /** Call it before something else brings what is committed to the disk; call its answer when that is done. */
  settling(): () => void {
    // Of those under way nobody knows whether they come in time.
    const upTo = this.#underWay === 0 ? this.#begun : this.#settled;
    return () => this.#note(upTo);
  }

  /** Brings what `runLoose` did to the disk. */
  async settle(): Promise<void> {
    const upTo = this.#begun;
    if (this.#settled === upTo) return;
    // A transaction that changes nothing does not sync. It comes after all that was begun before it.
    await this.run(() => this.#mark.run(this.#context.randomId()));
    this.#note(upTo);
  }

  #note(upTo: number): void {
    this.#settled = Math.max(this.#settled, upTo);
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
