import { Text } from 'ink';
import { memo } from 'react';
import type { Line, Tone } from './span.ts';

const colors: Readonly<Record<Tone, { readonly color?: string }>> = {
  plain: {},
  accent: { color: 'cyan' },
  good: { color: 'green' },
  bad: { color: 'red' },
  warn: { color: 'yellow' },
  dim: {},
};

interface PaintProps {
  readonly line: Line;
  readonly color: boolean;
}

/** One line of the screen. The only place that hands text to Ink; a span's text is clean by its making. */
export const Paint = memo(
  function Paint({ line, color }: PaintProps) {
    return (
      <Text wrap="truncate">
        {line.map((each, at) => (
          <Text
            // biome-ignore lint/suspicious/noArrayIndexKey: the spans of a line have no other name than their place
            key={at}
            bold={each.bold}
            inverse={each.inverse}
            dimColor={each.tone === 'dim' && !each.inverse}
            {...(color ? colors[each.tone] : {})}
          >
            {each.text}
          </Text>
        ))}
      </Text>
    );
  },
  (a, b) => a.color === b.color && sameLine(a.line, b.line),
);

const sameLine = (a: Line, b: Line): boolean =>
  a === b ||
  (a.length === b.length &&
    a.every((each, at) => {
      const other = b[at];
      return (
        other !== undefined &&
        each.text === other.text &&
        each.tone === other.tone &&
        each.bold === other.bold &&
        each.inverse === other.inverse
      );
    }));
