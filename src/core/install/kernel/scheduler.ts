/** Opened once; processes that wait for it go on in the order in which they came. */
export class Gate {
  #open = false;
  readonly #waiting: (() => void)[] = [];

  get isOpen(): boolean {
    return this.#open;
  }

  open(): void {
    if (this.#open) return;
    this.#open = true;
    for (const resume of this.#waiting.splice(0)) resume();
  }

  /** Calls back when it opens; at once where it is open. */
  whenOpen(resume: () => void): void {
    if (this.#open) resume();
    else this.#waiting.push(resume);
  }
}

/** What a process waits for: virtual milliseconds, or a gate. */
export type Wait = number | Gate;

/** Something that takes virtual time: yields what it waits for. */
export type Process<Result = void> = Generator<Wait, Result, void>;

interface Entry {
  readonly at: number;
  readonly order: number;
  readonly run: () => void;
}

/**
 * A discrete-event scheduler: processes are generators, time jumps from one entry to the next. Entries of the same
 * time run in the order in which they were made, so a run has exactly one history.
 */
export class Scheduler {
  readonly #heap: Entry[] = [];
  #order = 0;
  #now = 0;

  /** Virtual milliseconds since the start. */
  get now(): number {
    return this.#now;
  }

  spawn(process: Process): void {
    this.#push(this.#now, () => this.#advance(process));
  }

  /** Runs the earliest entry; false when there is none. */
  step(): boolean {
    const entry = this.#pop();
    if (entry === undefined) return false;
    this.#now = entry.at;
    entry.run();
    return true;
  }

  #advance(process: Process): void {
    const { done, value } = process.next();
    if (done) return;
    const resume = () => this.#advance(process);
    if (typeof value === 'number') this.#push(this.#now + Math.max(0, Math.round(value)), resume);
    else value.whenOpen(() => this.#push(this.#now, resume));
  }

  #push(at: number, run: () => void): void {
    const heap = this.#heap;
    let place = heap.push({ at, order: this.#order++, run }) - 1;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (!this.#before(place, parent)) break;
      this.#swap(place, parent);
      place = parent;
    }
  }

  #pop(): Entry | undefined {
    const heap = this.#heap;
    const first = heap[0];
    const last = heap.pop();
    if (first === undefined || last === undefined || heap.length === 0) return first;
    heap[0] = last;
    for (let place = 0; ; ) {
      let least = place;
      for (const child of [2 * place + 1, 2 * place + 2]) {
        if (child < heap.length && this.#before(child, least)) least = child;
      }
      if (least === place) return first;
      this.#swap(place, least);
      place = least;
    }
  }

  #before(one: number, other: number): boolean {
    const a = this.#heap[one];
    const b = this.#heap[other];
    if (a === undefined || b === undefined) return false;
    return a.at < b.at || (a.at === b.at && a.order < b.order);
  }

  #swap(one: number, other: number): void {
    const a = this.#heap[one];
    const b = this.#heap[other];
    if (a === undefined || b === undefined) return;
    this.#heap[one] = b;
    this.#heap[other] = a;
  }
}

/** A limited number of places; whoever comes first gets the next free one. */
export class Slots {
  #free: number;
  readonly #queue: Gate[] = [];

  constructor(count: number) {
    this.#free = count;
  }

  *take(): Process {
    if (this.#free > 0) {
      this.#free--;
      return;
    }
    const turn = new Gate();
    this.#queue.push(turn);
    yield turn;
  }

  release(): void {
    const next = this.#queue.shift();
    if (next) next.open();
    else this.#free++;
  }
}
