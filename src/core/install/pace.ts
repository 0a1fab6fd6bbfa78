import type { RehearsalDeps } from './input.ts';

/** Events between two breaths at instant speed, so that one rehearsal does not hold up everything else. */
const BREATH = 200;

/** Holds events back until their time has come. */
export class Pace {
  readonly #speed: number | 'instant';
  readonly #deps: RehearsalDeps;
  #at = 0;
  #events = 0;

  constructor(speed: number | 'instant', deps: RehearsalDeps) {
    this.#speed = speed;
    this.#deps = deps;
  }

  /** Waits for a virtual time. Errors: AbortError when cancelled. */
  async until(at: number): Promise<void> {
    const { signal } = this.#deps;
    signal.throwIfAborted();
    const wait = this.#speed === 'instant' ? 0 : (at - this.#at) / this.#speed;
    this.#at = at;
    if (wait > 0 || ++this.#events % BREATH === 0) await this.#deps.sleep(Math.max(0, wait), signal);
    signal.throwIfAborted();
  }
}
