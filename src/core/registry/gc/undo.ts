import { DrydockError } from '../../errors/index.ts';
import type { Context } from '../context.ts';
import type { Digest } from '../digest.ts';
import type { GcItem, GcUndo } from '../gc-types.ts';
import type { ManifestService } from '../manifests.ts';
import type { ReceiptTable } from './receipts.ts';

const BATCH = 256;

/** Bodies at a time: one may have 4 MiB. */
const BODIES = 16;

interface TrashRow {
  readonly id: number;
  readonly digest: Digest;
  readonly size: number;
}

interface BodyRow {
  readonly id: number;
  readonly repository: string;
  readonly digest: Digest;
  readonly media_type: string;
  readonly body: Buffer;
}

/**
 * Brings a collection's content back, blobs first, so that a crash in between leaves nothing that refers to nothing;
 * running it again then brings back the rest. Everything comes back as young and untagged as if it was pushed now.
 */
export class Undo {
  readonly #context: Context;
  readonly #manifests: ManifestService;
  readonly #receipts: ReceiptTable;

  constructor(context: Context, manifests: ManifestService, receipts: ReceiptTable) {
    this.#context = context;
    this.#manifests = manifests;
    this.#receipts = receipts;
  }

  async run(receipt: number): Promise<GcUndo> {
    const { db, now, writer } = this.#context;
    const found = this.#receipts.get(receipt);
    if (!found) throw new DrydockError('REGISTRY_UNDO_UNKNOWN', { receipt });
    if (!found.undoUntil || found.undoneAt || Date.parse(found.undoUntil) <= now()) {
      throw new DrydockError('REGISTRY_UNDO_EXPIRED', { receipt });
    }
    const blobs = await this.#blobs(receipt);
    await this.#links(this.#receipts.items(receipt).filter(({ kind }) => kind === 'link'));
    const manifests = await this.#bodies(receipt);
    const mark = db.prepare<[number, number]>('UPDATE registry_gc_receipts SET undone_at = ? WHERE id = ?');
    await writer.run(() => mark.run(now(), receipt));
    return { receipt, manifests, blobs: blobs.length, bytes: blobs.reduce((sum, { size }) => sum + size, 0) };
  }

  async #blobs(receipt: number): Promise<readonly TrashRow[]> {
    const { db, blobs, now } = this.#context;
    const rows = db
      .prepare<[number], TrashRow>('SELECT id, digest, size FROM registry_trash WHERE receipt_id = ?')
      .all(receipt);
    const forget = db.prepare<[number]>('DELETE FROM registry_trash WHERE id = ?');
    await this.#batches(rows, ({ id, digest, size }) => {
      blobs.insert(digest, size, now());
      forget.run(id);
    });
    return rows;
  }

  #links(items: readonly GcItem[]): Promise<void> {
    const { blobs, repositories, now } = this.#context;
    return this.#batches(items, ({ repository, digest }) => {
      const known = blobs.size(digest as Digest) !== undefined;
      if (known && repository !== undefined)
        blobs.link(repositories.ensure(repository, now()), digest as Digest, now());
    });
  }

  async #bodies(receipt: number): Promise<number> {
    const page = this.#context.db.prepare<[number, number, number], BodyRow>(
      `SELECT rowid AS id, repository, digest, media_type, body FROM registry_gc_bodies
       WHERE +receipt_id = ? AND rowid > ? ORDER BY rowid LIMIT ?`,
    );
    let count = 0;
    for (let last = 0; ; ) {
      const rows = page.all(receipt, last, BODIES);
      if (rows.length === 0) return count;
      // Together: each waits for the disk, and all of them for the same flush.
      await Promise.all(
        rows.map(({ repository, digest, media_type: mediaType, body }) =>
          this.#manifests.put({ repository, digest, mediaType, body }),
        ),
      );
      count += rows.length;
      last = rows.at(-1)?.id ?? last;
    }
  }

  async #batches<T>(items: readonly T[], work: (item: T) => void): Promise<void> {
    for (let start = 0; start < items.length; start += BATCH) {
      await this.#context.writer.run(() => {
        for (const item of items.slice(start, start + BATCH)) work(item);
      });
    }
  }
}
