/** Random numbers that are the same for the same seed (mulberry32). */
export class Dice {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** From 0 to `below` - 1. */
  roll(below: number): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % Math.max(1, below);
  }

  pick<T>(list: readonly [T, ...T[]] | readonly T[]): T {
    return list[this.roll(list.length)] as T;
  }

  /** True once in `times`. */
  once(times: number): boolean {
    return this.roll(times) === 0;
  }
}

/** What parsers stumble over. */
const DICTIONARY = [
  '..',
  '/',
  '//',
  '\\',
  '%',
  '%00',
  '%2e%2e',
  '%2f',
  '%zz',
  '%ff',
  '\0',
  '\r\n',
  '\n',
  ' ',
  '\t',
  ':',
  '::',
  '@',
  '?',
  '&',
  '=',
  ';',
  ',',
  '"',
  '-',
  '0',
  '-1',
  '1e9',
  '00',
  '18446744073709551616',
  '9007199254740993',
  '999999999999999999999999',
  '*',
  '**',
  'bytes=',
  'sha256:',
  'sha512:',
  'sha1:',
  `sha256:${'a'.repeat(64)}`,
  `sha256:${'A'.repeat(64)}`,
  '{}',
  '[]',
  'null',
  '{"a":',
  '"',
  '__proto__',
  'constructor',
  'toString',
  '_catalog',
  'blobs',
  'uploads',
  'manifests',
  'tags/list',
  'chunked',
  'gzip',
  'Basic ',
  'Bearer ',
  'é',
  '\u202e',
  '．．',
  '\ufeff',
  '\ud800',
  '🚢',
  'x'.repeat(300),
  'a/'.repeat(200),
  '['.repeat(500),
  '--XX',
  '--XX--',
  '\r\n\r\n',
].map((word) => Buffer.from(word));

/** One to six changes: bits, bytes, pieces taken, doubled, moved, spliced in from elsewhere or from the dictionary. */
export function mutate(dice: Dice, seed: Buffer, others: readonly Buffer[] = []): Buffer {
  let bytes: Buffer = Buffer.from(seed);
  for (let left = 1 + dice.roll(6); left > 0; left -= 1) bytes = change(dice, bytes, others);
  return bytes;
}

function change(dice: Dice, bytes: Buffer, others: readonly Buffer[]): Buffer {
  const at = dice.roll(bytes.byteLength + 1);
  const end = Math.min(bytes.byteLength, at + 1 + dice.roll(dice.once(4) ? 200 : 8));
  const around = (middle: Uint8Array, from = at, to = end): Buffer =>
    Buffer.concat([bytes.subarray(0, from), middle, bytes.subarray(to)]);
  switch (dice.roll(8)) {
    case 0: {
      const copy = Buffer.from(bytes);
      if (at < copy.byteLength) copy[at] = (copy[at] ?? 0) ^ (1 << dice.roll(8));
      return copy;
    }
    case 1:
      return around(Buffer.from([dice.roll(256)]), at, Math.min(bytes.byteLength, at + 1));
    case 2:
      return around(Buffer.alloc(0));
    case 3:
      return bytes.subarray(0, at);
    case 4:
      return around(bytes.subarray(at, end), at, at);
    case 5: {
      const from = others.length === 0 ? bytes : dice.pick(others);
      const start = dice.roll(from.byteLength + 1);
      return around(from.subarray(start, start + dice.roll(64)), at, dice.once(2) ? at : end);
    }
    default:
      return around(dice.pick(DICTIONARY), at, dice.once(2) ? at : end);
  }
}

/** How long to go on: rounds of the short form, or `DRYDOCK_FUZZ_ROUNDS` for the long one. */
export const rounds = (short: number): number => Number(process.env.DRYDOCK_FUZZ_ROUNDS ?? short);

/** The same every time, or `DRYDOCK_FUZZ_SEED`. */
export const firstSeed = Number(process.env.DRYDOCK_FUZZ_SEED ?? 1);
