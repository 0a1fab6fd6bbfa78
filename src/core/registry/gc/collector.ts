import { DrydockError } from '../../errors/index.ts';
import type { Context } from '../context.ts';
import type { Digest } from '../digest.ts';
import type {
  GarbageCollector,
  GcItem,
  GcPlan,
  GcPolicy,
  GcProgress,
  GcReceipt,
  GcRunOptions,
} from '../gc-types.ts';
import type { UploadService } from '../uploads.ts';
import { makePlan } from './plan.ts';
import { ReceiptTable } from './receipts.ts';
import { Sweep } from './sweep.ts';

/** Items per transaction: small enough that requests in between do not notice. */
const BATCH = 128;

interface Trashed {
  readonly row: number;
  readonly digest: Digest;
}

/** Collects while the registry serves: many short transactions, each checking again what it takes. */
export class Collector implements GarbageCollector {
  readonly #context: Context;
  readonly #uploads: UploadService;
  readonly #receipts: ReceiptTable;

  constructor(context: Context, uploads: UploadService) {
    this.#context = context;
    this.#uploads = uploads;
    this.#receipts = new ReceiptTable(context.db);
  }

  plan(policy?: Partial<GcPolicy>): GcPlan {
    return makePlan(this.#context, this.#uploads.sessions(), policy);
  }

  receipts(limit = 50): readonly GcReceipt[] {
    return this.#receipts.list(limit);
  }

  receiptItems(id: number): readonly GcItem[] {
    return this.#receipts.items(id);
  }

  async run(plan: GcPlan, options: GcRunOptions = {}): Promise<GcReceipt> {
    const { writer, now, emit } = this.#context;
    const id = await writer.run(() => this.#receipts.begin(now()));
    const run = new Run(this.#context, this.#uploads, this.#receipts, id, plan, options);
    const done = await run.all();
    const receipt = await writer.run(() =>
      this.#receipts.end(id, now(), done ? 'complete' : 'cancelled', run.counts()),
    );
    emit({ type: 'collected', items: receipt.removed, bytes: receipt.bytes });
    if (!done) throw new DrydockError('CANCELLED', { what: 'registry gc' });
    return receipt;
  }
}

/** What a batch does besides taking its items: first in its transaction, at once after the commit, and then. */
interface BatchHooks {
  readonly before?: () => void;
  readonly committed?: () => void;
  readonly after?: () => Promise<void>;
}

/** One run of one plan. */
class Run {
  readonly #context: Context;
  readonly #uploads: UploadService;
  readonly #receipts: ReceiptTable;
  readonly #id: number;
  readonly #plan: GcPlan;
  readonly #options: GcRunOptions;
  readonly #sweep: Sweep;
  #removed = 0;
  #bytes = 0;

  constructor(
    context: Context,
    uploads: UploadService,
    receipts: ReceiptTable,
    id: number,
    plan: GcPlan,
    options: GcRunOptions,
  ) {
    this.#context = context;
    this.#uploads = uploads;
    this.#receipts = receipts;
    this.#id = id;
    this.#plan = plan;
    this.#options = options;
    this.#sweep = new Sweep(context, plan.policy, Date.parse(plan.createdAt));
  }

  counts(): { removed: number; skipped: number; bytes: number } {
    return { removed: this.#removed, skipped: this.#plan.items.length - this.#removed, bytes: this.#bytes };
  }

  /** False when it was cancelled. */
  async all(): Promise<boolean> {
    const of = (kind: GcItem['kind']) => this.#plan.items.filter((item) => item.kind === kind);
    return (
      (await this.#manifests(of('manifest'))) &&
      (await this.#batches(of('link'), (item) => this.#sweep.link(item))) &&
      (await this.#blobs(of('blob'))) &&
      (await this.#expire(of('upload')))
    );
  }

  /** Again and again while something goes: parents make way for their children, subjects for their referrers. */
  async #manifests(items: readonly GcItem[]): Promise<boolean> {
    let rest = items;
    for (let before = -1; rest.length > 0 && before !== rest.length; ) {
      before = rest.length;
      const left: GcItem[] = [];
      const going = await this.#batches(rest, (item) => {
        const taken = this.#sweep.manifest(item);
        if (!taken) left.push(item);
        return taken;
      });
      if (!going) return false;
      rest = left;
    }
    return true;
  }

  /** Files are unlinked while the next batch is taken; the transaction after that strikes their rows from the trash. */
  async #blobs(items: readonly GcItem[]): Promise<boolean> {
    const { files, writer, db } = this.#context;
    const forget = db.prepare<[number]>('DELETE FROM registry_trash WHERE id = ?');
    let trashed: Trashed[] = [];
    let emptied: number[] = [];
    let emptying: Promise<void> = Promise.resolve();
    const strike = () => {
      for (const row of emptied) forget.run(row);
      emptied = [];
    };
    const take = (item: GcItem): boolean => {
      const row = this.#sweep.blob(item);
      if (row !== undefined) trashed.push({ row, digest: item.digest as Digest });
      return row !== undefined;
    };
    const move = () => {
      for (const { row, digest } of trashed) files.moveToTrash(digest, row);
    };
    const empty = async () => {
      const rows = trashed.map(({ row }) => row);
      trashed = [];
      await emptying;
      emptying = Promise.all(rows.map((row) => files.emptyTrash(row))).then(() => {
        emptied.push(...rows);
      });
    };
    const done = await this.#batches(items, take, { before: strike, committed: move, after: empty });
    await emptying;
    await writer.run(strike);
    return done;
  }

  async #expire(items: readonly GcItem[]): Promise<boolean> {
    const before = Date.parse(this.#plan.createdAt) - this.#plan.policy.uploadExpiryMs;
    for (const item of items) {
      if (this.#options.signal?.aborted) return false;
      if (await this.#uploads.expire(item.digest, before)) {
        await this.#context.writer.run(() => this.#record(item));
      }
    }
    return true;
  }

  async #batches(
    items: readonly GcItem[],
    take: (item: GcItem) => boolean,
    hooks: BatchHooks = {},
  ): Promise<boolean> {
    for (let start = 0; start < items.length; start += BATCH) {
      if (this.#options.signal?.aborted) return false;
      const batch = items.slice(start, start + BATCH);
      await this.#context.writer.run(() => {
        hooks.before?.();
        for (const item of batch) if (take(item)) this.#record(item);
      }, hooks.committed);
      await hooks.after?.();
      this.#options.onProgress?.(this.#progress());
    }
    return true;
  }

  #record(item: GcItem): void {
    this.#receipts.add(this.#id, this.#removed, item);
    this.#removed += 1;
    this.#bytes += item.bytes;
  }

  #progress(): GcProgress {
    return { done: this.#removed, total: this.#plan.items.length, bytes: this.#bytes };
  }
}
