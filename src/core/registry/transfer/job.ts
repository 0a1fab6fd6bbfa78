import type { Digest } from '../digest.ts';
import type { Registry } from '../registry.ts';
import type { TransferLimits } from './limits.ts';
import type { TransferMemory } from './memory.ts';
import type { PlannedBlob, TransferPlan } from './planner.ts';
import type { RemoteRegistry } from './remote.ts';
import type { TransferProgress } from './types.ts';
import type { KnownPlaces } from './upload.ts';

/** What one transfer has in common with the others. */
export interface Shared {
  readonly registry: Registry;
  readonly memory: TransferMemory;
  readonly known: KnownPlaces;
  readonly limits: TransferLimits;
  /** Blobs that are on their way, so that two transfers do not write into one upload. */
  readonly busy: Map<string, Promise<unknown>>;
}

/** One transfer while it runs. */
export class Running {
  readonly registry: Registry;
  readonly memory: TransferMemory;
  readonly known: KnownPlaces;
  readonly limits: TransferLimits;
  readonly remote: RemoteRegistry;
  readonly signal: AbortSignal;
  readonly progress: Progress;
  transferred = 0;
  skipped = 0;
  resumed = 0;
  readonly #busy: Map<string, Promise<unknown>>;

  constructor(
    { registry, memory, known, limits, busy }: Shared,
    remote: RemoteRegistry,
    signal: AbortSignal,
    progress: Progress,
  ) {
    this.registry = registry;
    this.memory = memory;
    this.known = known;
    this.limits = limits;
    this.remote = remote;
    this.signal = signal;
    this.progress = progress;
    this.#busy = busy;
  }

  readonly knownAt = (digest: string): string | undefined => this.known.get(this.remote.host, digest);

  /** Waits until no other transfer works on the same blob. */
  async alone(key: string, work: () => Promise<void>): Promise<void> {
    for (let other = this.#busy.get(key); other; other = this.#busy.get(key)) {
      await other.catch(() => undefined);
      this.signal.throwIfAborted();
    }
    const own = work();
    this.#busy.set(key, own);
    try {
      await own;
    } finally {
      this.#busy.delete(key);
    }
  }

  counts({ manifests, blobs, referrers }: TransferPlan) {
    const { transferred, skipped, resumed } = this;
    const bytes = blobs.reduce((sum, { size }) => sum + size, 0);
    return {
      manifests: manifests.length,
      blobs: blobs.length,
      bytes,
      transferred,
      skipped,
      resumed,
      referrers,
    };
  }
}

/** Counts bytes for whoever watches. */
export class Progress {
  readonly #report: (progress: TransferProgress) => void;
  #what = '';
  #done = 0;
  #total = 0;

  constructor(report: (progress: TransferProgress) => void) {
    this.#report = report;
  }

  expect(blobs: readonly PlannedBlob[]): void {
    this.#total = blobs.reduce((sum, { size }) => sum + size, 0);
    this.#send();
  }

  say(what: Digest | string): void {
    this.#what = what;
    this.#send();
  }

  /** Negative when bytes have to be sent again. */
  add(count: number): void {
    this.#done += count;
    if (count !== 0) this.#send();
  }

  #send(): void {
    this.#report({ what: this.#what, done: this.#done, total: this.#total });
  }
}
