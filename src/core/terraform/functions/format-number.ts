import type { Num } from '../values/index.ts';
import { formatFixed, formatScientific } from '../values/index.ts';
import { fail } from './define.ts';

/** One `%` verb of a format text. */
export interface Verb {
  readonly raw: string;
  readonly offset: number;
  readonly flags: string;
  readonly width: number | undefined;
  readonly precision: number | undefined;
  readonly mode: string;
}

/** Go's `%v` of a big number: plain, or scientific when the exponent is 6 or more, or below -4. */
export function formatPlain(n: Num): string {
  if (n.infinite) return n.negative ? '-Inf' : '+Inf';
  return formatGeneral(n, undefined);
}

function formatGeneral(n: Num, precision: number | undefined): string {
  const plain = n.abs().toString();
  const [whole = '0', fraction = ''] = plain.split('.');
  const digits = (whole + fraction).replace(/^0+/, '').replace(/0+$/, '');
  const point = whole === '0' ? -(/^0*/.exec(fraction)?.[0].length ?? 0) : whole.length;
  let limit = precision ?? 6;
  if (precision !== undefined && limit > digits.length && digits.length >= point) limit = digits.length;
  if (precision === 0) limit = 1;
  const sign = n.negative && !n.isZero ? '-' : '';
  const power = point - 1;
  if (!n.isZero && (power < -4 || power >= limit)) {
    const places =
      precision === undefined ? undefined : Math.min(Math.max(limit - 1, 0), Math.max(digits.length - 1, 0));
    return sign + formatScientific(n.mantissa, n.exponent, n.precision, places);
  }
  if (precision === undefined) return sign + plain;
  const places = Math.max(0, limit - point);
  const text = formatFixed(n.mantissa, n.exponent, places);
  return sign + (text.includes('.') ? text.replace(/\.?0+$/, '') : text);
}

function padded(verb: Verb, negative: boolean, body: string, prefix = ''): string {
  const sign = negative ? '-' : verb.flags.includes('+') ? '+' : verb.flags.includes(' ') ? ' ' : '';
  const head = sign + prefix;
  const width = verb.width ?? 0;
  if (verb.flags.includes('-')) return (head + body).padEnd(width);
  if (verb.flags.includes('0')) return head + body.padStart(width - head.length, '0');
  return (head + body).padStart(width);
}

function integer(verb: Verb, n: Num): string {
  if (!n.isInteger) fail('an integer is required');
  const value = n.trunc() ?? 0n;
  const magnitude = value < 0n ? -value : value;
  const base = { b: 2, d: 10, o: 8, x: 16, X: 16 }[verb.mode as 'b' | 'd' | 'o' | 'x' | 'X'];
  let body = magnitude.toString(base);
  if (verb.mode === 'X') body = body.toUpperCase();
  if (verb.precision !== undefined) body = body.padStart(verb.precision, '0');
  const prefixes: Readonly<Record<string, string>> = { b: '0b', o: '0', x: '0x', X: '0X' };
  const prefix = verb.flags.includes('#') ? (prefixes[verb.mode] ?? '') : '';
  return padded(verb, value < 0n, body, prefix);
}

/** A number by one of the verbs b d o x X e E f g G. */
export function formatNumber(verb: Verb, n: Num): string {
  if ('bdoxX'.includes(verb.mode)) return integer(verb, n);
  if (n.infinite) return padded({ ...verb, flags: `${verb.flags.replace('0', '')}+` }, n.negative, 'Inf');
  const mode = verb.mode.toLowerCase();
  let body: string;
  if (mode === 'f') body = formatFixed(n.mantissa, n.exponent, verb.precision ?? 6);
  else if (mode === 'e') body = formatScientific(n.mantissa, n.exponent, n.precision, verb.precision ?? 6);
  else body = formatGeneral(n.abs(), verb.precision);
  if (verb.mode === 'E' || verb.mode === 'G') body = body.toUpperCase();
  return padded(verb, n.negative, body);
}
