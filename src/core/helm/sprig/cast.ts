import { fromBytes } from '../go/bytes.ts';
import { display } from '../go/format.ts';
import { GoBytes, GoInt, type Value } from '../go/value.ts';
import { parseFloatText, parseInteger } from '../template/number.ts';

const MIN = -(1n << 63n);
const MAX = (1n << 63n) - 1n;

/** A float as an int64, out of range as amd64 converts it. */
const truncate = (value: number): bigint => {
  if (!Number.isFinite(value)) return MIN;
  const whole = BigInt(Math.trunc(value));
  return whole < MIN || whole > MAX ? MIN : whole;
};

/** `cast.ToInt64`: 0 for what is no number. */
export function toInt64(value: Value): bigint {
  if (typeof value === 'number') return truncate(value);
  if (value instanceof GoInt) return BigInt.asIntN(64, value.value);
  if (typeof value === 'boolean') return value ? 1n : 0n;
  if (typeof value === 'string') {
    const trimmed = trimZeroDecimal(value);
    const whole = parseInteger(trimmed);
    return whole === undefined || whole < MIN || whole > MAX ? 0n : whole;
  }
  return 0n;
}

/** `1.00` counts as `1`. */
function trimZeroDecimal(text: string): string {
  const match = /^([^.]+)\.0+$/.exec(text);
  return match?.[1] ?? text;
}

/** `cast.ToFloat64`: 0 for what is no number. */
export function toFloat64(value: Value): number {
  if (typeof value === 'number') return value;
  if (value instanceof GoInt) return Number(value.value);
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'string') return parseFloatText(value) ?? 0;
  return 0;
}

/** sprig's `strval`. */
export const strval = (value: Value): string =>
  value instanceof GoBytes ? fromBytes(value.data) : display(value ?? null);
