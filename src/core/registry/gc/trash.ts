import type { Statement } from 'better-sqlite3';
import type { Context } from '../context.ts';
import type { Digest } from '../digest.ts';
import { storeFailure } from '../failure.ts';
import { Pace } from './pace.ts';
import type { Room } from './room.ts';

/** Rows at a time while nobody else wants the event loop, and while requests do. */
const QUIET_SLICE = 2048;
const BUSY_SLICE = 32;

interface TrashRow {
  readonly id: number;
  readonly digest: string;
  /** Its file is needed: the content is stored again, or a later collection took it again and can still be undone. */
  readonly stays: 0 | 1;
}

/** A row of the trash is due when no collection that can still be undone holds it. */
const DUE = `
  SELECT t.id, t.digest,
    EXISTS (SELECT 1 FROM registry_blobs b WHERE b.digest = t.digest)
      OR EXISTS (SELECT 1 FROM registry_trash o CROSS JOIN registry_gc_receipts s ON s.id = o.receipt_id
                 WHERE o.digest = t.digest AND s.undo_until > @now AND s.undone_at IS NULL) AS stays
  FROM registry_trash t LEFT JOIN registry_gc_receipts r ON r.id = t.receipt_id
  WHERE t.id > @after AND t.id <= @upTo
    AND (r.undo_until IS NULL OR r.undo_until <= @now OR r.undone_at IS NOT NULL)
  ORDER BY t.id LIMIT @limit`;

/** Bodies of manifests that nobody can bring back any more. */
const OVER = `
  WHERE receipt_id IN (SELECT id FROM registry_gc_receipts WHERE undo_until <= ? OR undone_at IS NOT NULL)`;

/**
 * Collected blobs on their way out. A blob is gone for every reader with its row; its file stays in its place until it
 * is purged. Unlinking comes before the row of the trash goes, so a crash in between only means doing it again.
 */
export class Trash {
  readonly #context: Context;
  readonly #room: Room;
  readonly #due: Statement<[object], TrashRow>;
  readonly #last: Statement<[], number | null>;
  readonly #forget: Statement<[string]>;
  readonly #hasBodies: Statement<[number]>;
  readonly #dropBodies: Statement<[number]>;
  readonly #next: Statement<[], { at: number | null }>;

  constructor(context: Context, room: Room) {
    const { db } = context;
    this.#context = context;
    this.#room = room;
    this.#due = db.prepare(DUE);
    this.#last = db.prepare<[], number | null>('SELECT MAX(id) FROM registry_trash').pluck();
    this.#forget = db.prepare('DELETE FROM registry_trash WHERE id IN (SELECT value FROM json_each(?))');
    this.#hasBodies = db.prepare(`SELECT 1 FROM registry_gc_bodies ${OVER} LIMIT 1`);
    this.#dropBodies = db.prepare(`DELETE FROM registry_gc_bodies ${OVER}`);
    this.#next = db.prepare(
      `SELECT MIN(undo_until) AS at FROM registry_gc_receipts r WHERE undone_at IS NULL AND (
         EXISTS (SELECT 1 FROM registry_trash t WHERE t.receipt_id = r.id) OR
         EXISTS (SELECT 1 FROM registry_gc_bodies b WHERE b.receipt_id = r.id))`,
    );
  }

  /** When the next purge is worth while; undefined: nothing waits for one. */
  nextDue(): number | undefined {
    return this.#next.get()?.at ?? undefined;
  }

  /**
   * Unlinks what is due, in slices that requests do not notice. What is being pushed at this moment waits for the next time,
   * and so does the rest when the signal fires.
   */
  async purge(signal: AbortSignal): Promise<void> {
    const { now } = this.#context;
    const pace = new Pace(this.#context.traffic);
    const upTo = this.#last.get() ?? 0;
    // A file must not go before the row of its blob has gone for good: one sync for all that is there now. What a
    // collection adds meanwhile is for the next purge, or each step would wait for the disk.
    if (upTo > 0) await this.#room.settle();
    for (let last = 0; !signal.aborted; await pace.rest()) {
      const limit = pace.isQuiet ? QUIET_SLICE : BUSY_SLICE;
      const rows = this.#due.all({ after: last, upTo, now: now(), limit });
      if (rows.length === 0) break;
      last = rows.at(-1)?.id ?? last;
      await this.#remove(rows);
    }
    if (!signal.aborted && this.#hasBodies.get(now()))
      await this.#room.run(() => this.#dropBodies.run(now()));
  }

  /** In the turn of the event loop that read the rows. */
  async #remove(rows: readonly TrashRow[]): Promise<void> {
    const { files, pins } = this.#context;
    const free = rows.filter(({ digest }) => !pins.isHeld(digest));
    const going = free.filter(({ stays }) => stays === 0);
    try {
      await pins.whileLeaving(going, ({ digest }) => files.remove(digest as Digest));
    } catch (error) {
      throw storeFailure(error);
    }
    const ids = JSON.stringify(free.map(({ id }) => id));
    await this.#room.run(() => this.#forget.run(ids), { promised: false });
  }
}
