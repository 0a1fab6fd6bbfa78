import { DrydockError } from '../../errors/index.ts';
import type { Context } from '../context.ts';
import type {
  GarbageCollector,
  GcItem,
  GcPlan,
  GcPolicy,
  GcProgress,
  GcReceipt,
  GcRunOptions,
  GcUndo,
} from '../gc-types.ts';
import type { ManifestService } from '../manifests.ts';
import type { UploadService } from '../uploads.ts';
import { makePlan } from './plan.ts';
import { ReceiptTable } from './receipts.ts';
import { Sweep } from './sweep.ts';
import type { Trash } from './trash.ts';
import { Undo } from './undo.ts';

/**
 * Items per transaction, and milliseconds after which one ends early. Few and large ones write each page of the tables
 * once instead of many times; requests in between must not notice, though.
 */
const BATCH = 1024;
const BATCH_MS = 10;

/** Collects while the registry serves: many short transactions, each checking again what it takes. */
export class Collector implements GarbageCollector {
  readonly #context: Context;
  readonly #uploads: UploadService;
  readonly #receipts: ReceiptTable;
  readonly #trash: Trash;
  readonly #undo: Undo;
  readonly #log: (error: unknown) => void;
  #timer: NodeJS.Timeout | undefined;
  #purging: Promise<void> = Promise.resolve();

  constructor(
    context: Context,
    uploads: UploadService,
    manifests: ManifestService,
    trash: Trash,
    log: (error: unknown) => void = () => undefined,
  ) {
    this.#context = context;
    this.#uploads = uploads;
    this.#receipts = new ReceiptTable(context.db);
    this.#trash = trash;
    this.#undo = new Undo(context, manifests, this.#receipts);
    this.#log = log;
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
    const id = await writer.run(() => this.#receipts.begin(now(), plan.policy.undoMs));
    const run = new Run(this.#context, this.#uploads, this.#receipts, id, plan, options);
    const done = await run.all();
    const receipt = await writer.run(() =>
      this.#receipts.end(id, now(), done ? 'complete' : 'cancelled', run.counts()),
    );
    await this.#purge();
    this.schedulePurge();
    emit({ type: 'collected', items: receipt.removed, bytes: receipt.bytes });
    if (!done) throw new DrydockError('CANCELLED', { what: 'registry gc' });
    return receipt;
  }

  async undo(receipt: number): Promise<GcUndo> {
    await this.#purging;
    const undone = await this.#undo.run(receipt);
    await this.#purge();
    return undone;
  }

  /** Sees to it that what cannot be undone any more is unlinked, as long as the process lives. */
  schedulePurge(): void {
    clearTimeout(this.#timer);
    const due = this.#trash.nextDue();
    if (due === undefined) return;
    const wait = Math.min(Math.max(due - this.#context.now(), 0) + 1, MAX_WAIT);
    this.#timer = setTimeout(() => {
      this.#purge().then(() => this.schedulePurge(), this.#log);
    }, wait).unref();
  }

  /** Does `work` while no file is purged; collections go on, their files wait. */
  whileKept<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#purging.catch(() => undefined).then(work);
    this.#purging = result.then(
      () => undefined,
      () => undefined,
    );
    return result;
  }

  async close(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#purging.catch(() => undefined);
  }

  /** One at a time. */
  #purge(): Promise<void> {
    this.#purging = this.#purging.catch(() => undefined).then(() => this.#trash.purge());
    return this.#purging;
  }
}

/** Longest wait of a timer; a purge that is due later is looked for again then. */
const MAX_WAIT = 60 * 60 * 1000;

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
    this.#sweep = new Sweep(context, plan.policy, Date.parse(plan.createdAt), id);
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
      (await this.#batches(of('blob'), (item) => this.#sweep.blob(item))) &&
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

  async #batches(items: readonly GcItem[], take: (item: GcItem) => boolean): Promise<boolean> {
    const { writer, now } = this.#context;
    for (let next = 0; next < items.length; ) {
      if (this.#options.signal?.aborted) return false;
      await writer.run(() => {
        const until = now() + BATCH_MS;
        for (const end = next + BATCH; next < end && now() <= until; next += 1) {
          const item = items[next];
          if (!item) break;
          if (take(item)) this.#record(item);
        }
      });
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
