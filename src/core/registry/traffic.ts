/** Counts what clients ask for, so that long work can tell whether somebody waits behind it. */
export class Traffic {
  #count = 0;

  /** Requests since the start. */
  get count(): number {
    return this.#count;
  }

  note(): void {
    this.#count += 1;
  }
}
