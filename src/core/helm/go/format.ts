import { toBytes } from './bytes.ts';
import { formatFloat } from './float.ts';
import { isPrint, quote, quoteRune } from './quote.ts';
import {
  GoBytes,
  GoInt,
  GoMap,
  type GoObject,
  isNilSlice,
  sortedKeys,
  typeName,
  type Value,
} from './value.ts';

interface Flags {
  plus: boolean;
  minus: boolean;
  sharp: boolean;
  space: boolean;
  zero: boolean;
  names: boolean;
  width: number;
  precision: number;
}

const PLAIN: Flags = {
  plus: false,
  minus: false,
  sharp: false,
  space: false,
  zero: false,
  names: false,
  width: -1,
  precision: -1,
};

/** Widest field that a format may ask for; Go's own limit. */
const MAX_WIDTH = 1_000_000;

function pad(text: string, flags: Flags, numeric = false): string {
  if (flags.width < 0) return text;
  const length = [...text].length;
  if (length >= flags.width) return text;
  const fill = flags.width - length;
  if (flags.minus) return text + ' '.repeat(fill);
  if (flags.zero && !numeric) return '0'.repeat(fill) + text;
  if (flags.zero) {
    const sign = /^[+\- ]?/.exec(text)?.[0] ?? '';
    return sign + '0'.repeat(fill) + text.slice(sign.length);
  }
  return ' '.repeat(fill) + text;
}

const badVerb = (value: Value, verb: string): string =>
  value === null || value === undefined
    ? `%!${verb}(<nil>)`
    : `%!${verb}(${typeName(value)}=${printValue(value, 'v', PLAIN, 0)})`;

function fmtInt(value: GoInt, verb: string, flags: Flags): string {
  const base = { v: 10, d: 10, b: 2, o: 8, O: 8, x: 16, X: 16 }[verb];
  if (base !== undefined) {
    const negative = value.value < 0n;
    let digits = (negative ? -value.value : value.value).toString(base);
    if (verb === 'X') digits = digits.toUpperCase();
    if (flags.precision >= 0) {
      digits = flags.precision === 0 && value.value === 0n ? '' : digits.padStart(flags.precision, '0');
    }
    const prefix = flags.sharp
      ? { b: '0b', o: '0', x: '0x', X: '0X' }[verb]
      : verb === 'O'
        ? '0o'
        : undefined;
    const sign = negative ? '-' : flags.plus ? '+' : flags.space ? ' ' : '';
    const zero = flags.zero && !flags.minus && flags.precision < 0;
    if (zero) digits = digits.padStart(flags.width - sign.length - (prefix?.length ?? 0), '0');
    return pad(sign + (prefix ?? '') + digits, { ...flags, zero: false });
  }
  const code = Number(value.value);
  if (verb === 'c') {
    return pad(code > 0x10ffff || code < 0 ? '\ufffd' : String.fromCodePoint(code), {
      ...flags,
      zero: false,
    });
  }
  if (verb === 'q') return pad(quoteRune(code, flags.plus), { ...flags, zero: false });
  if (verb === 'U') {
    const text = `U+${value.value.toString(16).toUpperCase().padStart(4, '0')}`;
    const char = code <= 0x10ffff && code >= 0 ? String.fromCodePoint(code) : '';
    return pad(flags.sharp && isPrint(char) ? `${text} '${char}'` : text, { ...flags, zero: false });
  }
  return badVerb(value, verb);
}

function fmtFloat(value: number, verb: string, flags: Flags): string {
  const lower = verb.toLowerCase();
  const kind = verb === 'v' ? 'g' : lower;
  if (kind !== 'e' && kind !== 'f' && kind !== 'g') return badVerb(value, verb);
  if (verb === 'V') return badVerb(value, verb);
  const precision = flags.precision >= 0 ? flags.precision : kind === 'g' ? -1 : 6;
  let text = formatFloat(value, kind, precision);
  if (flags.sharp && kind === 'g' && !text.includes('.') && !text.includes('e')) text += '.';
  if (verb !== lower && verb !== 'v') text = text.toUpperCase();
  const special = !Number.isFinite(value);
  if (!/^[+-]/.test(text)) text = (flags.plus ? '+' : flags.space ? ' ' : '') + text;
  else if (text.startsWith('+') && !flags.plus)
    text = flags.space ? ` ${text.slice(1)}` : special ? text : text.slice(1);
  return pad(text, special ? { ...flags, zero: false } : flags, true);
}

function hexOf(bytes: Uint8Array, verb: string, flags: Flags): string {
  const used = flags.precision >= 0 ? bytes.subarray(0, flags.precision) : bytes;
  const groups = [...used].map((b) => b.toString(16).padStart(2, '0'));
  const prefix = flags.sharp ? '0x' : '';
  const text = flags.space ? groups.map((g) => prefix + g).join(' ') : prefix + groups.join('');
  return verb === 'X' ? text.toUpperCase() : text;
}

function fmtString(text: string, verb: string, flags: Flags, original: Value): string {
  const cut = flags.precision >= 0 && (verb === 'v' || verb === 's' || verb === 'q');
  const used = cut ? [...text].slice(0, flags.precision).join('') : text;
  switch (verb) {
    case 'v':
      return pad(flags.sharp ? quote(used) : used, flags);
    case 's':
      return pad(used, flags);
    case 'x':
    case 'X':
      return pad(hexOf(toBytes(text), verb, flags), flags);
    case 'q':
      return pad(
        flags.sharp && !used.includes('`') && !/[\x00-\x08\x0a-\x1f\x7f]/.test(used)
          ? `\`${used}\``
          : quote(used, flags.plus),
        flags,
      );
  }
  return badVerb(original, verb);
}

function fmtObject(value: GoObject, verb: string, flags: Flags, depth: number): string {
  if ('vsxXq'.includes(verb)) {
    const text = value.text();
    if (text !== undefined) return fmtString(text, verb, flags, value);
  }
  if (value instanceof GoBytes) {
    if (verb === 's') return fmtString(Buffer.from(value.data).toString('utf8'), 's', flags, value);
    if (verb === 'q') return fmtString(Buffer.from(value.data).toString('utf8'), 'q', flags, value);
    if (verb === 'x' || verb === 'X') return pad(hexOf(value.data, verb, flags), flags);
    return `[${[...value.data].map((b) => fmtInt(new GoInt('uint8', BigInt(b)), verb, flags)).join(' ')}]`;
  }
  if (value.kind === 'ptr' && depth > 0) return '0xc000010000';
  const parts = value.fields().map(([name, field]) => {
    const text = printValue(field, verb, flags, depth + 1);
    return flags.names ? `${name}:${text}` : text;
  });
  return `${value.kind === 'ptr' ? '&' : ''}{${parts.join(' ')}}`;
}

/** `%#v` of what has elements, and of what looks different in Go's own syntax. Undefined for the rest. */
function goSyntax(value: Value, flags: Flags, depth: number): string | undefined {
  const inner = (each: Value): string => printValue(each, 'v', flags, depth + 1);
  if (value === null || value === undefined) return depth > 0 ? 'interface {}(nil)' : undefined;
  if (typeof value === 'number') return fmtFloat(value, 'v', { ...flags, sharp: false });
  if (value instanceof GoMap) {
    const parts = sortedKeys(value).map((key) => `${inner(key)}:${inner(value.get(key))}`);
    return `${typeName(value)}{${parts.join(', ')}}`;
  }
  if (Array.isArray(value) && !isNilSlice(value)) {
    return `${typeName(value)}{${value.map(inner).join(', ')}}`;
  }
  return undefined;
}

function printValue(value: Value, verb: string, flags: Flags, depth: number): string {
  if (flags.sharp && verb === 'v') {
    const text = goSyntax(value, flags, depth);
    if (text !== undefined) return text;
  }
  if (value === null || value === undefined) {
    if (depth > 0) return '<nil>';
    return verb === 'v' ? pad('<nil>', { ...flags, zero: false }) : badVerb(value, verb);
  }
  switch (typeof value) {
    case 'string':
      return fmtString(value, verb, flags, value);
    case 'number':
      return fmtFloat(value, verb, flags);
    case 'boolean':
      return verb === 't' || verb === 'v' ? pad(String(value), flags) : badVerb(value, verb);
  }
  if (value instanceof GoInt) return fmtInt(value, verb, flags);
  if (value instanceof GoMap) {
    const parts = sortedKeys(value).map(
      (key) =>
        `${printValue(key, verb, flags, depth + 1)}:${printValue(value.get(key), verb, flags, depth + 1)}`,
    );
    return `map[${parts.join(' ')}]`;
  }
  if (Array.isArray(value)) {
    if (value.length === 0 && isNilSlice(value) && verb === 'v' && flags.sharp)
      return `${typeName(value)}(nil)`;
    return `[${value.map((item) => printValue(item, verb, flags, depth + 1)).join(' ')}]`;
  }
  return fmtObject(value as GoObject, verb, flags, depth);
}

/** `%v` of one value. */
export function display(value: Value): string {
  if (typeof value === 'string') return value;
  return printValue(value, 'v', PLAIN, 0);
}

/** `fmt.Sprint`: a space between operands when neither is a string. */
export function sprint(values: readonly Value[]): string {
  let out = '';
  values.forEach((value, i) => {
    if (i > 0 && typeof value !== 'string' && typeof values[i - 1] !== 'string') out += ' ';
    out += display(value);
  });
  return out;
}

/** `fmt.Sprintln`. */
export const sprintln = (values: readonly Value[]): string => `${values.map(display).join(' ')}\n`;

class Formatter {
  private readonly format: string;
  private readonly args: readonly Value[];
  private next = 0;
  private reordered = false;
  private goodIndex = true;

  constructor(format: string, args: readonly Value[]) {
    this.format = format;
    this.args = args;
  }

  run(): string {
    const { format } = this;
    let out = '';
    let i = 0;
    while (i < format.length) {
      const percent = format.indexOf('%', i);
      if (percent < 0) {
        out += format.slice(i);
        break;
      }
      out += format.slice(i, percent);
      const [text, end] = this.verb(percent + 1);
      out += text;
      i = end;
    }
    if (!this.reordered && this.next < this.args.length) {
      const rest = this.args
        .slice(this.next)
        .map((arg) => (arg === null || arg === undefined ? '<nil>' : `${typeName(arg)}=${display(arg)}`));
      out += `%!(EXTRA ${rest.join(', ')})`;
    }
    return out;
  }

  private argIndex(i: number): number {
    const match = /^\[(\d*)\]/.exec(this.format.slice(i, i + 12));
    if (match === null) {
      if (this.format[i] === '[') this.goodIndex = false;
      return i;
    }
    this.reordered = true;
    const index = Number(match[1]) - 1;
    if (match[1] === '' || index < 0 || index >= this.args.length) this.goodIndex = false;
    else this.next = index;
    return i + match[0].length;
  }

  /** A number, or `*` with its argument. */
  private number(i: number): { value: number; end: number; bad: boolean } {
    if (this.format[i] === '*') {
      const arg = this.args[this.next++];
      const value = arg instanceof GoInt ? Number(arg.value) : Number.NaN;
      const bad = !(Math.abs(value) <= MAX_WIDTH);
      return { value: bad ? -1 : value, end: i + 1, bad };
    }
    let end = i;
    while (end < this.format.length && /\d/.test(this.format[end] ?? '')) end++;
    const value = end > i ? Number(this.format.slice(i, end)) : -1;
    return { value: value > MAX_WIDTH ? -1 : value, end, bad: value > MAX_WIDTH };
  }

  private verb(start: number): [string, number] {
    const { format } = this;
    const flags: Flags = { ...PLAIN };
    let i = start;
    let complaint = '';
    this.goodIndex = true;
    scan: for (; i < format.length; i++) {
      switch (format[i]) {
        case '#':
          flags.sharp = true;
          break;
        case '0':
          flags.zero = !flags.minus;
          break;
        case '+':
          flags.plus = true;
          break;
        case '-':
          flags.minus = true;
          flags.zero = false;
          break;
        case ' ':
          flags.space = true;
          break;
        default:
          break scan;
      }
    }
    i = this.argIndex(i);
    const width = this.number(i);
    if (width.bad) complaint += '%!(BADWIDTH)';
    i = width.end;
    flags.width = width.value;
    if (format[i - 1] === '*' && flags.width < 0 && !width.bad) {
      flags.width = -flags.width;
      flags.minus = true;
      flags.zero = false;
    }
    if (format[i] === '.') {
      i = this.argIndex(i + 1);
      const precision = this.number(i);
      if (precision.bad || (format[i] === '*' && precision.value < 0)) complaint += '%!(BADPREC)';
      flags.precision = precision.value < 0 ? (format[i] === '*' ? -1 : 0) : precision.value;
      i = precision.end;
    }
    i = this.argIndex(i);
    if (i >= format.length) return [`${complaint}%!(NOVERB)`, i];
    const verb = String.fromCodePoint(format.codePointAt(i) ?? 0);
    const end = i + verb.length;
    if (verb === '%') return [`${complaint}%`, end];
    if (!this.goodIndex) return [`${complaint}%!${verb}(BADINDEX)`, end];
    if (this.next >= this.args.length) return [`${complaint}%!${verb}(MISSING)`, end];
    const arg = this.args[this.next++];
    return [complaint + this.one(arg, verb, flags), end];
  }

  private one(arg: Value, verb: string, given: Flags): string {
    // `%+v` names the fields of structs; it does not sign numbers.
    const flags = verb === 'v' && given.plus ? { ...given, plus: false, names: true } : given;
    if (verb === 'T') return pad(typeName(arg), { ...flags, zero: false });
    if (verb === 'p' && (arg instanceof GoMap || Array.isArray(arg))) return pad('0xc000010000', flags);
    return printValue(arg, verb, flags, 0);
  }
}

/** `fmt.Sprintf`. */
export const sprintf = (format: string, args: readonly Value[]): string => new Formatter(format, args).run();
