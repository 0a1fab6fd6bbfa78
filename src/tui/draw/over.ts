import type { Line, Span } from './span.ts';
import { clip, fitLine, widthOf } from './width.ts';

/** A line without its first columns; half a wide character becomes a blank. */
export function dropColumns(line: Line, columns: number): Line {
  const kept: Span[] = [];
  let left = columns;
  for (const each of line) {
    const own = widthOf(each.text);
    if (left <= 0) {
      kept.push(each);
      continue;
    }
    if (own > left) {
      const head = clip(each.text, left);
      const cutsWide = head.width < left;
      const rest = each.text.slice(head.text.length);
      const tail = cutsWide ? rest.slice(String.fromCodePoint(rest.codePointAt(0) ?? 32).length) : rest;
      kept.push({ ...each, text: (cutsWide ? ' ' : '') + tail });
    }
    left -= own;
  }
  return kept;
}

/** The first columns of a line, filled up with blanks where there are not so many. */
export function takeColumns(line: Line, columns: number): Line {
  const kept: Span[] = [];
  let left = columns;
  for (const each of line) {
    const part = clip(each.text, left);
    if (part.width > 0) kept.push({ ...each, text: part.text });
    left -= part.width;
    if (part.text !== each.text) break;
  }
  return fitLine(kept, columns);
}

/** A picture with another one on top of it, its upper left corner at column x and row y. */
export function over(
  base: readonly Line[],
  top: readonly Line[],
  x: number,
  y: number,
  width: number,
  total: number,
): readonly Line[] {
  return base.map((line, row) => {
    const above = top[row - y];
    if (above === undefined) return line;
    const right = total - x - width;
    return [
      ...takeColumns(line, x),
      ...fitLine(above, width),
      ...(right > 0 ? fitLine(dropColumns(line, x + width), right) : []),
    ];
  });
}
