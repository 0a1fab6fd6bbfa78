/** Go's own `math.Pow` and `math.Log`, whose last digit differs from the C library's that JavaScript engines follow. */

/** A number as `fraction × 2^exponent` with the fraction in [0.5, 1). */
function frexp(x: number): [number, number] {
  if (x === 0 || !Number.isFinite(x)) return [x, 0];
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, x);
  let bits = view.getUint32(0);
  let shift = 0;
  if (((bits >>> 20) & 0x7ff) === 0) {
    view.setFloat64(0, x * 2 ** 52);
    bits = view.getUint32(0);
    shift = -52;
  }
  const exponent = ((bits >>> 20) & 0x7ff) - 1022 + shift;
  view.setUint32(0, (bits & 0x800fffff) | (1022 << 20));
  return [view.getFloat64(0), exponent];
}

function ldexp(fraction: number, exponent: number): number {
  // In steps, so that results near the ends of the range are rounded once.
  let value = fraction;
  let left = exponent;
  while (left > 1000) {
    value *= 2 ** 1000;
    left -= 1000;
    if (!Number.isFinite(value)) return value;
  }
  while (left < -1000) {
    value *= 2 ** -1000;
    left += 1000;
    if (value === 0) return value;
  }
  return value * 2 ** left;
}

/** `x^y` digit for digit as Go computes it. */
export function goPow(x: number, y: number): number {
  if (y === 0 || x === 1) return 1;
  if (y === 1) return x;
  if (Number.isNaN(x) || Number.isNaN(y)) return Number.NaN;
  if (x === 0 || !Number.isFinite(x) || !Number.isFinite(y)) return x ** y;
  if (y === 0.5) return Math.sqrt(x);
  if (y === -0.5) return 1 / Math.sqrt(x);
  let whole = Math.trunc(Math.abs(y));
  let part = Math.abs(y) - whole;
  if (part !== 0 && x < 0) return Number.NaN;
  if (whole >= 2 ** 63) {
    if (x === -1) return 1;
    return Math.abs(x) < 1 === y > 0 ? 0 : Number.POSITIVE_INFINITY;
  }
  let fraction = 1;
  let exponent = 0;
  if (part !== 0) {
    if (part > 0.5) {
      part -= 1;
      whole += 1;
    }
    fraction = goExp(part * goLog(x));
  }
  let [square, power] = frexp(x);
  for (let i = BigInt(whole); i !== 0n; i >>= 1n) {
    if (power < -4096 || power > 4096) {
      exponent += power;
      break;
    }
    if (i & 1n) {
      fraction *= square;
      exponent += power;
    }
    square *= square;
    power *= 2;
    if (square < 0.5) {
      square += square;
      power -= 1;
    }
  }
  return y < 0 ? ldexp(1 / fraction, -exponent) : ldexp(fraction, exponent);
}

const LN2_HI = 0.6931471803691238;
const LN2_LO = 1.9082149292705877e-10;

/** The natural logarithm as Go computes it (FreeBSD's e_log.c). */
export function goLog(x: number): number {
  if (Number.isNaN(x) || x === Number.POSITIVE_INFINITY) return x;
  if (x < 0) return Number.NaN;
  if (x === 0) return Number.NEGATIVE_INFINITY;
  let [f1, k] = frexp(x);
  if (f1 < Math.SQRT2 / 2) {
    f1 *= 2;
    k -= 1;
  }
  const f = f1 - 1;
  const s = f / (2 + f);
  const s2 = s * s;
  const s4 = s2 * s2;
  const t1 =
    s2 *
    (0.6666666666666735 + s4 * (0.2857142874366239 + s4 * (0.1818357216161805 + s4 * 0.14798198605116586)));
  const t2 = s4 * (0.3999999999940942 + s4 * (0.22222198432149784 + s4 * 0.15313837699209373));
  const hfsq = 0.5 * f * f;
  return k * LN2_HI - (hfsq - (s * (hfsq + t1 + t2) + k * LN2_LO) - f);
}

/** `a × b + c` rounded once (to within the double rounding of the last step). */
function fma(a: number, b: number, c: number): number {
  const split = (x: number): [number, number] => {
    const t = 134217729 * x;
    const high = t - (t - x);
    return [high, x - high];
  };
  const product = a * b;
  const [ah, al] = split(a);
  const [bh, bl] = split(b);
  const productError = al * bl - (product - ah * bh - al * bh - ah * bl);
  const sum = product + c;
  const t = sum - product;
  const sumError = product - (sum - t) + (c - t);
  return sum + (sumError + productError);
}

const LN2_UPPER = 0.693147180559663;
const LN2_LOWER = 2.8235290563031577e-13;
/** 1/8!, 1/7!, … 1/2!, 1. */
const SERIES = [1 / 40320, 1 / 5040, 1 / 720, 1 / 120, 1 / 24, 1 / 6, 0.5, 1] as const;

function roundEven(x: number): number {
  const n = Math.round(x);
  return Math.abs(x - Math.trunc(x)) === 0.5 && n % 2 !== 0 ? n - 1 : n;
}

/** `e^x` by the method of N. Shibata (2010), which Go uses on amd64. */
function goExp(x: number): number {
  if (!Number.isFinite(x) || Math.abs(x) > 700) return Math.exp(x);
  const exponent = roundEven(x * Math.LOG2E);
  const reduced = fma(-LN2_LOWER, exponent, fma(-LN2_UPPER, exponent, x)) * 0.0625;
  let sum: number = SERIES[0];
  for (const term of SERIES.slice(1)) sum = fma(sum, reduced, term);
  let value = reduced * sum;
  for (let i = 0; i < 3; i += 1) value *= value + 2;
  return ldexp(fma(value, value + 2, 1), exponent);
}
