import type { Span } from './ast.ts';

export interface Token extends Span {
  readonly kind: 'name' | 'number' | 'string' | 'op' | 'end' | 'bad';
  readonly text: string;
  /** The value of a string token, escapes resolved. */
  readonly value?: string;
}

const NAME = /[\p{L}_][\p{L}\p{N}_-]*/uy;
const NUMBER = /-?\d+(?:\.\d+)?/y;
const OPERATOR = /==|!=|<=|>=|&&|\|\||[.?:()[\]!<>}]/y;
const SPACE = /[ \t\r\n]*/y;
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };

const match = (pattern: RegExp, text: string, at: number): string | undefined => {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
};

/** The string that opens with a quote at `at`; an unclosed one is a `bad` token up to the text's end. */
function readString(text: string, at: number): Token {
  const quote = text[at];
  let value = '';
  let i = at + 1;
  for (; i < text.length && text[i] !== quote; i++) {
    if (text[i] === '\\' && i + 1 < text.length) {
      i++;
      const escaped = text[i] ?? '';
      value += ESCAPES[escaped] ?? escaped;
    } else value += text[i];
  }
  if (i >= text.length) return { kind: 'bad', text: text.slice(at), start: at, end: text.length };
  return { kind: 'string', text: text.slice(at, i + 1), value, start: at, end: i + 1 };
}

/** The token at or after `from`. A closing brace is an operator token; the parser decides what it closes. */
export function nextToken(text: string, from: number): Token {
  const at = from + (match(SPACE, text, from) ?? '').length;
  const first = text[at];
  if (first === undefined) return { kind: 'end', text: '', start: text.length, end: text.length };
  if (first === '"' || first === "'") return readString(text, at);
  const name = match(NAME, text, at);
  if (name !== undefined) return { kind: 'name', text: name, start: at, end: at + name.length };
  const number = match(NUMBER, text, at);
  if (number !== undefined) return { kind: 'number', text: number, start: at, end: at + number.length };
  const operator = match(OPERATOR, text, at);
  if (operator !== undefined) return { kind: 'op', text: operator, start: at, end: at + operator.length };
  const end = at + (first.codePointAt(0) === text.codePointAt(at) ? 1 : 2);
  return { kind: 'bad', text: text.slice(at, end), start: at, end };
}
