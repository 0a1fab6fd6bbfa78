import { performance } from 'node:perf_hooks';
import { setImmediate, setTimeout } from 'node:timers/promises';
import type { Traffic } from '../traffic.ts';

/** Milliseconds of one slice of work while nobody asks for anything, and while requests come in. */
const QUIET_SLICE = 25;
const BUSY_SLICE = 0.3;

/** Milliseconds that belong to requests after a slice, while there are some. */
const BUSY_REST = 4;

/** Milliseconds without a request after which slices become long again. */
const CALM_MS = 20;

/**
 * Keeps long work out of the way of requests: it is done in slices on the event loop, short ones with rests between them
 * while requests come in.
 */
export class Pace {
  readonly #traffic: Traffic;
  #slice = QUIET_SLICE;
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
    return this.#slice === QUIET_SLICE;
  }

  /** Lets requests be served, and notes whether there were any. */
  async rest(): Promise<void> {
    await (this.isQuiet ? setImmediate() : setTimeout(BUSY_REST));
    const now = performance.now();
    if (this.#traffic.count !== this.#seen) this.#lastSeen = now;
    this.#seen = this.#traffic.count;
    this.#slice = now - this.#lastSeen < CALM_MS ? BUSY_SLICE : QUIET_SLICE;
    this.#began = now;
  }
}

/** Runs the steps of a generator in paced slices; its value. `signal`: throws its reason between two slices. */
export async function paced<T>(steps: Generator<void, T>, pace: Pace, signal?: AbortSignal): Promise<T> {
  try {
    for (;;) {
      const { done, value } = steps.next();
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
export function atOnce<T>(steps: Generator<void, T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}
