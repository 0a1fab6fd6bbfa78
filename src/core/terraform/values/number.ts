import { formatShortest } from './number-format.ts';
import { ValueError } from './value-error.ts';

/** Bits of mantissa that a number parsed from text carries, as in cty. */
export const TEXT_PRECISION = 512;
const INT_PRECISION = 64;
const FLOAT_PRECISION = 53;
/** Decimal exponents beyond this are refused: printing such a number would take megabytes. */
const MAX_DECIMAL_EXPONENT = 20_000;
/** Binary exponents beyond this come from calculations that square what they squared. */
const MAX_EXPONENT = 300_000;
const MAX_DIGITS = 100_000;

const bitLength = (n: bigint): number => (n === 0n ? 0 : n.toString(16).length * 4 - leadingZeros(n));

function leadingZeros(n: bigint): number {
  const top = Number.parseInt(n.toString(16).charAt(0), 16);
  return Math.clz32(top) - 28;
}

/**
 * A binary floating-point number of chosen precision, rounded to nearest even: what cty's numbers are
 * (Go's math/big.Float). The value is `sign * mantissa * 2^exponent`; `mantissa` is odd, or 0 for zero.
 */
export class Num {
  readonly negative: boolean;
  readonly mantissa: bigint;
  readonly exponent: number;
  readonly precision: number;
  readonly infinite: boolean;

  private constructor(
    negative: boolean,
    mantissa: bigint,
    exponent: number,
    precision: number,
    infinite = false,
  ) {
    this.negative = negative;
    this.mantissa = mantissa;
    this.exponent = exponent;
    this.precision = precision;
    this.infinite = infinite;
  }

  /** Rounds `mantissa * 2^exponent` (plus a remainder below the last bit when `sticky`) to `precision` bits. */
  static rounded(
    negative: boolean,
    mantissa: bigint,
    exponent: number,
    precision: number,
    sticky = false,
  ): Num {
    let m = mantissa;
    let e = exponent;
    if (e > MAX_EXPONENT || e < -MAX_EXPONENT)
      throw new ValueError('the number has more digits than can be written out');
    const excess = bitLength(m) - precision;
    if (excess > 0) {
      const shift = BigInt(excess);
      const rest = m & ((1n << shift) - 1n);
      const half = 1n << (shift - 1n);
      m >>= shift;
      e += excess;
      if (rest > half || (rest === half && (sticky || (m & 1n) === 1n))) m += 1n;
    }
    if (m === 0n) return new Num(negative, 0n, 0, precision);
    if ((m & 1n) === 0n) {
      const low = m & -m;
      const zeros = bitLength(low) - 1;
      m >>= BigInt(zeros);
      e += zeros;
    }
    return new Num(negative, m, e, precision);
  }

  static infinity(negative: boolean): Num {
    return new Num(negative, 0n, 0, TEXT_PRECISION, true);
  }

  /** A whole number that a function made (64 bits, as Go's int64 becomes). */
  static int(n: number | bigint): Num {
    const big = BigInt(n);
    return Num.rounded(big < 0n, big < 0n ? -big : big, 0, Math.max(INT_PRECISION, 0));
  }

  /** A whole number of any size with as many bits as it needs, 64 at least. */
  static bigint(big: bigint): Num {
    const m = big < 0n ? -big : big;
    return Num.rounded(big < 0n, m, 0, Math.max(INT_PRECISION, bitLength(m)));
  }

  /** A float64; NaN is not a number here and gives undefined. */
  static float(n: number): Num | undefined {
    if (Number.isNaN(n)) return undefined;
    if (!Number.isFinite(n)) return Num.infinity(n < 0);
    let m = Math.abs(n);
    let e = 0;
    while (!Number.isInteger(m)) {
      m *= 2;
      e -= 1;
    }
    return Num.rounded(n < 0 || Object.is(n, -0), BigInt(m), e, FLOAT_PRECISION);
  }

  /** Decimal text as cty reads it (512 bits); undefined when the text is no number or beyond the limits. */
  static parse(text: string): Num | undefined {
    const match = /^([+-]?)(?:(\d+)(?:\.(\d*))?|\.(\d+))(?:[eE]([+-]?\d+))?$/.exec(text);
    if (!match) {
      const inf = /^([+-]?)[iI]nf$/.exec(text);
      return inf ? Num.infinity(inf[1] === '-') : undefined;
    }
    const whole = match[2] ?? '';
    const fraction = match[3] ?? match[4] ?? '';
    const exponent = Number(match[5] ?? '0') - fraction.length;
    if (whole.length + fraction.length > MAX_DIGITS || Math.abs(exponent) > MAX_DECIMAL_EXPONENT)
      return undefined;
    return Num.decimal(match[1] === '-', BigInt(whole + fraction), exponent, TEXT_PRECISION);
  }

  /** `digits * 10^exponent` rounded to `precision` bits. */
  static decimal(negative: boolean, digits: bigint, exponent: number, precision: number): Num {
    if (exponent >= 0) return Num.rounded(negative, digits * 10n ** BigInt(exponent), 0, precision);
    return quotient(negative, digits, 10n ** BigInt(-exponent), 0, precision);
  }

  get isZero(): boolean {
    return this.mantissa === 0n && !this.infinite;
  }

  /** -1, 0 or 1. */
  get sign(): number {
    return this.isZero ? 0 : this.negative ? -1 : 1;
  }

  get isInteger(): boolean {
    return !this.infinite && this.exponent >= 0;
  }

  /** Towards zero; undefined for infinity. */
  trunc(): bigint | undefined {
    if (this.infinite) return undefined;
    const m =
      this.exponent >= 0 ? this.mantissa << BigInt(this.exponent) : this.mantissa >> BigInt(-this.exponent);
    return this.negative ? -m : m;
  }

  /** Nearest float64. */
  toNumber(): number {
    if (this.infinite) return this.negative ? -Infinity : Infinity;
    if (this.isZero) return this.negative ? -0 : 0;
    const rounded = Num.rounded(this.negative, this.mantissa, this.exponent, FLOAT_PRECISION);
    let n = Number(rounded.mantissa);
    let e = rounded.exponent;
    for (; e > 1000; e -= 1000) n *= 2 ** 1000;
    for (; e < -1000; e += 1000) n *= 2 ** -1000;
    n *= 2 ** e;
    return this.negative ? -n : n;
  }

  negate(): Num {
    return new Num(!this.negative, this.mantissa, this.exponent, this.precision, this.infinite);
  }

  abs(): Num {
    return new Num(false, this.mantissa, this.exponent, this.precision, this.infinite);
  }

  /** The same value with another precision. */
  withPrecision(precision: number): Num {
    return this.infinite ? this : Num.rounded(this.negative, this.mantissa, this.exponent, precision);
  }

  /** undefined for infinity minus infinity. */
  add(other: Num): Num | undefined {
    const precision = Math.max(this.precision, other.precision);
    if (this.infinite || other.infinite) {
      if (this.infinite && other.infinite && this.negative !== other.negative) return undefined;
      return this.infinite ? this : other;
    }
    const e = Math.min(this.exponent, other.exponent);
    const a = signed(this) << BigInt(this.exponent - e);
    const b = signed(other) << BigInt(other.exponent - e);
    const sum = a + b;
    if (sum === 0n) return Num.rounded(this.negative && other.negative, 0n, 0, precision);
    return Num.rounded(sum < 0n, sum < 0n ? -sum : sum, e, precision);
  }

  subtract(other: Num): Num | undefined {
    return this.add(other.negate());
  }

  /** undefined for zero times infinity. The product keeps up to 512 bits, or the greater precision of the two. */
  multiply(other: Num): Num | undefined {
    const negative = this.negative !== other.negative;
    if (this.infinite || other.infinite) {
      return this.isZero || other.isZero ? undefined : Num.infinity(negative);
    }
    const wide = Num.rounded(
      negative,
      this.mantissa * other.mantissa,
      this.exponent + other.exponent,
      TEXT_PRECISION,
    );
    const precision = Math.max(this.precision, other.precision, bitLength(wide.mantissa));
    return wide.withPrecision(precision);
  }

  /** undefined for 0/0 and infinity/infinity; x/0 is infinity. */
  divide(other: Num): Num | undefined {
    const negative = this.negative !== other.negative;
    if (this.infinite) return other.infinite ? undefined : Num.infinity(negative);
    const precision = Math.max(this.precision, other.precision);
    if (other.infinite) return Num.rounded(negative, 0n, 0, precision);
    if (other.isZero) return this.isZero ? undefined : Num.infinity(negative);
    return quotient(negative, this.mantissa, other.mantissa, this.exponent - other.exponent, precision);
  }

  /** Remainder with the sign of the dividend, as cty computes it from the truncated quotient. */
  modulo(other: Num): Num | undefined {
    if (this.infinite || other.infinite) return this.multiply(other);
    if (other.isZero) return this;
    const whole = this.divide(other)?.trunc();
    if (whole === undefined) return undefined;
    const product = other.multiply(Num.bigint(whole).withPrecision(TEXT_PRECISION));
    return product === undefined ? undefined : this.subtract(product);
  }

  /** Exact comparison: negative, 0 or positive. */
  compare(other: Num): number {
    if (this.infinite || other.infinite) {
      const a = this.infinite ? (this.negative ? -1 : 1) : 0;
      const b = other.infinite ? (other.negative ? -1 : 1) : 0;
      return a - b;
    }
    const e = Math.min(this.exponent, other.exponent);
    const a = signed(this) << BigInt(this.exponent - e);
    const b = signed(other) << BigInt(other.exponent - e);
    return a < b ? -1 : a > b ? 1 : 0;
  }

  /** Equal when their shortest decimal texts are, which is what cty promises. */
  equals(other: Num): boolean {
    if (
      this.mantissa === other.mantissa &&
      this.exponent === other.exponent &&
      this.infinite === other.infinite
    ) {
      return this.isZero || this.negative === other.negative;
    }
    if (this.infinite || other.infinite || this.negative !== other.negative) return false;
    if (this.isInteger && other.isInteger && this.exponent + other.exponent < 128) return false;
    return this.toString() === other.toString();
  }

  /** The shortest decimal that reads back as this number at its precision, without an exponent. */
  toString(): string {
    if (this.infinite) return this.negative ? '-Inf' : '+Inf';
    const text = formatShortest(this.mantissa, this.exponent, this.precision);
    return this.negative ? `-${text}` : text;
  }
}

const signed = (n: Num): bigint => (n.negative ? -n.mantissa : n.mantissa);

function quotient(negative: boolean, a: bigint, b: bigint, exponent: number, precision: number): Num {
  if (a === 0n) return Num.rounded(negative, 0n, 0, precision);
  const shift = Math.max(0, precision + 2 - (bitLength(a) - bitLength(b)));
  const numerator = a << BigInt(shift);
  const q = numerator / b;
  // A remainder only matters for ties, and one extra low bit breaks them.
  const exact = q * b === numerator;
  return exact
    ? Num.rounded(negative, q, exponent - shift, precision)
    : Num.rounded(negative, (q << 1n) | 1n, exponent - shift - 1, precision);
}
