import type { Statement } from 'better-sqlite3';
import type { Context } from '../context.ts';
import type { Digest } from '../digest.ts';
import { storeFailure } from '../failure.ts';

const SLICE = 256;

/** A row of the trash is due when no collection that can still be undone holds it. */
const DUE = `
  SELECT t.id, t.digest FROM registry_trash t LEFT JOIN registry_gc_receipts r ON r.id = t.receipt_id
  WHERE t.id > ? AND (r.undo_until IS NULL OR r.undo_until <= ? OR r.undone_at IS NOT NULL)
  ORDER BY t.id LIMIT ${SLICE}`;

/**
 * Collected blobs on their way out. A blob is gone for every reader with its row; its file stays in its place until it
 * is purged. Unlinking comes before the row of the trash goes, so a crash in between only means doing it again.
 */
export class Trash {
  readonly #context: Context;
  readonly #due: Statement<[number, number], { id: number; digest: string }>;
  readonly #forget: Statement<[number]>;
  readonly #dropBodies: Statement<[number]>;
  readonly #next: Statement<[], { at: number | null }>;

  constructor(context: Context) {
    const { db } = context;
    this.#context = context;
    this.#due = db.prepare(DUE);
    this.#forget = db.prepare('DELETE FROM registry_trash WHERE id = ?');
    this.#dropBodies = db.prepare(
      `DELETE FROM registry_gc_bodies WHERE receipt_id IN
         (SELECT id FROM registry_gc_receipts WHERE undo_until <= ? OR undone_at IS NOT NULL)`,
    );
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

  /** Unlinks what is due, in slices that requests do not notice. What is being pushed at this moment waits for the next time. */
  async purge(): Promise<void> {
    const { files, blobs, pins, writer, now } = this.#context;
    for (let last = 0; ; ) {
      const rows = this.#due.all(last, now());
      if (rows.length === 0) break;
      last = rows.at(-1)?.id ?? last;
      const free = rows.filter(({ digest }) => !pins.isHeld(digest));
      const going = free.filter(({ digest }) => blobs.size(digest as Digest) === undefined);
      try {
        await pins.whileLeaving(going, ({ digest }) => files.remove(digest as Digest));
      } catch (error) {
        throw storeFailure(error);
      }
      await writer.run(() => {
        for (const { id } of free) this.#forget.run(id);
      });
    }
    await writer.run(() => this.#dropBodies.run(now()));
  }
}
