import { GoError } from './func.ts';
import { quote } from './quote.ts';

const UNITS: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1000n,
  µs: 1000n,
  μs: 1000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
};

/** `time.ParseDuration`, in nanoseconds. */
export function parseDuration(text: string): bigint {
  const invalid = (): never => {
    throw new GoError(`time: invalid duration ${quote(text)}`);
  };
  const sign = /^[+-]/.exec(text)?.[0] ?? '';
  let rest = text.slice(sign.length);
  if (rest === '0') return 0n;
  if (rest === '') return invalid();
  let total = 0n;
  while (rest !== '') {
    const match = /^(\d*)(?:\.(\d*))?/.exec(rest);
    const [all = '', whole = '', part = ''] = match ?? [];
    if (whole === '' && part === '') return invalid();
    rest = rest.slice(all.length);
    const unit = /^[^\d.]*/.exec(rest)?.[0] ?? '';
    if (unit === '') throw new GoError(`time: missing unit in duration ${quote(text)}`);
    const size = UNITS[unit];
    if (size === undefined) throw new GoError(`time: unknown unit ${quote(unit)} in duration ${quote(text)}`);
    rest = rest.slice(unit.length);
    total += BigInt(whole === '' ? '0' : whole) * size;
    if (part !== '') total += (BigInt(part) * size) / 10n ** BigInt(part.length);
    if (total > 1n << 63n) return invalid();
  }
  return sign === '-' ? -total : total;
}

const trimFraction = (value: bigint, unit: bigint): string => {
  const fraction = (value % unit)
    .toString()
    .padStart(unit.toString().length - 1, '0')
    .replace(/0+$/, '');
  return `${value / unit}${fraction === '' ? '' : `.${fraction}`}`;
};

/** `Duration.String()`. */
export function formatDuration(ns: bigint): string {
  if (ns === 0n) return '0s';
  const sign = ns < 0n ? '-' : '';
  const size = ns < 0n ? -ns : ns;
  if (size < 1_000_000_000n) {
    if (size < 1000n) return `${sign}${size}ns`;
    if (size < 1_000_000n) return `${sign}${trimFraction(size, 1000n)}µs`;
    return `${sign}${trimFraction(size, 1_000_000n)}ms`;
  }
  const minutes = size / 60_000_000_000n;
  const seconds = `${trimFraction(size % 60_000_000_000n, 1_000_000_000n)}s`;
  if (minutes === 0n) return sign + seconds;
  if (minutes < 60n) return `${sign}${minutes}m${seconds}`;
  return `${sign}${minutes / 60n}h${minutes % 60n}m${seconds}`;
}
