import { visibleLine } from '../../core/visible.ts';

/** What a stretch of text means; colours follow from it, and no tone is told by colour alone. */
export type Tone = 'plain' | 'accent' | 'good' | 'bad' | 'warn' | 'dim';

/** A stretch of one line in one look. Its text has passed `visibleLine`: only `span` makes one. */
export interface Span {
  readonly text: string;
  readonly tone: Tone;
  readonly bold: boolean;
  readonly inverse: boolean;
}

/** One line of the screen, from left to right. */
export type Line = readonly Span[];

interface Look {
  readonly bold?: boolean;
  readonly inverse?: boolean;
}

/** Any text as a span that is safe to write to a terminal (threats A-13), whoever wrote the text. */
export const span = (
  text: string,
  tone: Tone = 'plain',
  { bold = false, inverse = false }: Look = {},
): Span => ({
  text: visibleLine(text),
  tone,
  bold,
  inverse,
});

export const bold = (text: string, tone: Tone = 'plain'): Span => span(text, tone, { bold: true });
export const dim = (text: string): Span => span(text, 'dim');

/** A line of one span. */
export const line = (text: string, tone: Tone = 'plain'): Line => [span(text, tone)];
export const blank: Line = [];

/** A line's text alone. */
export const textOf = (spans: Line): string => spans.map((each) => each.text).join('');
