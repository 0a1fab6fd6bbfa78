import type { ActivityAbout, ActivityEvent } from './types.ts';

interface Feed {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** False when the event was left out because too much goes on. */
  readonly tell: (event: Exclude<ActivityEvent, { type: 'skipped' }>) => boolean;
  readonly ended: (transfer: Transfer) => void;
}

/** One transfer while it is watched. Counting is an addition; what is told follows from the feed's ticks. */
export class Transfer {
  readonly #id: number;
  readonly #feed: Feed;
  readonly #begun: number;
  #about: ActivityAbout;
  #bytes = 0;
  #isTold = false;
  #isOver = false;
  #sampled: { readonly bytes: number; readonly at: number };
  #heard: number;

  constructor(id: number, about: ActivityAbout, feed: Feed) {
    this.#id = id;
    this.#about = about;
    this.#feed = feed;
    this.#begun = feed.now();
    this.#heard = this.#begun;
    this.#sampled = { bytes: 0, at: this.#begun };
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** So many bytes more have moved. The first ones make the transfer known. */
  add(bytes: number): void {
    this.#bytes += bytes;
    if (!this.#isTold) this.#start();
  }

  /** What became known meanwhile: the digest of an upload, its size. */
  know(part: Partial<Pick<ActivityAbout, 'reference' | 'total'>>): void {
    this.#about = { ...this.#about, ...part };
  }

  /** Tells how far it is, when it has moved. */
  sample(): void {
    const at = this.#feed.now();
    const { bytes, at: before } = this.#sampled;
    if (this.#bytes === bytes) return;
    const rate = perSecond(this.#bytes - bytes, at - before);
    this.#sampled = { bytes: this.#bytes, at };
    this.#heard = at;
    this.#feed.tell({ ...this.#common(at), type: 'progress', rate });
  }

  isSilent(now: number, patience: number): boolean {
    return now - this.#heard > patience;
  }

  finish(mounted = false): void {
    if (!this.#end()) return;
    if (!this.#isTold) this.#start();
    const at = this.#feed.now();
    const ms = at - this.#begun;
    const rate = perSecond(this.#bytes, ms);
    this.#feed.tell({ ...this.#common(at), type: 'finished', ms, rate, ...(mounted && { mounted: true }) });
  }

  /** `status` of the refusal; none when the client left. */
  fail(status?: number): void {
    if (!this.#end()) return;
    const at = this.#feed.now();
    this.#feed.tell({
      ...this.#common(at),
      type: 'failed',
      ms: at - this.#begun,
      ...(status !== undefined && { status }),
    });
  }

  /** Ends it without a word, where nothing happened that anybody would call a transfer. */
  drop(): void {
    this.#end();
  }

  #start(): void {
    this.#isTold = true;
    this.#feed.tell({ ...this.#common(this.#begun), bytes: 0, type: 'started' });
  }

  #end(): boolean {
    if (this.#isOver) return false;
    this.#isOver = true;
    this.#feed.ended(this);
    return true;
  }

  #common(at: number) {
    return { id: this.#id, at: new Date(at).toISOString(), ...this.#about, bytes: this.#bytes };
  }
}

/** Bytes per second; a transfer too short to measure counts as one millisecond. */
const perSecond = (bytes: number, ms: number): number => Math.round((bytes * 1000) / Math.max(1, ms));
