import { blank, type Line, span, type Tone } from './span.ts';
import { fitLine, lineWidth } from './width.ts';

const THIN = { nw: '┌', ne: '┐', sw: '└', se: '┘', h: '─', v: '│' };
const HEAVY = { nw: '┏', ne: '┓', sw: '┗', se: '┛', h: '━', v: '┃' };

export interface BoxLook {
  readonly width: number;
  readonly height: number;
  /** Stands in the upper edge. */
  readonly title: Line;
  /** Stands in the lower edge, to the right. */
  readonly note?: Line;
  /** Drawn with a heavy edge, so that it is seen without colour. */
  readonly focused: boolean;
  readonly tone?: Tone;
}

/** Lines in a frame of exactly width × height. */
export function box(
  lines: readonly Line[],
  { width, height, title, note = [], focused, tone }: BoxLook,
): readonly Line[] {
  const edge = focused ? HEAVY : THIN;
  const look = tone ?? (focused ? 'accent' : 'dim');
  const inner = Math.max(0, width - 2);
  const body = Array.from({ length: Math.max(0, height - 2) }, (_, at) => lines[at] ?? blank);
  return [
    [span(edge.nw, look), ...rule(title, inner, edge.h, look, 'start'), span(edge.ne, look)],
    ...body.map((each): Line => [span(edge.v, look), ...fitLine(each, inner), span(edge.v, look)]),
    [span(edge.sw, look), ...rule(note, inner, edge.h, look, 'end'), span(edge.se, look)],
  ];
}

/** A horizontal edge with words in it. */
export function rule(words: Line, columns: number, char: string, tone: Tone, side: 'start' | 'end'): Line {
  if (words.length === 0 || columns < 4) return [span(char.repeat(columns), tone)];
  const own = Math.min(lineWidth(words), columns - 4);
  const rest = span(char.repeat(columns - own - 3), tone);
  const shown = [span(' '), ...fitLine(words, own), span(' ')];
  return side === 'start' ? [span(char, tone), ...shown, rest] : [rest, ...shown, span(char, tone)];
}

/** Blocks of equal height side by side. */
export const beside = (...blocks: readonly (readonly Line[])[]): readonly Line[] =>
  (blocks[0] ?? []).map((_, at) => blocks.flatMap((block) => block[at] ?? []));
