import type { Database, Statement } from 'better-sqlite3';
import type { GcItem, GcReceipt } from '../gc-types.ts';

interface ReceiptRow {
  readonly id: number;
  readonly started_at: number;
  readonly finished_at: number | null;
  readonly state: string;
  readonly removed: number;
  readonly skipped: number;
  readonly bytes: number;
  readonly undo_until: number | null;
  readonly undone_at: number | null;
}

/** An item as a part of a receipt holds it. */
type Packed = [GcItem['kind'], string | null, string, GcItem['reason'], number];

/** Rows that tell what collections did. Written in the same transactions as the removals. */
export class ReceiptTable {
  readonly #begin: Statement<[number, number | null]>;
  readonly #part: Statement<[number, number, number, number, string]>;
  readonly #end: Statement;
  readonly #list: Statement<[number], ReceiptRow>;
  readonly #get: Statement<[number], ReceiptRow>;
  readonly #items: Statement<[number], string>;
  readonly #closeInterrupted: Statement<[number]>;

  constructor(db: Database) {
    this.#begin = db.prepare(
      "INSERT INTO registry_gc_receipts (started_at, undo_until, state) VALUES (?, ?, 'running')",
    );
    this.#part = db.prepare(
      'INSERT INTO registry_gc_receipt_parts (receipt_id, position, count, bytes, items) VALUES (?, ?, ?, ?, ?)',
    );
    this.#end = db.prepare(
      'UPDATE registry_gc_receipts SET finished_at = ?, state = ?, removed = ?, skipped = ?, bytes = ? WHERE id = ?',
    );
    this.#list = db.prepare(
      'SELECT * FROM registry_gc_receipts WHERE finished_at IS NOT NULL ORDER BY id DESC LIMIT ?',
    );
    this.#get = db.prepare('SELECT * FROM registry_gc_receipts WHERE id = ?');
    this.#items = db
      .prepare<[number], string>(
        'SELECT items FROM registry_gc_receipt_parts WHERE receipt_id = ? ORDER BY position',
      )
      .pluck();
    this.#closeInterrupted = db.prepare(
      `UPDATE registry_gc_receipts AS r SET finished_at = ?, state = 'interrupted',
         removed = (SELECT COALESCE(SUM(p.count), 0) FROM registry_gc_receipt_parts p WHERE p.receipt_id = r.id),
         bytes = (SELECT COALESCE(SUM(p.bytes), 0) FROM registry_gc_receipt_parts p WHERE p.receipt_id = r.id)
       WHERE state = 'running'`,
    );
  }

  begin(now: number, undoMs: number): number {
    return Number(this.#begin.run(now, undoMs > 0 ? now + undoMs : null).lastInsertRowid);
  }

  /** Ends the receipts of collections that the process before did not end. */
  closeInterrupted(now: number): void {
    this.#closeInterrupted.run(now);
  }

  get(id: number): GcReceipt | undefined {
    const row = this.#get.get(id);
    return row && toReceipt(row);
  }

  /** `position`: number of items on the receipt before these. */
  add(id: number, position: number, items: readonly GcItem[]): void {
    if (items.length === 0) return;
    const bytes = items.reduce((sum, item) => sum + item.bytes, 0);
    const packed = items.map(
      ({ kind, repository = null, digest, reason, bytes }): Packed => [
        kind,
        repository,
        digest,
        reason,
        bytes,
      ],
    );
    this.#part.run(id, position, items.length, bytes, JSON.stringify(packed));
  }

  end(
    id: number,
    now: number,
    state: GcReceipt['state'],
    counts: { removed: number; skipped: number; bytes: number },
  ): GcReceipt {
    this.#end.run(now, state, counts.removed, counts.skipped, counts.bytes, id);
    const row = this.#get.get(id);
    if (!row) throw new Error(`receipt ${id} vanished`);
    return toReceipt(row);
  }

  list(limit: number): readonly GcReceipt[] {
    return this.#list.all(limit).map(toReceipt);
  }

  items(id: number): readonly GcItem[] {
    return this.#items.all(id).flatMap((part) => (JSON.parse(part) as Packed[]).map(unpack));
  }
}

const unpack = ([kind, repository, digest, reason, bytes]: Packed): GcItem =>
  repository === null ? { kind, digest, reason, bytes } : { kind, repository, digest, reason, bytes };

const toReceipt = (row: ReceiptRow): GcReceipt => ({
  id: row.id,
  startedAt: new Date(row.started_at).toISOString(),
  finishedAt: new Date(row.finished_at ?? row.started_at).toISOString(),
  state: row.state === 'complete' || row.state === 'interrupted' ? row.state : 'cancelled',
  removed: row.removed,
  skipped: row.skipped,
  bytes: row.bytes,
  ...(row.undo_until !== null && { undoUntil: new Date(row.undo_until).toISOString() }),
  ...(row.undone_at !== null && { undoneAt: new Date(row.undone_at).toISOString() }),
});
