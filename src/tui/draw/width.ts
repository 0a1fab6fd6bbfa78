import stringWidth from 'string-width';
import type { Line, Span } from './span.ts';

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const ASCII = /^[\x20-\x7e]*$/;

/** Columns that a text takes in a terminal; CJK takes two a character. */
export const widthOf = (text: string): number => (ASCII.test(text) ? text.length : stringWidth(text));

export const lineWidth = (line: Line): number => line.reduce((sum, each) => sum + widthOf(each.text), 0);

/** The first columns of a text, and how many they are: a wide character that would stick out is left away. */
export function clip(text: string, columns: number): { readonly text: string; readonly width: number } {
  if (columns <= 0) return { text: '', width: 0 };
  if (ASCII.test(text)) return { text: text.slice(0, columns), width: Math.min(text.length, columns) };
  let kept = '';
  let width = 0;
  for (const { segment } of graphemes.segment(text)) {
    const next = width + stringWidth(segment);
    if (next > columns) break;
    kept += segment;
    width = next;
  }
  return { text: kept, width };
}

/** A text cut to so many columns, with … where something was cut. */
export function shorten(text: string, columns: number): string {
  if (widthOf(text) <= columns) return text;
  return columns < 1 ? '' : `${clip(text, columns - 1).text}…`;
}

/** The end of a text in so many columns: paths say most at their end. */
export function shortenStart(text: string, columns: number): string {
  if (widthOf(text) <= columns) return text;
  if (columns < 1) return '';
  const parts = [...graphemes.segment(text)].map((each) => each.segment);
  let kept = '';
  for (let at = parts.length - 1; at >= 0; at--) {
    if (widthOf(parts[at] + kept) > columns - 1) break;
    kept = parts[at] + kept;
  }
  return `…${kept}`;
}

/** A line of exactly so many columns: cut with …, or filled up with blanks in the look of its last span when inverse. */
export function fitLine(line: Line, columns: number): Line {
  const width = lineWidth(line);
  if (width === columns) return line;
  if (width < columns) {
    const last = line.at(-1);
    const filler: Span = {
      text: ' '.repeat(columns - width),
      tone: 'plain',
      bold: false,
      inverse: last?.inverse ?? false,
    };
    return [...line, filler];
  }
  const kept: Span[] = [];
  let left = columns;
  for (const each of line) {
    const own = widthOf(each.text);
    if (own < left || (own === left && each === line.at(-1))) {
      kept.push(each);
      left -= own;
      continue;
    }
    const text = shorten(`${each.text} `, left);
    kept.push({ ...each, text: text + ' '.repeat(Math.max(0, left - widthOf(text))) });
    break;
  }
  return kept;
}

/** Left and right parts on one line of so many columns; the left one gives way. */
export function justify(left: Line, right: Line, columns: number): Line {
  const own = Math.min(lineWidth(right), columns);
  return [...fitLine(left, Math.max(0, columns - own)), ...fitLine(right, own)];
}

/** The line in another look for all of it. */
export const restyled = (line: Line, look: Partial<Omit<Span, 'text'>>): Line =>
  line.map((each) => ({ ...each, ...look }));
