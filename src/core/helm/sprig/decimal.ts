import { GoError } from '../go/func.ts';

/** A decimal number: value × 10^-scale. */
interface Decimal {
  readonly value: bigint;
  readonly scale: number;
}

/** Digits after the point that a division keeps; shopspring's DivisionPrecision. */
const DIVISION_SCALE = 16;

function fromFloat(value: number): Decimal {
  if (!Number.isFinite(value)) throw new GoError(`Cannot create a Decimal from ${value}`);
  const [mantissa = '0', exponent = '0'] = value.toExponential().split('e');
  const digits = mantissa.replace('.', '');
  const scale = mantissa.replace('-', '').length - 1 - (mantissa.includes('.') ? 1 : 0) - Number(exponent);
  return scale >= 0
    ? { value: BigInt(digits), scale }
    : { value: BigInt(digits) * 10n ** BigInt(-scale), scale: 0 };
}

const rescale = (d: Decimal, scale: number): bigint => d.value * 10n ** BigInt(scale - d.scale);

function divide(a: Decimal, b: Decimal): Decimal {
  if (b.value === 0n) throw new GoError('decimal division by 0');
  const shift = BigInt(DIVISION_SCALE + b.scale - a.scale);
  const numerator = shift >= 0n ? a.value * 10n ** shift : a.value;
  const denominator = shift >= 0n ? b.value : b.value * 10n ** -shift;
  let quotient = numerator / denominator;
  const remainder = numerator % denominator;
  const twice = (remainder < 0n ? -remainder : remainder) * 2n;
  if (twice >= (denominator < 0n ? -denominator : denominator)) {
    quotient += numerator < 0n === denominator < 0n ? 1n : -1n;
  }
  return { value: quotient, scale: DIVISION_SCALE };
}

function apply(op: 'add' | 'sub' | 'mul' | 'div', a: Decimal, b: Decimal): Decimal {
  if (op === 'mul') return { value: a.value * b.value, scale: a.scale + b.scale };
  if (op === 'div') return divide(a, b);
  const scale = Math.max(a.scale, b.scale);
  const [x, y] = [rescale(a, scale), rescale(b, scale)];
  return { value: op === 'add' ? x + y : x - y, scale };
}

/** sprig's float arithmetic, which goes by decimals: 0.1 + 0.2 is 0.3. */
export function decimalOp(op: 'add' | 'sub' | 'mul' | 'div', first: number, rest: readonly number[]): number {
  let result = fromFloat(first);
  for (const each of rest) result = apply(op, result, fromFloat(each));
  return Number(`${result.value}e${-result.scale}`);
}
