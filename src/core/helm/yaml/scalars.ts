import { isBlank, isBlankOrEnd, isBreak } from './chars.ts';
import type { Scanner } from './scanner.ts';

const ESCAPES: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  t: '\t',
  '\t': '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
  e: '\x1b',
  ' ': ' ',
  '"': '"',
  "'": "'",
  '\\': '\\',
  '/': '/',
  N: '\x85',
  _: '\xa0',
  L: '\u2028',
  P: '\u2029',
};

/** Joins folded lines: one break becomes a space, more keep all but the first. */
function folded(firstBreak: string, otherBreaks: string): string {
  if (firstBreak === '') return otherBreaks;
  if (firstBreak === '\n') return otherBreaks === '' ? ' ' : otherBreaks;
  return firstBreak + otherBreaks;
}

const atDocumentMark = (s: Scanner): boolean => {
  if (s.column !== 0) return false;
  const three = s.text.slice(s.index, s.index + 3);
  return (three === '---' || three === '...') && isBlankOrEnd(s.peek(3));
};

/** A quoted scalar; the scanner stands on its quote. */
export function scanQuoted(s: Scanner, single: boolean): void {
  const start = s.mark();
  const quote = single ? "'" : '"';
  s.advance();
  let out = '';
  for (;;) {
    if (atDocumentMark(s)) s.error('found unexpected document indicator', start);
    if (s.peek() === undefined) s.error('found unexpected end of stream', start);
    let leadingBlanks = false;
    while (!isBlankOrEnd(s.peek())) {
      const char = s.peek() as string;
      if (single && char === "'" && s.peek(1) === "'") {
        out += "'";
        s.advance(2);
      } else if (char === quote) break;
      else if (!single && char === '\\' && isBreak(s.peek(1))) {
        s.advance();
        s.lineBreak();
        leadingBlanks = true;
        break;
      } else if (!single && char === '\\') out += escapeSequence(s);
      else {
        out += char;
        s.advance();
      }
    }
    if (s.peek() === quote) break;
    out += blanks(s, leadingBlanks);
  }
  s.advance();
  s.push('scalar', out, false, start);
}

function blanks(s: Scanner, escapedBreak: boolean): string {
  let leading = escapedBreak;
  let white = '';
  let first = '';
  let others = '';
  while (isBlank(s.peek()) || isBreak(s.peek())) {
    if (isBlank(s.peek())) {
      if (!leading) white += s.peek();
      s.advance();
    } else if (!leading) {
      white = '';
      first = s.lineBreak();
      leading = true;
    } else others += s.lineBreak();
  }
  return leading ? folded(first, others) : white;
}

function escapeSequence(s: Scanner): string {
  const start = s.mark();
  const kind = s.peek(1) ?? '';
  const simple = ESCAPES[kind];
  if (simple !== undefined) {
    s.advance(2);
    return simple;
  }
  const length = { x: 2, u: 4, U: 8 }[kind];
  if (length === undefined) s.error('found unknown escape character', start);
  s.advance(2);
  const digits = s.text.slice(s.index, s.index + length);
  if (!/^[0-9a-fA-F]+$/.test(digits) || digits.length !== length) {
    s.error('did not find expected hexdecimal number', start);
  }
  const code = Number.parseInt(digits, 16);
  if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) {
    s.error('found invalid Unicode character escape code', start);
  }
  s.advance(length);
  return String.fromCodePoint(code);
}

/** A scalar without quotes. */
export function scanPlain(s: Scanner): void {
  const start = s.mark();
  const indent = s.indent + 1;
  let out = '';
  let white = '';
  let first = '';
  let others = '';
  let leading = false;
  let endLine = s.line;
  for (;;) {
    if (atDocumentMark(s)) break;
    if (s.peek() === '#') break;
    while (!isBlankOrEnd(s.peek())) {
      const char = s.peek() as string;
      if (char === ':' && isBlankOrEnd(s.peek(1))) break;
      if (s.flowLevel > 0) {
        if (char === ':' && ',?[]{}'.includes(s.peek(1) ?? ' ')) break;
        if (',?[]{}'.includes(char)) break;
      }
      if (leading || white !== '') {
        out += leading ? folded(first, others) : white;
        leading = false;
        white = '';
        first = '';
        others = '';
      }
      out += char;
      s.advance();
      endLine = s.line;
    }
    if (!isBlank(s.peek()) && !isBreak(s.peek())) break;
    while (isBlank(s.peek()) || isBreak(s.peek())) {
      if (isBlank(s.peek())) {
        if (leading && s.column < indent && s.peek() === '\t') {
          s.error('found a tab character that violates indentation', start);
        }
        if (!leading) white += s.peek();
        s.advance();
      } else if (!leading) {
        white = '';
        first = s.lineBreak();
        leading = true;
      } else others += s.lineBreak();
    }
    if (s.flowLevel === 0 && s.column < indent) break;
  }
  void endLine;
  s.push('scalar', out, true, start);
  if (leading) s.simpleKeyAllowed = true;
}

/** A literal or folded block; the scanner stands on its indicator. */
export function scanBlockScalar(s: Scanner, literal: boolean): void {
  const start = s.mark();
  s.advance();
  let chomping = 0;
  let increment = 0;
  for (let i = 0; i < 2; i++) {
    const char = s.peek() ?? '';
    if ((char === '+' || char === '-') && chomping === 0) {
      chomping = char === '+' ? 1 : -1;
      s.advance();
    } else if (/[0-9]/.test(char) && increment === 0) {
      if (char === '0') s.error('found an indentation indicator equal to 0', start);
      increment = Number(char);
      s.advance();
    }
  }
  while (isBlank(s.peek())) s.advance();
  if (s.peek() === '#') while (s.peek() !== undefined && !isBreak(s.peek())) s.advance();
  if (!isBlankOrEnd(s.peek())) s.error('did not find expected comment or line break', start);
  if (isBreak(s.peek())) s.lineBreak();

  let indent = increment > 0 ? (s.indent >= 0 ? s.indent + increment : increment) : 0;
  const detect = (): string => {
    let breaks = '';
    let widest = 0;
    for (;;) {
      while ((indent === 0 || s.column < indent) && s.peek() === ' ') s.advance();
      if (s.column > widest) widest = s.column;
      if ((indent === 0 || s.column < indent) && s.peek() === '\t') {
        s.error('found a tab character where an indentation space is expected', start);
      }
      if (!isBreak(s.peek())) break;
      breaks += s.lineBreak();
    }
    if (indent === 0) indent = Math.max(widest, s.indent + 1, 1);
    return breaks;
  };

  let out = '';
  let pending = '';
  let trailing = detect();
  let leadingBlank = false;
  while (s.column === indent && s.peek() !== undefined) {
    const trailingBlank = isBlank(s.peek());
    if (!literal && pending === '\n' && !leadingBlank && !trailingBlank) {
      if (trailing === '') out += ' ';
    } else out += pending;
    pending = '';
    out += trailing;
    trailing = '';
    leadingBlank = isBlank(s.peek());
    const from = s.index;
    while (s.peek() !== undefined && !isBreak(s.peek())) s.advance();
    out += s.text.slice(from, s.index);
    if (s.peek() !== undefined) pending = s.lineBreak();
    trailing = detect();
  }
  if (chomping !== -1) out += pending;
  if (chomping === 1) out += trailing;
  s.push('scalar', out, false, start);
}
