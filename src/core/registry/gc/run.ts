import type { LogWriter } from '../../store/index.ts';
import type { Context } from '../context.ts';
import type { GcItem, GcPlan, GcProgress, GcRunOptions } from '../gc-types.ts';
import type { UploadService } from '../uploads.ts';
import { dropEmptyRepositories } from './empty.ts';
import { Pace } from './pace.ts';
import type { ReceiptTable } from './receipts.ts';
import type { Room } from './room.ts';
import { Sweep } from './sweep.ts';

/** Items per transaction at most: large ones write each page of the tables once instead of many times. */
const BATCH = 16384;

/** Items per statement while nobody waits, and while requests come in: about half a slice's worth. */
const QUIET_CHUNK = 2048;
const BUSY_CHUNK = 8;

/** Takes some items, inside a transaction; answers with those that were taken. */
type Take = (items: readonly GcItem[]) => readonly GcItem[];

/** Pages of the database's log at which SQLite writes it back inside a commit, while a collection runs. */
const RUN_LOG_PAGES = 6000;

/** Transactions, while requests come in, after which the database's log is written back; files are purged then too. */
const LOG_EVERY = 96;

export interface RunParts {
  readonly context: Context;
  readonly uploads: UploadService;
  readonly receipts: ReceiptTable;
  readonly room: Room;
  /** Begins to remove the files of what has been collected so far. */
  readonly purge: () => void;
}

/** One run of one plan: short transactions, each of which checks again what it takes. */
export class Run {
  readonly #parts: RunParts;
  readonly #id: number;
  readonly #plan: GcPlan;
  readonly #options: GcRunOptions;
  readonly #sweep: Sweep;
  readonly #pace: Pace;
  #log: LogWriter | undefined;
  #batchesSinceLog = 0;
  #removed = 0;
  #bytes = 0;

  /** `id`: number of its receipt. */
  constructor(parts: RunParts, id: number, plan: GcPlan, options: GcRunOptions) {
    this.#parts = parts;
    this.#pace = new Pace(parts.context.traffic);
    this.#id = id;
    this.#plan = plan;
    this.#options = options;
    this.#sweep = new Sweep(parts.context, plan.policy, Date.parse(plan.createdAt), id);
  }

  counts(): { removed: number; skipped: number; bytes: number } {
    return { removed: this.#removed, skipped: this.#plan.items.length - this.#removed, bytes: this.#bytes };
  }

  /** Call `close` at the end. */
  open(): void {
    const { db } = this.#parts.context;
    // The same pages change again and again: the later they are written back, the fewer times.
    db.pragma(`wal_autocheckpoint = ${RUN_LOG_PAGES}`);
    // What a large statement keeps for its rollback: else a file in /var/tmp, which a full disk would refuse.
    db.pragma('temp_store = MEMORY');
  }

  /** After its receipt's end, which somebody waits for: a later commit writes the log back. */
  async close(): Promise<void> {
    await this.#log?.end();
    const { LOG_PAGES } = await import('../../store/index.ts');
    const { db } = this.#parts.context;
    if (!db.open) return;
    db.pragma(`wal_autocheckpoint = ${LOG_PAGES}`);
    db.pragma('temp_store = DEFAULT');
  }

  /** False when it was cancelled. */
  async all(): Promise<boolean> {
    const of = (kind: GcItem['kind']) => this.#plan.items.filter((item) => item.kind === kind);
    const purge = this.#plan.policy.undoMs > 0 ? undefined : this.#parts.purge;
    const done =
      (await this.#manifests(of('manifest'))) &&
      (await this.#batches(of('link'), (items) => this.#sweep.links(items))) !== undefined &&
      (await this.#batches(of('blob'), (items) => this.#sweep.blobs(items), purge)) !== undefined &&
      (await this.#expire(of('upload')));
    if (done) await dropEmptyRepositories(this.#parts.context, this.#parts.room, this.#pace);
    return done;
  }

  /** Again and again while something goes: parents make way for their children, subjects for their referrers. */
  async #manifests(items: readonly GcItem[]): Promise<boolean> {
    let rest = items;
    for (let before = -1; rest.length > 0 && before !== rest.length; ) {
      before = rest.length;
      const left = await this.#batches(rest, (items) => this.#sweep.manifests(items));
      if (left === undefined) return false;
      rest = left;
    }
    return true;
  }

  async #expire(items: readonly GcItem[]): Promise<boolean> {
    const { uploads, receipts, room } = this.#parts;
    const before = Date.parse(this.#plan.createdAt) - this.#plan.policy.uploadExpiryMs;
    for (const item of items) {
      if (this.#options.signal?.aborted) return false;
      if (!(await uploads.expire(item.digest, before))) continue;
      await room.run(() => receipts.add(this.#id, this.#removed, [item]));
      this.#count([item]);
    }
    return true;
  }

  /** Items that were not taken; undefined when it was cancelled. `after`: called now and then, and at the end. */
  async #batches(
    items: readonly GcItem[],
    take: Take,
    after?: () => void,
  ): Promise<readonly GcItem[] | undefined> {
    const left: GcItem[] = [];
    for (let next = 0; next < items.length; ) {
      await this.#pace.rest();
      if (this.#options.signal?.aborted) return undefined;
      const { taken, skipped } = await this.#parts.room.runLoose(() => this.#batch(items, next, take));
      next += taken.length + skipped.length;
      left.push(...skipped);
      this.#count(taken);
      this.#options.onProgress?.(this.#progress());
      if (!(await this.#writeLog())) continue;
      after?.();
    }
    after?.();
    return left;
  }

  /** True when nothing more is to be done about the log for now: at once while nobody waits, else every few batches. */
  async #writeLog(): Promise<boolean> {
    if (this.#pace.isQuiet) return true;
    this.#batchesSinceLog += 1;
    if (this.#batchesSinceLog < LOG_EVERY) return false;
    this.#batchesSinceLog = 0;
    // Read when it is needed: what only names this folder's types must not load SQLite.
    const { LogWriter } = await import('../../store/index.ts');
    this.#log ??= new LogWriter(this.#parts.context.db);
    const settled = this.#parts.room.settling();
    if (await this.#log.run()) settled();
    return true;
  }

  /** Inside a transaction, which may be rolled back. */
  #batch(
    items: readonly GcItem[],
    start: number,
    take: Take,
  ): { readonly taken: readonly GcItem[]; readonly skipped: readonly GcItem[] } {
    const taken: GcItem[] = [];
    const skipped: GcItem[] = [];
    const end = Math.min(items.length, start + BATCH);
    const step = this.#pace.isQuiet ? QUIET_CHUNK : BUSY_CHUNK;
    for (let at = start; at < end; at += step) {
      const chunk = items.slice(at, Math.min(end, at + step));
      const gone = take(chunk);
      taken.push(...gone);
      if (gone.length < chunk.length) {
        const known = new Set(gone);
        skipped.push(...chunk.filter((item) => !known.has(item)));
      }
      if (this.#pace.isOver) break;
    }
    this.#parts.receipts.add(this.#id, this.#removed, taken);
    return { taken, skipped };
  }

  #count(taken: readonly GcItem[]): void {
    this.#removed += taken.length;
    for (const { bytes } of taken) this.#bytes += bytes;
  }

  #progress(): GcProgress {
    return { done: this.#removed, total: this.#plan.items.length, bytes: this.#bytes };
  }
}
