import { type Line, type Span, span } from './span.ts';
import { clip, fitLine, lineWidth, widthOf } from './width.ts';
import { wrapText } from './wrap.ts';

export interface Column {
  readonly title: string;
  readonly right?: boolean;
  /** Takes what room is left; a table has at most a few of these. */
  readonly grow?: boolean;
  /** Left away in tables that are narrower than this. */
  readonly from?: number;
  /** Widest it may be. */
  readonly most?: number;
}

export type Cell = string | Span | Line;

const cellLine = (cell: Cell): Line =>
  typeof cell === 'string' ? [span(cell)] : 'text' in cell ? [cell as Span] : (cell as Line);

const GAP = 2;

/** Lines of a table of so many columns: a dim head, cells cut where there is no room, numbers to the right. */
export function table(
  all: readonly Column[],
  rows: readonly (readonly Cell[])[],
  width: number,
): { readonly head: Line; readonly rows: readonly Line[] } {
  const shown = all.map((column) => (column.from ?? 0) <= width);
  const columns = all.filter((_, at) => shown[at]);
  const lines = rows.map((row) => row.filter((_, at) => shown[at]).map(cellLine));
  const widths = columns.map((column, at) =>
    Math.min(
      column.most ?? width,
      Math.max(widthOf(column.title), ...lines.map((row) => lineWidth(row[at] ?? []))),
    ),
  );
  share(columns, widths, width);
  const draw = (cells: readonly Line[]): Line =>
    columns.flatMap((column, at) => {
      const room = widths[at] ?? 0;
      if (room <= 0) return [];
      const cell = cells[at] ?? [];
      const gap = at === columns.length - 1 ? [] : [span(' '.repeat(GAP))];
      const lead = column.right ? Math.max(0, room - lineWidth(cell)) : 0;
      return [...(lead > 0 ? [span(' '.repeat(lead))] : []), ...fitLine(cell, room - lead), ...gap];
    });
  return {
    head: draw(columns.map((column) => [span(clip(column.title, width).text, 'dim')])),
    rows: lines.map((row) => draw(row)),
  };
}

/** Fits the widths into the room: growing columns give and take, then the widest give way. */
function share(columns: readonly Column[], widths: number[], width: number): void {
  const room = (): number => width - widths.reduce((sum, each) => sum + each, 0) - GAP * (columns.length - 1);
  while (room() < 0) {
    const grow = widest(widths, (at) => columns[at]?.grow === true && (widths[at] ?? 0) > 12);
    const at = grow ?? widest(widths, (each) => (widths[each] ?? 0) > 4);
    if (at === undefined) return;
    widths[at] = (widths[at] ?? 0) - 1;
  }
}

function widest(widths: readonly number[], may: (at: number) => boolean): number | undefined {
  let best: number | undefined;
  widths.forEach((each, at) => {
    if (may(at) && (best === undefined || each > (widths[best] ?? 0))) best = at;
  });
  return best;
}

/** `name   value` rows with names of one width; a value that is longer than its room goes on in the next line. */
export function pairs(rows: readonly (readonly [string, Cell])[], width: number): readonly Line[] {
  const names = Math.min(Math.max(0, ...rows.map(([name]) => widthOf(name))), Math.floor(width / 2));
  const room = Math.max(1, width - names - GAP);
  return rows.flatMap(([name, value]) => {
    const cell = cellLine(value);
    const [only] = cell;
    const parts: readonly Line[] =
      cell.length === 1 && only && widthOf(only.text) > room
        ? wrapText(only.text, room).map((text) => [{ ...only, text }])
        : [fitLine(cell, room)];
    return parts.map(
      (part, at): Line => [...fitLine([span(at === 0 ? name : '', 'dim')], names), span('  '), ...part],
    );
  });
}
