import { unescapeBody } from '../go/quote.ts';

const MAX_INT = (1n << 63n) - 1n;
const MIN_INT = -(1n << 63n);
const MAX_UINT = (1n << 64n) - 1n;

/** Digits with an optional base prefix, as `strconv.ParseInt(s, 0, 64)` reads them; undefined when malformed. */
export function parseInteger(text: string): bigint | undefined {
  const match =
    /^([+-]?)(0[xX]_?[0-9a-fA-F]+(?:_[0-9a-fA-F]+)*|0[bB]_?[01]+(?:_[01]+)*|0[oO]_?[0-7]+(?:_[0-7]+)*|0(?:_?[0-7]+)*|[1-9][0-9]*(?:_[0-9]+)*)$/.exec(
      text,
    );
  if (match === null) return undefined;
  let digits = (match[2] ?? '').replaceAll('_', '');
  if (/^0[0-7]/.test(digits)) digits = `0o${digits.slice(1)}`;
  const value = BigInt(digits);
  return match[1] === '-' ? -value : value;
}

/** `strconv.ParseFloat`; undefined when malformed or out of range. */
export function parseFloatText(text: string): number | undefined {
  const hex = /^([+-]?)0[xX]([0-9a-fA-F_]*)\.?([0-9a-fA-F_]*)[pP]([+-]?\d+)$/.exec(text);
  if (hex !== null) {
    const whole = (hex[2] ?? '').replaceAll('_', '');
    const part = (hex[3] ?? '').replaceAll('_', '');
    if (whole + part === '') return undefined;
    const value = Number(BigInt(`0x${whole}${part}`)) * 2 ** (Number(hex[4]) - 4 * part.length);
    return hex[1] === '-' ? -value : value;
  }
  const plain = text.replace(/(?<=[0-9])_(?=[0-9])/g, '');
  if (!/^[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?$/.test(plain)) return undefined;
  const value = Number(plain);
  return Number.isFinite(value) ? value : undefined;
}

export interface NumberParts {
  readonly int: bigint | undefined;
  readonly uint: bigint | undefined;
  readonly float: number | undefined;
}

/** What a number or character constant can be read as; a string tells what is wrong with it. */
export function numberParts(text: string, isChar: boolean): NumberParts | string {
  if (isChar) {
    const body = unescapeBody(text.slice(1, -1), "'");
    // Go reads the first character before it looks for the end of the constant.
    if (text === "''") return 'invalid syntax';
    const chars = body === undefined ? [] : [...body];
    if (chars.length !== 1) return `malformed character constant: ${text}`;
    const code = BigInt(chars[0]?.codePointAt(0) ?? 0);
    return { int: code, uint: code, float: Number(code) };
  }
  const whole = parseInteger(text);
  if (whole !== undefined) {
    const int = whole >= MIN_INT && whole <= MAX_INT ? whole : undefined;
    const uint = !/^[+-]/.test(text) && whole <= MAX_UINT ? whole : undefined;
    if (int !== undefined || uint !== undefined) return { int, uint, float: Number(whole) };
    return `integer overflow: "${text}"`;
  }
  const float = parseFloatText(text);
  if (float === undefined) return `illegal number syntax: "${text}"`;
  if (!/[.eEpP]/.test(text)) return `integer overflow: "${text}"`;
  const exact = Number.isInteger(float) && Math.abs(float) < 2 ** 63 ? BigInt(float) : undefined;
  return { int: exact, uint: exact !== undefined && exact >= 0n ? exact : undefined, float };
}
