/** Signs of change, gathered until it is quiet. */
export class Signs {
  readonly #quiet: number;
  readonly #longest: number;
  readonly #now: () => number;
  #paths = new Set<string>();
  #since: number | undefined;
  #latest = 0;
  #wake: (() => void) | undefined;

  /** Milliseconds without a sign that count as quiet, and the longest wait for that. */
  constructor(now: () => number, quiet: number, longest: number) {
    this.#now = now;
    this.#quiet = quiet;
    this.#longest = longest;
  }

  add(path: string): void {
    this.#latest = this.#now();
    this.#since ??= this.#latest;
    this.#paths.add(path);
    this.#wake?.();
  }

  /** The next batch, once it is quiet; undefined when the signal aborts. Nothing ticks while nothing happens. */
  async next(
    signal: AbortSignal,
  ): Promise<{ readonly paths: ReadonlySet<string>; readonly since: number } | undefined> {
    while (this.#since === undefined && !signal.aborted) await this.#sign(signal);
    for (;;) {
      if (signal.aborted || this.#since === undefined) return undefined;
      const now = this.#now();
      const left = Math.min(this.#latest + this.#quiet, this.#since + this.#longest) - now;
      if (left <= 0) break;
      await pause(left, signal);
    }
    const batch = { paths: this.#paths, since: this.#since };
    this.#paths = new Set();
    this.#since = undefined;
    return batch;
  }

  #sign(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        signal.removeEventListener('abort', done);
        this.#wake = undefined;
        resolve();
      };
      this.#wake = done;
      signal.addEventListener('abort', done, { once: true });
    });
  }
}

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done, { once: true });
  });
