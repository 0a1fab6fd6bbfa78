import { DrydockError } from '../../errors/index.ts';
import type { Context } from '../context.ts';
import type { Reserve } from './reserve.ts';

/** Transactions of work that frees space: on a full disk they get the room they need first. */
export class Room {
  readonly #context: Context;
  readonly #reserve: Reserve;

  constructor(context: Context, reserve: Reserve) {
    this.#context = context;
    this.#reserve = reserve;
  }

  /**
   * `writer.run`, once more with the reserve's space where the disk is full, and once more after the write-ahead log was
   * written back. `work` may run up to three times; all but the last run are rolled back.
   */
  async run<T>(work: () => T): Promise<T> {
    const { writer } = this.#context;
    try {
      return await writer.run(work);
    } catch (error) {
      if (!isFull(error)) throw error;
    }
    await this.#reserve.release();
    try {
      return await writer.run(work);
    } catch (error) {
      if (!isFull(error)) throw error;
    }
    this.#writeBack();
    return writer.run(work);
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
