import { box } from '../draw/box.ts';
import { bold, dim, type Line, span } from '../draw/span.ts';
import type { Size } from '../screens/screen.ts';
import { placed, type Viewport } from '../view/viewport.ts';

/** A panel drawn over the screen. */
export interface Panel {
  readonly width: number;
  readonly lines: readonly Line[];
}

interface Content {
  readonly title: string;
  /** Stays above what scrolls. */
  readonly head?: readonly Line[];
  readonly lines: readonly Line[];
  readonly foot?: readonly Line[];
  /** Row of `lines` to keep in sight. */
  readonly at?: number;
  /** Row of `lines` that was scrolled to. */
  readonly scroll?: number;
  readonly tone?: 'bad' | 'accent' | 'warn';
}

/** Room inside a panel of so many columns. */
export const innerWidth = (width: number): number => width - 4;

/** Frames what a panel shows, as high as it needs to be. */
export function panelOf(
  { title, head = [], lines, foot = [], at, scroll, tone = 'accent' }: Content,
  width: number,
  { height }: Size,
  viewport: Viewport,
): Panel {
  const room = Math.max(1, height - 2 - head.length - foot.length);
  const shown = Math.min(room, lines.length);
  const offset = placed(viewport, 'overlay', {
    total: lines.length,
    room,
    picks: 0,
    ...(at === undefined ? { place: scroll ?? 0 } : { cursor: { from: at, to: at + 1 } }),
  });
  const inside = (line: Line): Line => [span(' '), ...line];
  const body = [...head, ...lines.slice(offset, offset + shown), ...foot].map(inside);
  const note: Line = lines.length > room ? [dim(`${offset + 1}–${offset + shown}/${lines.length}`)] : [];
  return {
    width,
    lines: box(body, {
      width,
      height: body.length + 2,
      title: [bold(title, tone)],
      note,
      focused: true,
      tone,
    }),
  };
}

/** `key  what it does` at the foot of a panel. */
export const keysLine = (...keys: readonly (readonly [string, string])[]): Line =>
  keys.flatMap(([key, does]) => [bold(key, 'accent'), dim(` ${does}   `)]);
