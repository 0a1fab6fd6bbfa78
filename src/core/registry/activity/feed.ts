import { Transfer } from './transfer.ts';
import type { ActivityAbout, ActivityEvent, ActivityKind } from './types.ts';

/** Milliseconds between two looks at what is under way: progress comes no more often. */
const TICK_MS = 250;
/** Transfers that are followed at a time, and their beginnings and ends that are told within one tick. */
const MOST_ACTIVE = 1_000;
const MOST_PER_TICK = 200;
/** A transfer without a byte for so long is given up: its client is gone. */
const SILENT_MS = 5 * 60 * 1000;

type Listener = (event: ActivityEvent) => void;

/**
 * Tells who watches what clients push and pull. Keeps nothing: without a watcher `watched` is false, nobody begins a
 * transfer here, and the registry's requests pay for one read of a field.
 */
export class ActivityFeed {
  readonly #clock: () => Date;
  readonly #listeners = new Set<Listener>();
  readonly #active = new Set<Transfer>();
  #lastId = 0;
  #told = 0;
  #skipped = { pushes: 0, pulls: 0, bytes: 0 };
  #timer: NodeJS.Timeout | undefined;

  constructor(clock: () => Date) {
    this.#clock = clock;
  }

  get watched(): boolean {
    return this.#listeners.size > 0;
  }

  /** Transfers that are followed now. */
  get active(): number {
    return this.#active.size;
  }

  /** Returns the function that ends the subscription. */
  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) this.#rest();
    };
  }

  /** Follows a transfer; undefined when nobody watches or too many are followed already. */
  begin(about: ActivityAbout): Transfer | undefined {
    if (!this.watched) return undefined;
    if (this.#active.size >= MOST_ACTIVE) {
      this.#skip(about.kind, 0);
      return undefined;
    }
    this.#lastId += 1;
    const transfer = new Transfer(this.#lastId, about, {
      now: () => this.#clock().getTime(),
      tell: (event) => this.#tell(event),
      ended: (each) => void this.#active.delete(each),
    });
    this.#active.add(transfer);
    this.#wake();
    return transfer;
  }

  #wake(): void {
    this.#timer ??= setInterval(() => this.#tick(), TICK_MS).unref();
  }

  #rest(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#active.clear();
    this.#told = 0;
    this.#skipped = { pushes: 0, pulls: 0, bytes: 0 };
  }

  #tick(): void {
    this.#told = 0;
    const now = this.#clock();
    for (const transfer of [...this.#active]) {
      if (transfer.isSilent(now.getTime(), SILENT_MS)) transfer.fail();
      else transfer.sample();
    }
    const { pushes, pulls, bytes } = this.#skipped;
    if (pushes + pulls > 0) {
      this.#skipped = { pushes: 0, pulls: 0, bytes: 0 };
      this.#send({ type: 'skipped', at: now.toISOString(), pushes, pulls, bytes });
    }
    if (this.#active.size === 0) {
      clearInterval(this.#timer);
      this.#timer = undefined;
    }
  }

  /** True when it was told; false when there is too much to tell at this moment. */
  #tell(event: Exclude<ActivityEvent, { type: 'skipped' }>): boolean {
    this.#told += 1;
    if (this.#told > MOST_PER_TICK && event.type !== 'progress') {
      if (event.type !== 'started') this.#skip(event.kind, event.bytes);
      this.#wake();
      return false;
    }
    this.#send(event);
    return true;
  }

  #skip(kind: ActivityKind, bytes: number): void {
    const { pushes, pulls } = this.#skipped;
    this.#skipped = {
      pushes: pushes + (kind === 'push' ? 1 : 0),
      pulls: pulls + (kind === 'pull' ? 1 : 0),
      bytes: this.#skipped.bytes + bytes,
    };
  }

  #send(event: ActivityEvent): void {
    for (const listener of this.#listeners) listener(event);
  }
}
