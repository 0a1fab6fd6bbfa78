import type { Position, SourceRange } from '../../diagnostics/index.ts';

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const PRINTABLE = /^[\x20-\x7e\t]*$/;

/** The position after `text` when it begins at `from`: columns count grapheme clusters, a newline begins a line. */
export function advance(from: Position, text: string): Position {
  if (text.length === 1 && text !== '\n')
    return { line: from.line, column: from.column + 1, offset: from.offset + 1 };
  if (PRINTABLE.test(text)) {
    return { line: from.line, column: from.column + text.length, offset: from.offset + text.length };
  }
  let { line, column } = from;
  let start = 0;
  for (let i = text.indexOf('\n'); i !== -1; i = text.indexOf('\n', start)) {
    line += 1;
    column = 1;
    start = i + 1;
  }
  return { line, column: column + countGraphemes(text.slice(start)), offset: from.offset + text.length };
}

/** Number of grapheme clusters. */
export function countGraphemes(text: string): number {
  if (PRINTABLE.test(text)) return text.length;
  let n = 0;
  for (const _ of graphemes.segment(text)) n += 1;
  return n;
}

/** From the start of one range to the end of another. */
export const between = (a: { readonly start: Position }, b: { readonly end: Position }): SourceRange => ({
  start: a.start,
  end: b.end,
});

export const rangeOf = (token: { readonly start: Position; readonly end: Position }): SourceRange => ({
  start: token.start,
  end: token.end,
});

export const START: Position = { line: 1, column: 1, offset: 0 };
