import { byteLength, byteSlice, toBytes } from '../go/bytes.ts';
import { display } from '../go/format.ts';
import { envFn, type FuncMap, fn, GoError } from '../go/func.ts';
import { quote } from '../go/quote.ts';
import { elemType, type GoInt, int, mapOf, sliceOf, type Value } from '../go/value.ts';
import { camelCase, delimitedCase } from './case.ts';
import { strval } from './cast.ts';
import { type SprigEnv, spend } from './env.ts';

/** `unicode.IsSpace`. */
const SPACES = '\\t\\n\\v\\f\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';
const SPACE_CHAR = new RegExp(`[${SPACES}]`);
const SPACE = new RegExp(`[${SPACES}]`, 'g');

/** `strings.TrimSpace`. By hand: a regular expression would try every run of blanks inside. */
export function trimSpace(text: string): string {
  let from = 0;
  let to = text.length;
  while (from < to && SPACE_CHAR.test(text[from] ?? '')) from++;
  while (to > from && SPACE_CHAR.test(text[to - 1] ?? '')) to--;
  return text.slice(from, to);
}

/** sprig's `toStrings`. */
export function strslice(value: Value): string[] {
  if (Array.isArray(value)) {
    if (elemType(value) === 'string') return value as string[];
    return value.filter((item) => item !== null && item !== undefined).map(strval);
  }
  return value === null || value === undefined ? [] : [strval(value)];
}

const size = (n: GoInt): number => Number(n.value);

function trunc(count: number, text: string): string {
  const length = byteLength(text);
  if (count < 0 && length + count > 0) return byteSlice(text, length + count);
  return count >= 0 && length > count ? byteSlice(text, 0, count) : text;
}

function bounds(from: number, to: number, length: number): void {
  if (to > length)
    throw new GoError(`runtime error: slice bounds out of range [:${to}] with length ${length}`);
  if (from > to) throw new GoError(`runtime error: slice bounds out of range [${from}:${to}]`);
}

function substring(start: number, end: number, text: string): string {
  const length = byteLength(text);
  if (start < 0) {
    if (end < 0) throw new GoError(`runtime error: slice bounds out of range [:${end}]`);
    bounds(0, end, length);
    return byteSlice(text, 0, end);
  }
  if (end < 0 || end > length) {
    if (start > length) throw new GoError(`runtime error: slice bounds out of range [${start}:${length}]`);
    return byteSlice(text, start);
  }
  bounds(start, end, length);
  return byteSlice(text, start, end);
}

function trimAll(set: string, text: string): string {
  const cut = new Set(set);
  const chars = [...text];
  let from = 0;
  let to = chars.length;
  while (from < to && cut.has(chars[from] ?? '')) from++;
  while (to > from && cut.has(chars[to - 1] ?? '')) to--;
  return chars.slice(from, to).join('');
}

/** Whether a word may begin after it: `strings.Title`'s idea of a separator. */
function separates(char: string): boolean {
  if (char < '\x80') return !/[0-9A-Za-z_]/.test(char);
  return !/[\p{L}\p{Nd}]/u.test(char) && SPACE_CHAR.test(char);
}

const title = (text: string): string => {
  let out = '';
  let fresh = true;
  for (const char of text) {
    const upper = fresh ? char.toUpperCase() : char;
    out += [...upper].length === 1 ? upper : char;
    fresh = separates(char);
  }
  return out;
};

const uncapitalize = (text: string): string =>
  text.replace(/(^|[\s])(\p{L})/gu, (_all, before: string, letter: string) => before + letter.toLowerCase());

function abbreviate(text: string, left: number, width: number): string {
  const length = byteLength(text);
  if (width < 4) return '';
  if (length <= width) return text;
  let offset = Math.min(left, length);
  if (length - offset < width - 3) offset = length - (width - 3);
  if (offset <= 4) return `${byteSlice(text, 0, width - 3)}...`;
  if (width < 7) return '';
  if (offset + width - 3 < length) return `...${abbreviate(byteSlice(text, offset), 0, width - 3)}`;
  return `...${byteSlice(text, length - (width - 3))}`;
}

const initials = (text: string): string =>
  text
    .split(/\s+/)
    .map((word) => [...word][0] ?? '')
    .join('');

const swapCase = (text: string): string =>
  text.replace(/\p{L}/gu, (char) => (/\p{Ll}/u.test(char) ? char.toUpperCase() : char.toLowerCase()));

/** goutils.WrapCustom: breaks at the last space within the width, long words on demand. */
function wrap(text: string, width: number, newline: string, breakLong: boolean): string {
  const max = Math.max(1, width);
  const line = newline === '' ? '\n' : newline;
  let out = '';
  let offset = 0;
  while (text.length - offset > max) {
    if (text[offset] === ' ') {
      offset++;
      continue;
    }
    const space = text.slice(offset, offset + max + 1).lastIndexOf(' ');
    if (space >= 0) {
      out += text.slice(offset, offset + space) + line;
      offset += space + 1;
    } else if (breakLong) {
      out += text.slice(offset, offset + max) + line;
      offset += max;
    } else {
      const next = text.indexOf(' ', offset + max);
      if (next < 0) return out + text.slice(offset);
      out += text.slice(offset, next) + line;
      offset = next + 1;
    }
  }
  return out + text.slice(offset);
}

function indent(env: SprigEnv, spaces: number, text: string): string {
  if (spaces < 0) throw new GoError('strings: negative Repeat count');
  let lines = 1;
  for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) lines++;
  spend(env, text.length + spaces * lines);
  const pad = ' '.repeat(spaces);
  return pad + text.replaceAll('\n', `\n${pad}`);
}

const present = (values: readonly Value[]): Value[] => values.filter((v) => v !== null && v !== undefined);

function splitN(sep: string, text: string, n: number): string[] {
  if (n === 0) return [];
  const parts = sep === '' ? [...text] : text.split(sep);
  if (n < 0 || parts.length <= n) return parts;
  return [...parts.slice(0, n - 1), parts.slice(n - 1).join(sep)];
}

const numbered = (parts: readonly string[]): Value =>
  mapOf(
    'map[string]string',
    parts.map((part, i) => [`_${i}`, part] as const),
  );

const replaceAll = (text: string, old: string, fresh: string): string =>
  old === '' ? fresh + [...text].map((char) => char + fresh).join('') : text.split(old).join(fresh);

export const stringFuncs: FuncMap = {
  hello: fn('', () => 'Hello!'),
  abbrev: fn('int string', (w: GoInt, s: string) => (size(w) < 4 ? s : abbreviate(s, 0, size(w)))),
  abbrevboth: fn('int int string', (l: GoInt, r: GoInt, s: string) =>
    size(r) < 4 || (size(l) > 0 && size(r) < 7) ? s : abbreviate(s, size(l), size(r)),
  ),
  trunc: fn('int string', (c: GoInt, s: string) => trunc(size(c), s)),
  trim: fn('string', trimSpace),
  upper: fn('string', (s: string) => s.toUpperCase()),
  lower: fn('string', (s: string) => s.toLowerCase()),
  title: fn('string', title),
  untitle: fn('string', uncapitalize),
  substr: fn('int int string', (a: GoInt, b: GoInt, s: string) => substring(size(a), size(b), s)),
  repeat: envFn('int string', (env: SprigEnv, count: GoInt, s: string) => {
    if (count.value < 0n) throw new GoError('strings: negative Repeat count');
    spend(env, s.length * size(count));
    return s === '' ? '' : s.repeat(size(count));
  }),
  trimall: fn('string string', trimAll),
  trimAll: fn('string string', trimAll),
  trimSuffix: fn('string string', (a: string, b: string) =>
    a !== '' && b.endsWith(a) ? b.slice(0, -a.length) : b,
  ),
  trimPrefix: fn('string string', (a: string, b: string) => (b.startsWith(a) ? b.slice(a.length) : b)),
  nospace: fn('string', (s: string) => s.replace(SPACE, '')),
  initials: fn('string', initials),
  swapcase: fn('string', swapCase),
  snakecase: fn('string', (s: string) => delimitedCase(s, '_')),
  camelcase: fn('string', camelCase),
  kebabcase: fn('string', (s: string) => delimitedCase(s, '-')),
  wrap: fn('int string', (l: GoInt, s: string) => wrap(s, size(l), '\n', false)),
  wrapWith: fn('int string string', (l: GoInt, sep: string, s: string) => wrap(s, size(l), sep, true)),
  contains: fn('string string', (part: string, s: string) => s.includes(part)),
  hasPrefix: fn('string string', (part: string, s: string) => s.startsWith(part)),
  hasSuffix: fn('string string', (part: string, s: string) => s.endsWith(part)),
  quote: fn('...any', (...args: Value[]) =>
    present(args)
      .map((v) => quote(strval(v)))
      .join(' '),
  ),
  squote: fn('...any', (...args: Value[]) =>
    present(args)
      .map((v) => `'${display(v)}'`)
      .join(' '),
  ),
  cat: fn('...any', (...args: Value[]) => present(args).map(display).join(' ')),
  indent: envFn('int string', (env: SprigEnv, n: GoInt, s: string) => indent(env, size(n), s)),
  nindent: envFn('int string', (env: SprigEnv, n: GoInt, s: string) => `\n${indent(env, size(n), s)}`),
  replace: envFn('string string string', (env: SprigEnv, old: string, fresh: string, s: string) => {
    spend(env, s.length * Math.max(1, fresh.length));
    return replaceAll(s, old, fresh);
  }),
  plural: fn('string string int', (one: string, many: string, n: GoInt) => (n.value === 1n ? one : many)),
  toString: fn('any', strval),
  split: fn('string string', (sep: string, s: string) => numbered(splitN(sep, s, -1))),
  splitList: fn('string string', (sep: string, s: string) => sliceOf('string', splitN(sep, s, -1))),
  splitn: fn('string int string', (sep: string, n: GoInt, s: string) => numbered(splitN(sep, s, size(n)))),
  toStrings: fn('any', (v: Value) => sliceOf('string', strslice(v))),
  join: fn('string any', (sep: string, v: Value) => strslice(v).join(sep)),
  sortAlpha: fn('any', (v: Value) =>
    sliceOf(
      'string',
      Array.isArray(v)
        ? [...strslice(v)].sort((a, b) => Buffer.compare(toBytes(a), toBytes(b)))
        : [strval(v)],
    ),
  ),
  atoi: fn('string', (s: string) => {
    const value = /^[+-]?\d+$/.test(s) ? BigInt(s.replace(/^\+/, '')) : 0n;
    return int(value > (1n << 63n) - 1n || value < -(1n << 63n) ? 0n : value);
  }),
};
