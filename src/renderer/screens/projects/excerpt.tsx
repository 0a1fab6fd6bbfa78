import type { Diagnostic } from '../../contract.ts';
import { visibleBlock } from '../../text/visible.ts';

interface ExcerptProps {
  readonly lines: Readonly<Record<number, string>>;
  readonly range: NonNullable<Diagnostic['range']>;
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** Source lines around a finding with the exact stretch underlined. Columns count grapheme clusters. */
export function Excerpt({ lines, range }: ExcerptProps) {
  const numbers = Object.keys(lines)
    .map(Number)
    .filter(
      (line) => line >= range.start.line - 1 && line <= Math.min(range.end.line, range.start.line + 3) + 1,
    )
    .sort((a, b) => a - b);
  if (numbers.length === 0) return null;
  return (
    <pre className="excerpt" dir="ltr">
      {numbers.map((line) => (
        <code key={line} className={line >= range.start.line && line <= range.end.line ? 'hit' : undefined}>
          <span className="line-number">{line}</span>
          <Marked text={lines[line] ?? ''} line={line} range={range} />
          {'\n'}
        </code>
      ))}
    </pre>
  );
}

function Marked({
  text,
  line,
  range,
}: {
  readonly text: string;
  readonly line: number;
  readonly range: ExcerptProps['range'];
}) {
  if (line < range.start.line || line > range.end.line) return visibleBlock(text);
  const chars = [...graphemes.segment(text)].map((each) => each.segment);
  const from = line === range.start.line ? range.start.column - 1 : 0;
  const to = line === range.end.line ? Math.max(from + 1, range.end.column - 1) : chars.length;
  const part = (start: number, end?: number): string => visibleBlock(chars.slice(start, end).join(''));
  return (
    <>
      {part(0, from)}
      <mark>{part(from, to) || ' '}</mark>
      {part(to)}
    </>
  );
}
