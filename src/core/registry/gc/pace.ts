import { performance } from 'node:perf_hooks';
import { setImmediate, setTimeout } from 'node:timers/promises';

/** Milliseconds of one slice of work while nobody else wants the event loop, and while requests do. */
const QUIET_SLICE = 8;
const BUSY_SLICE = 1;

/** A turn of the event loop that takes longer than this (milliseconds) has served somebody. */
const QUIET_TURN = 0.3;

/** Under load the work takes one part in so many of the time, the rest is the requests'. */
const SHARE = 3;

/** What counts of a slice at most, milliseconds: it may have waited for the disk, while requests were served. */
const MAX_SLICE = 2;

/** Turns without a request after which slices become long again. */
const CALM_TURNS = 3;

/**
 * Keeps long work out of the way of requests: it is done in slices on the event loop, and how long a slice may be follows
 * from what else the loop had to do since the one before.
 */
export class Pace {
  #slice = QUIET_SLICE;
  #began = performance.now();
  #calm = 0;

  /** True when the slice that began at the last `rest` is used up. */
  get isOver(): boolean {
    return performance.now() - this.#began >= this.#slice;
  }

  /** True while nobody else seems to want the event loop. */
  get isQuiet(): boolean {
    return this.#slice === QUIET_SLICE;
  }

  /** Lets requests be served, and measures whether there were any. */
  async rest(): Promise<void> {
    const worked = performance.now() - this.#began;
    const before = performance.now();
    await setImmediate();
    const turn = performance.now() - before;
    this.#calm = turn > QUIET_TURN ? 0 : this.#calm + 1;
    this.#slice = this.#calm >= CALM_TURNS ? QUIET_SLICE : BUSY_SLICE;
    const rest = Math.min(worked, MAX_SLICE) * (SHARE - 1) - turn;
    if (this.#calm === 0 && rest >= 1) await setTimeout(rest);
    this.#began = performance.now();
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
