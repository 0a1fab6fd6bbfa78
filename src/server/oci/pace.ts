import type { IncomingMessage } from 'node:http';
import { DrydockError } from '../../core/errors/index.ts';

/** How slow a body may be, however steadily it drips: bytes within each window of milliseconds. */
export interface Pace {
  readonly windowMs: number;
  readonly bytes: number;
}

interface Watched {
  readonly request: IncomingMessage;
  readonly control: AbortController;
  since: number;
  bytes: number;
}

/**
 * Bodies that are being received, looked at by one timer for all. A client that stays below the pace is told 408 with the
 * next byte it sends (one that sends none is cut off by the idle time); what came of an upload stays, to go on from.
 */
export class BodyPace {
  readonly #pace: Pace;
  readonly #watched = new Set<Watched>();
  #timer: NodeJS.Timeout | undefined;

  constructor(pace: Pace) {
    this.#pace = pace;
  }

  /** Runs `receive` with a signal that is given when the body of the request comes too slowly. */
  async during<T>(request: IncomingMessage, receive: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const control = new AbortController();
    const { bytesRead: bytes } = request.socket;
    const watched = { request, control, since: performance.now(), bytes };
    this.#watched.add(watched);
    this.#timer ??= setInterval(() => this.#look(performance.now()), this.#pace.windowMs / 4).unref();
    try {
      return await receive(control.signal);
    } finally {
      this.#watched.delete(watched);
    }
  }

  #look(now: number): void {
    if (this.#watched.size === 0) {
      clearInterval(this.#timer);
      this.#timer = undefined;
    }
    for (const watched of this.#watched) {
      const { request, control, since, bytes } = watched;
      if (now - since < this.#pace.windowMs) continue;
      const read = request.socket.bytesRead;
      // What waits to be read, or has come whole, is ours to hurry with.
      const isWaiting = !request.complete && request.readableLength === 0;
      if (isWaiting && read - bytes < this.#pace.bytes)
        control.abort(new DrydockError('REGISTRY_TOO_SLOW', { seconds: this.#pace.windowMs / 1000 }));
      watched.since = now;
      watched.bytes = read;
    }
  }
}

/** A kibibyte a second, over a minute. */
export const bodyPace = new BodyPace({ windowMs: 60_000, bytes: 60 * 1024 });
