/** Hexadecimal digits of pi's fraction that Blowfish starts from. */
const WORDS = 18 + 4 * 256;

/** arctan(1/n) as a fixed-point number. */
function arctanInverse(n: bigint, one: bigint): bigint {
  let power = one / n;
  let sum = power;
  const square = n * n;
  for (let k = 3n, sign = -1n; power > 0n; k += 2n, sign = -sign) {
    power /= square;
    sum += (sign * power) / k;
  }
  return sum;
}

let initial: Uint32Array | undefined;

/** The words that Blowfish starts from: pi, by Machin's formula, computed once. */
function piWords(): Uint32Array {
  if (initial === undefined) {
    const bits = BigInt(WORDS * 32);
    const one = 1n << (bits + 64n);
    const pi = 16n * arctanInverse(5n, one) - 4n * arctanInverse(239n, one);
    const fraction = (pi - 3n * one) >> 64n;
    const hex = fraction.toString(16).padStart(WORDS * 8, '0');
    initial = Uint32Array.from({ length: WORDS }, (_, i) => Number.parseInt(hex.slice(i * 8, i * 8 + 8), 16));
  }
  return initial;
}

/** Blowfish with bcrypt's expensive key schedule. */
class Blowfish {
  private readonly p: Uint32Array;
  private readonly s: Uint32Array;
  private left = 0;
  private right = 0;

  constructor() {
    const words = piWords();
    this.p = words.slice(0, 18);
    this.s = words.slice(18);
  }

  private encipher(): void {
    const { p, s } = this;
    let l = this.left;
    let r = this.right;
    for (let i = 0; i < 16; i += 2) {
      l ^= p[i] ?? 0;
      r ^=
        ((((s[l >>> 24] ?? 0) + (s[256 + ((l >>> 16) & 255)] ?? 0)) ^ (s[512 + ((l >>> 8) & 255)] ?? 0)) +
          (s[768 + (l & 255)] ?? 0)) |
        0;
      r ^= p[i + 1] ?? 0;
      l ^=
        ((((s[r >>> 24] ?? 0) + (s[256 + ((r >>> 16) & 255)] ?? 0)) ^ (s[512 + ((r >>> 8) & 255)] ?? 0)) +
          (s[768 + (r & 255)] ?? 0)) |
        0;
    }
    this.left = r ^ (p[17] ?? 0);
    this.right = l ^ (p[16] ?? 0);
  }

  /** One key schedule; the salt is mixed in where there is one. */
  expand(key: readonly number[], salt: readonly number[] | undefined): void {
    const { p, s } = this;
    for (let i = 0; i < 18; i++) p[i] = (p[i] ?? 0) ^ (key[i % key.length] ?? 0);
    this.left = 0;
    this.right = 0;
    let at = 0;
    for (const table of [p, s]) {
      for (let i = 0; i < table.length; i += 2) {
        if (salt !== undefined) {
          this.left ^= salt[at++ & 3] ?? 0;
          this.right ^= salt[at++ & 3] ?? 0;
        }
        this.encipher();
        table[i] = this.left;
        table[i + 1] = this.right;
      }
    }
  }

  /** Encrypts two words 64 times. */
  encrypt64(left: number, right: number): [number, number] {
    this.left = left;
    this.right = right;
    for (let i = 0; i < 64; i++) this.encipher();
    return [this.left >>> 0, this.right >>> 0];
  }
}

const ALPHABET = './ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const STANDARD = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

const encode = (bytes: Uint8Array): string =>
  Buffer.from(bytes)
    .toString('base64')
    .replace(/=+$/, '')
    .replace(/./g, (c) => ALPHABET[STANDARD.indexOf(c)] ?? '');

const words = (bytes: Uint8Array, count: number): number[] =>
  Array.from({ length: count }, (_, i) => {
    let word = 0;
    for (let k = 0; k < 4; k++) word = (word << 8) | (bytes[(i * 4 + k) % bytes.length] ?? 0);
    return word;
  });

/**
 * The bcrypt hash of a password, as `$2a$COST$…`.
 * @param password at most 72 bytes
 * @param salt 16 bytes
 * @param cost base-2 logarithm of the rounds
 */
export function bcryptHash(password: Uint8Array, salt: Uint8Array, cost: number): string {
  const key = words(Buffer.concat([password, Buffer.from([0])]), 18);
  const saltWords = words(salt, 4);
  const saltKey = words(salt, 18);
  const cipher = new Blowfish();
  cipher.expand(key, saltWords);
  for (let i = 0; i < 2 ** cost; i++) {
    cipher.expand(key, undefined);
    cipher.expand(saltKey, undefined);
  }
  const text = words(Buffer.from('OrpheanBeholderScryDoubt'), 6);
  const out = Buffer.alloc(24);
  for (let i = 0; i < 6; i += 2) {
    const [l, r] = cipher.encrypt64(text[i] ?? 0, text[i + 1] ?? 0);
    out.writeUInt32BE(l, i * 4);
    out.writeUInt32BE(r, i * 4 + 4);
  }
  return `$2a$${String(cost).padStart(2, '0')}$${encode(salt)}${encode(out.subarray(0, 23))}`;
}
