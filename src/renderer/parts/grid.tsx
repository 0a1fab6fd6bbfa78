// biome-ignore-all lint/a11y/useSemanticElements: a table element cannot leave out rows and keep its layout
// biome-ignore-all lint/a11y/useFocusableInteractive: rows are focusable where they can be chosen
import { type CSSProperties, Fragment, type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import { useRowsInSight } from './rows.ts';

export interface Column<Row> {
  readonly key: string;
  readonly title: string;
  /** A CSS grid track: `120px`, `minmax(160px, 2fr)`. */
  readonly track: string;
  readonly right?: boolean;
  readonly cell: (row: Row) => ReactNode;
}

interface GridProps<Row> {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** Fills the height it is given and scrolls; else it is as high as its rows (up to `WHOLE`). */
  readonly fill?: boolean;
  readonly selected?: string | undefined;
  readonly onSelect?: (row: Row) => void;
  /** What the selected row opens, right below it; for tables that stand whole. */
  readonly under?: (row: Row) => ReactNode;
  /** The last rows came into sight: there are more to read. */
  readonly onEnd?: () => void;
}

const ROW = 28;
/** Above this many rows only those in sight are in the document. */
const WHOLE = 120;

/** A table of data rows of one height: numbers to the right, long ones drawn only where they are seen. */
export function Grid<Row>(props: GridProps<Row>) {
  const { label, columns, rows, rowKey, fill, selected, onSelect, under, onEnd } = props;
  const box = useRef<HTMLDivElement>(null);
  const { from, to } = useRowsInSight(box, rows.length, ROW);
  const whole = rows.length <= WHOLE;
  const first = whole ? 0 : from;
  const shown = whole ? rows : rows.slice(from, to);
  const isAtEnd = !whole && to >= rows.length;
  // biome-ignore lint/correctness/useExhaustiveDependencies: more rows that end in sight again ask again
  useEffect(() => {
    if (isAtEnd) onEnd?.();
  }, [isAtEnd, rows.length]);
  const tracks = { '--tracks': columns.map((column) => column.track).join(' ') } as CSSProperties;
  return (
    <div
      className={fill ? 'grid grid-fill' : whole ? 'grid' : 'grid grid-tall'}
      role="table"
      aria-label={label}
      aria-rowcount={rows.length + 1}
      style={tracks}
    >
      <div className="grid-box" ref={box} role="rowgroup" tabIndex={fill || !whole ? 0 : undefined}>
        <div className="grid-row grid-head" role="row">
          {columns.map((column) => (
            <div key={column.key} role="columnheader" className={column.right ? 'right' : undefined}>
              {column.title}
            </div>
          ))}
        </div>
        <div style={{ height: first * ROW }} />
        {shown.map((row, index) => {
          const key = rowKey(row);
          const opened = under && whole && key === selected ? under(row) : undefined;
          return (
            <Fragment key={key}>
              <div
                role="row"
                aria-rowindex={first + index + 2}
                aria-selected={onSelect ? key === selected : undefined}
                tabIndex={onSelect ? 0 : undefined}
                className={`grid-row${key === selected ? ' selected' : ''}${onSelect ? ' selectable' : ''}`}
                onClick={onSelect && (() => onSelect(row))}
                onKeyDown={
                  onSelect &&
                  ((event) => {
                    moveFocus(event);
                    if (event.key === 'Enter' || event.key === ' ') {
                      event.preventDefault();
                      onSelect(row);
                    }
                  })
                }
              >
                {columns.map((column) => (
                  <div key={column.key} role="cell" className={column.right ? 'right' : undefined}>
                    {column.cell(row)}
                  </div>
                ))}
              </div>
              {opened && (
                <div className="grid-under" role="row">
                  <div role="cell" aria-colspan={columns.length}>
                    {opened}
                  </div>
                </div>
              )}
            </Fragment>
          );
        })}
        <div style={{ height: whole ? 0 : Math.max(0, rows.length - to) * ROW }} />
      </div>
    </div>
  );
}

/** Arrow keys go from row to row. */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 'nextElementSibling', ArrowUp: 'previousElementSibling' } as const;
  const way = event.key === 'ArrowDown' || event.key === 'ArrowUp' ? step[event.key] : undefined;
  if (!way) return;
  let to = event.currentTarget[way];
  // What a row has opened is no row.
  if (to?.classList.contains('grid-under')) to = to[way];
  if (!(to instanceof HTMLElement) || to.tabIndex < 0) return;
  event.preventDefault();
  to.focus();
}
