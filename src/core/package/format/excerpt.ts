import type { SourceRange } from '../../diagnostics/index.ts';
import { visibleLine } from '../../visible.ts';
import { displayWidth } from './width.ts';

/** Characters of a line that are shown; longer ones are cut around the place. */
const MAX_SHOWN = 120;
const LEAD = 40;

export interface Excerpt {
  readonly line: number;
  /** The line as it may be shown. */
  readonly code: string;
  /** Columns before the marked stretch. */
  readonly indent: number;
  /** Columns of the marked stretch, at least 1. */
  readonly width: number;
}

/** The first line of a range with its stretch measured in terminal columns. */
export function excerpt(text: string, range: SourceRange): Excerpt {
  const { offset, line } = range.start;
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const newline = text.indexOf('\n', offset);
  const lineEnd = newline === -1 ? text.length : newline;
  const from = Math.max(lineStart, offset - lineStart > LEAD + 20 ? offset - LEAD : lineStart);
  const to = Math.min(lineEnd, from + MAX_SHOWN);
  const end = Math.max(offset, Math.min(range.end.offset, to));
  const before = (from > lineStart ? '…' : '') + visibleLine(text.slice(from, offset));
  const marked = visibleLine(text.slice(offset, end)).trimEnd();
  const after = visibleLine(text.slice(end, to).replace(/\r$/, '')) + (to < lineEnd ? '…' : '');
  return {
    line,
    code: `${before}${visibleLine(text.slice(offset, end))}${after}`.trimEnd(),
    indent: displayWidth(before),
    width: Math.max(1, displayWidth(marked)),
  };
}
