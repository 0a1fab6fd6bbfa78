/**
 * What a failed request left and could not clean up because the disk still failed. It is tried again before the next thing
 * is stored and when the registry closes; what remains then is found at the next start.
 */
export class Tidy {
  #left: (() => Promise<unknown>)[] = [];

  /** Does `work`, now or later; its failure is no failure of the request. */
  async attempt(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch {
      this.#left.push(work);
    }
  }

  get isClean(): boolean {
    return this.#left.length === 0;
  }

  /** True when nothing is left. */
  async retry(): Promise<boolean> {
    const left = this.#left;
    this.#left = [];
    for (const work of left) await this.attempt(work);
    return this.isClean;
  }
}
