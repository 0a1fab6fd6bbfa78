import { DrydockError } from '../../errors/index.ts';
import type { Context } from '../context.ts';
import type {
  GarbageCollector,
  GcItem,
  GcPlan,
  GcPolicy,
  GcReceipt,
  GcRunOptions,
  GcUndo,
} from '../gc-types.ts';
import type { ManifestService } from '../manifests.ts';
import type { UploadService } from '../uploads.ts';
import { atOnce, Pace, paced } from './pace.ts';
import { type PlanSource, planSteps } from './plan.ts';
import { PlanShelf } from './plan-shelf.ts';
import { ReceiptTable } from './receipts.ts';
import type { Reserve } from './reserve.ts';
import { Room } from './room.ts';
import { Run } from './run.ts';
import { Trash } from './trash.ts';
import { Undo } from './undo.ts';

export interface CollectorParts {
  readonly context: Context;
  readonly uploads: UploadService;
  readonly manifests: ManifestService;
  readonly reserve: Reserve;
  /** Hears of trouble in what nobody waits for. */
  readonly log?: ((error: unknown) => void) | undefined;
}

/** Collects while the registry serves: plans on a snapshot, takes things in many short transactions. */
export class Collector implements GarbageCollector {
  readonly #context: Context;
  readonly #uploads: UploadService;
  readonly #receipts: ReceiptTable;
  readonly #reserve: Reserve;
  readonly #room: Room;
  readonly #trash: Trash;
  readonly #undo: Undo;
  readonly #log: (error: unknown) => void;
  readonly #shelf = new PlanShelf();
  readonly #stop = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #purging: Promise<void> = Promise.resolve();
  #running = 0;
  /** Receipts of collections that run at this moment. */
  readonly #unfinished = new Set<number>();

  constructor({ context, uploads, manifests, reserve, log = () => undefined }: CollectorParts) {
    this.#context = context;
    this.#uploads = uploads;
    this.#receipts = new ReceiptTable(context.db);
    this.#reserve = reserve;
    this.#room = new Room(context, reserve);
    this.#trash = new Trash(context, this.#room);
    this.#undo = new Undo(context, manifests, this.#receipts);
    this.#log = log;
  }

  /** At the start: what an earlier process did not come to. */
  async recover(): Promise<void> {
    await this.#room.run(() => this.#receipts.closeInterrupted(this.#context.now()));
    await this.#purge();
    // A collection that runs already takes it back at its end.
    if (this.#running === 0) await this.#reserve.keep();
    this.schedulePurge();
  }

  plan(policy?: Partial<GcPolicy>): GcPlan {
    return atOnce(planSteps(this.#source(), policy));
  }

  async prepare(
    policy?: Partial<GcPolicy>,
    { signal }: { readonly signal?: AbortSignal } = {},
  ): Promise<GcPlan> {
    const plan = await this.#prepare(policy, signal);
    this.#shelf.put(plan);
    return plan;
  }

  prepared(id: string): GcPlan | undefined {
    return this.#shelf.get(id);
  }

  async #prepare(policy: Partial<GcPolicy> | undefined, signal: AbortSignal | undefined): Promise<GcPlan> {
    // Read when it is needed: what only names this folder's types (describing a package, say) must not load SQLite.
    const { openSnapshot } = await import('../../store/index.ts');
    const snapshot = openSnapshot(this.#context.db);
    if (!snapshot) return this.plan(policy);
    try {
      return await paced(
        planSteps({ ...this.#source(), db: snapshot }, policy),
        new Pace(this.#context.traffic),
        signal,
      );
    } catch (error) {
      throw signal?.aborted ? cancelled() : error;
    } finally {
      snapshot.close();
    }
  }

  receipts(limit = 50): readonly GcReceipt[] {
    return this.#receipts.list(limit);
  }

  receiptItems(id: number): readonly GcItem[] {
    return this.#receipts.items(id);
  }

  async run(plan: GcPlan, options: GcRunOptions = {}): Promise<GcReceipt> {
    this.#running += 1;
    try {
      return await this.#run(plan, options);
    } finally {
      this.#running -= 1;
    }
  }

  async #run(plan: GcPlan, options: GcRunOptions): Promise<GcReceipt> {
    const { now, emit } = this.#context;
    this.#shelf.drop(plan.id);
    const id = await this.#room.run(() => this.#receipts.begin(now(), plan.policy.undoMs));
    const parts = {
      context: this.#context,
      uploads: this.#uploads,
      receipts: this.#receipts,
      room: this.#room,
      purge: () => this.#purgeAside(),
    };
    const run = new Run(parts, id, plan, options);
    const end = async (state: GcReceipt['state']) => {
      const settled = this.#room.settling();
      const ended = await this.#room.run(() => this.#receipts.end(id, now(), state, run.counts()));
      settled();
      return ended;
    };
    this.#unfinished.add(id);
    let receipt: GcReceipt;
    run.open();
    try {
      receipt = await end((await run.all()) ? 'complete' : 'cancelled');
    } catch (error) {
      // What it took is taken: the receipt says so now, and not only after the next start.
      await end('interrupted').catch(this.#log);
      throw error;
    } finally {
      this.#unfinished.delete(id);
      await run.close();
    }
    emit({ type: 'collected', items: receipt.removed, bytes: receipt.bytes });
    if (receipt.state === 'cancelled') {
      this.#purgeAside();
      throw cancelled();
    }
    await unlessAborted(this.#purge(), options.signal);
    await this.#reserve.keep();
    this.schedulePurge();
    return receipt;
  }

  async undo(receipt: number): Promise<GcUndo> {
    if (this.#unfinished.has(receipt)) throw new DrydockError('REGISTRY_UNDO_UNKNOWN', { receipt });
    // No file may go between the look at what is in the trash and its way back.
    const undone = await this.whileKept(() => this.#undo.run(receipt));
    await this.#purge();
    return undone;
  }

  /** Sees to it that what cannot be undone any more is unlinked, as long as the process lives. */
  schedulePurge(): void {
    clearTimeout(this.#timer);
    const due = this.#trash.nextDue();
    if (due === undefined || this.#stop.signal.aborted) return;
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

  /** Does not wait for files that are still to be purged: that goes on at the next start. */
  async close(): Promise<void> {
    clearTimeout(this.#timer);
    this.#stop.abort();
    await this.#purging.catch(() => undefined);
  }

  #source(): PlanSource {
    const { db, pins, now } = this.#context;
    return { db, pins, now: now(), sessions: this.#uploads.sessions() };
  }

  /** One at a time. */
  #purge(): Promise<void> {
    this.#purging = this.#purging.catch(() => undefined).then(() => this.#trash.purge(this.#stop.signal));
    return this.#purging;
  }

  #aside: Promise<void> | undefined;

  /** Purges while nobody waits; at most one such purge is queued. */
  #purgeAside(): void {
    this.#aside ??= this.#purge()
      .then(() => this.schedulePurge(), this.#log)
      .finally(() => {
        this.#aside = undefined;
      });
  }
}

const cancelled = (): DrydockError => new DrydockError('CANCELLED', { what: 'registry gc' });

/** Waits for `work`, or only until the signal; the work then goes on by itself. */
function unlessAborted(work: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
  if (!signal) return work;
  const { promise, resolve } = Promise.withResolvers<void>();
  const leave = () => resolve();
  signal.addEventListener('abort', leave, { once: true });
  if (signal.aborted) leave();
  return Promise.race([work, promise]).finally(() => signal.removeEventListener('abort', leave));
}

/** Longest wait of a timer; a purge that is due later is looked for again then. */
const MAX_WAIT = 60 * 60 * 1000;
