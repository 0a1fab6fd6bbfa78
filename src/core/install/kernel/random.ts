/** A repeatable source of numbers (sfc32, seeded by hashing text): the same seed gives the same numbers on every machine. */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #d: number;

  constructor(seed: string) {
    const next = hash(seed);
    this.#a = next();
    this.#b = next();
    this.#c = next();
    this.#d = next();
    for (let i = 0; i < 12; i++) this.#step();
  }

  /** From 0 up to and without 1. */
  fraction(): number {
    return this.#step() / 2 ** 32;
  }

  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number {
    return low + Math.floor(this.fraction() * (high - low + 1));
  }

  /** `count` characters of `alphabet`. */
  chars(count: number, alphabet: string): string {
    let made = '';
    for (let i = 0; i < count; i++) made += alphabet[this.between(0, alphabet.length - 1)] ?? '';
    return made;
  }

  /** The characters of a text in another order (Fisher–Yates). */
  shuffle(text: string): string {
    const all = [...text];
    for (let i = all.length - 1; i > 0; i--) {
      const other = this.between(0, i);
      [all[i], all[other]] = [all[other] ?? '', all[i] ?? ''];
    }
    return all.join('');
  }

  #step(): number {
    const sum = (((this.#a + this.#b) | 0) + this.#d) | 0;
    this.#d = (this.#d + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0;
    return sum >>> 0;
  }
}

/** Spreads a text over 32-bit words (xmur3). */
function hash(text: string): () => number {
  let state = 1779033703 ^ text.length;
  for (let i = 0; i < text.length; i++) {
    state = Math.imul(state ^ text.charCodeAt(i), 3432918353);
    state = (state << 13) | (state >>> 19);
  }
  return () => {
    state = Math.imul(state ^ (state >>> 16), 2246822507);
    state = Math.imul(state ^ (state >>> 13), 3266489909);
    state ^= state >>> 16;
    return state >>> 0;
  };
}

/**
 * Independent streams by purpose: what one resource draws does not move what another draws, so adding a resource
 * to a package leaves the ids of the rest as they were.
 */
export class Seeds {
  readonly #root: string;

  constructor(root: string) {
    this.#root = root;
  }

  for(...purpose: readonly string[]): Random {
    return new Random([this.#root, ...purpose].join('\u0000'));
  }
}
