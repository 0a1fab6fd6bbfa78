import { type Line, span } from '../draw/span.ts';
import { shorten } from '../draw/width.ts';

const MOST_LINES = 400;

/** A unified diff; its signs say what its colours say. */
export const diffLines = (diff: string, width = 500): readonly Line[] =>
  diff
    .trimEnd()
    .split('\n')
    .slice(0, MOST_LINES)
    .map((text): Line => {
      const tone = text.startsWith('+') ? 'good' : text.startsWith('-') ? 'bad' : 'dim';
      return [span('    '), span(shorten(text, Math.max(10, width - 4)), tone)];
    });
