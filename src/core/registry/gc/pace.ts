import { performance } from 'node:perf_hooks';
import { setImmediate, setTimeout } from 'node:timers/promises';
import type { Traffic } from '../traffic.ts';

/**
 * Milliseconds of one slice of work while nobody asks for anything, the first and the longest, and while requests come in.
 * Slices grow while it stays quiet, so that who begins to ask together with the work is noticed early.
 */
const FIRST_SLICE = 8;
const QUIET_SLICE = 50;
const BUSY_SLICE = 0.3;

/** Milliseconds that belong to requests after a slice, while there are some. */
const BUSY_REST = 4;

/** Milliseconds without a request after which slices may grow again. */
const CALM_MS = 250;

/**
 * Keeps long work out of the way of requests: it is done in slices on the event loop, short ones with rests between them
 * while requests come in.
 */
export class Pace {
  readonly #traffic: Traffic;
  #slice = FIRST_SLICE;
  #began = performance.now();
  #seen: number;
  #lastSeen = Number.NEGATIVE_INFINITY;

  constructor(traffic: Traffic) {
    this.#traffic = traffic;
    this.#seen = traffic.count;
  }

  /** True when the slice that began at the last `rest` is used up. */
  get isOver(): boolean {
    return performance.now() - this.#began >= this.#slice;
  }

  /** True while nobody asks for anything. */
  get isQuiet(): boolean {
    return this.#slice >= FIRST_SLICE;
  }

  /** Lets requests be served, and notes whether there were any. */
  async rest(): Promise<void> {
    await (this.isQuiet ? setImmediate() : setTimeout(BUSY_REST));
    const now = performance.now();
    if (this.#traffic.count !== this.#seen) this.#lastSeen = now;
    this.#seen = this.#traffic.count;
    if (now - this.#lastSeen < CALM_MS) this.#slice = BUSY_SLICE;
    else this.#slice = this.isQuiet ? Math.min(this.#slice * 2, QUIET_SLICE) : FIRST_SLICE;
    this.#began = now;
  }
}

/** Work that can pause at every `yield`, which answers whether nobody asks for anything: steps may be larger then. */
export type Steps<T> = Generator<void, T, boolean>;

/** Runs the steps of a generator in paced slices; its value. `signal`: throws its reason between two slices. */
export async function paced<T>(steps: Steps<T>, pace: Pace, signal?: AbortSignal): Promise<T> {
  try {
    for (;;) {
      const { done, value } = steps.next(pace.isQuiet);
      if (done) return value;
      if (!pace.isOver) continue;
      await pace.rest();
      signal?.throwIfAborted();
    }
  } finally {
    // Closes what the generator has open when it is left early.
    steps.return(undefined as never);
  }
}

/** Runs the steps of a generator at once; its value. */
export function atOnce<T>(steps: Steps<T>): T {
  for (;;) {
    const { done, value } = steps.next(true);
    if (done) return value;
  }
}
