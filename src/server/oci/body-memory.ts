import type { ServerResponse } from 'node:http';
import { DrydockError } from '../../core/errors/index.ts';

export interface BodyMemoryOptions {
  /** Bytes of all bodies together. */
  readonly bytes: number;
  /** Bytes of each body that are not counted: most manifests are smaller, and pass whatever others send. */
  readonly free: number;
  /** Milliseconds that a body waits for room. */
  readonly patience: number;
}

/**
 * Bodies that are held in memory as a whole (manifests, charts) share it: a thousand connections with a chart each would
 * be 20 GB. What does not fit waits, unread, and is refused after a while with 503 and Retry-After.
 */
export class BodyMemory {
  readonly #options: BodyMemoryOptions;
  #held = 0;
  #waiting: (() => void)[] = [];

  constructor(options: BodyMemoryOptions) {
    this.#options = options;
  }

  /** Bytes held at this moment, those that are not counted left out. */
  get held(): number {
    return this.#held;
  }

  /** The account of one body; it is closed when its answer is over. */
  open(response: ServerResponse): (bytes: number) => Promise<void> | undefined {
    const { free } = this.#options;
    let size = 0;
    let counted = 0;
    let isOver = response.closed;
    response.once('close', () => {
      isOver = true;
      this.#held -= counted;
      counted = 0;
      this.#wake();
    });
    const take = (bytes: number): boolean => {
      if (!isOver && this.#held + bytes > this.#options.bytes) return false;
      if (isOver) return true;
      counted += bytes;
      this.#held += bytes;
      return true;
    };
    return (bytes) => {
      const more = Math.max(0, size + bytes - free) - Math.max(0, size - free);
      size += bytes;
      return take(more) ? undefined : this.#wait(() => take(more));
    };
  }

  async #wait(take: () => boolean): Promise<void> {
    const until = performance.now() + this.#options.patience;
    do {
      const left = until - performance.now();
      if (left <= 0 || !(await this.#woken(left)))
        throw new DrydockError('REGISTRY_BUSY', { seconds: RETRY_AFTER });
    } while (!take());
  }

  /** False: nobody gave anything back in time. */
  #woken(patience: number): Promise<boolean> {
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        resolve(true);
      };
      const timer = setTimeout(() => {
        this.#waiting = this.#waiting.filter((each) => each !== wake);
        resolve(false);
      }, patience);
      this.#waiting.push(wake);
    });
  }

  #wake(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const wake of waiting) wake();
  }
}

/** Seconds after which a client that was refused may try again. */
const RETRY_AFTER = 5;

/** What all connections of the process share. */
export const bodyMemory = new BodyMemory({ bytes: 128 * 1024 * 1024, free: 64 * 1024, patience: 10_000 });
