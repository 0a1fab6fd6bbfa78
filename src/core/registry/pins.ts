/**
 * What is in use at this moment and must not be collected: blobs being published (counted), and blobs that a client
 * was just told it need not push (with the time).
 */
export class Pins {
  readonly #held = new Map<string, number>();
  readonly #touched = new Map<string, number>();
  readonly #publishing = new Map<string, Promise<void>>();
  readonly #leaving = new Map<string, Promise<unknown>>();

  hold(digest: string): void {
    this.#held.set(digest, (this.#held.get(digest) ?? 0) + 1);
  }

  /** Does `work` to all of them; who wants to store one of these digests meanwhile waits in `arrived`. */
  async whileLeaving<T extends { readonly digest: string }>(
    items: readonly T[],
    work: (item: T) => Promise<void>,
  ): Promise<void> {
    const all = Promise.allSettled(items.map(work));
    for (const { digest } of items) this.#leaving.set(digest, all);
    const results = await all;
    for (const { digest } of items) this.#leaving.delete(digest);
    const failed = results.find((each) => each.status === 'rejected');
    if (failed) throw failed.reason;
  }

  /** Resolves when no file of that digest is being removed; a held one stays so. */
  async arrived(digest: string): Promise<void> {
    await this.#leaving.get(digest);
  }

  release(digest: string): void {
    const count = (this.#held.get(digest) ?? 1) - 1;
    if (count > 0) this.#held.set(digest, count);
    else this.#held.delete(digest);
  }

  /** Waits until nobody else publishes that digest; the answer ends one's own turn, once or more. */
  async turn(digest: string): Promise<() => void> {
    const before = this.#publishing.get(digest);
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#publishing.set(digest, promise);
    await before;
    return () => {
      if (this.#publishing.get(digest) === promise) this.#publishing.delete(digest);
      resolve();
    };
  }

  isHeld(digest: string): boolean {
    return this.#held.size > 0 && this.#held.has(digest);
  }

  /** Re-inserting keeps the map in order of time, so that old entries leave from its front. */
  touch(digest: string, now: number): void {
    this.#touched.delete(digest);
    this.#touched.set(digest, now);
    if (this.#touched.size > MAX_TOUCHED) this.#dropOldest();
  }

  isTouchedSince(digest: string, time: number): boolean {
    return this.#touched.size > 0 && (this.#touched.get(digest) ?? Number.NEGATIVE_INFINITY) > time;
  }

  #dropOldest(): void {
    const [oldest] = this.#touched.keys();
    if (oldest !== undefined) this.#touched.delete(oldest);
  }
}

const MAX_TOUCHED = 500_000;
