import { type KeyboardEvent, useMemo, useRef, useState } from 'react';
import { CELL_LETTERS, cellWord, matrixGrid, type ShownState } from '../../../client/index.ts';
import type { CellView, MatrixShape } from '../../contract.ts';
import { useText } from '../../i18n/index.ts';
import { Data } from '../../text/data.tsx';
import './matrix.css';

export const SHOWN_STATES = ['succeeds', 'expected', 'fails', 'error', 'cancelled', 'waiting'] as const;

export const stateOf = (cell: CellView | undefined): ShownState => cell?.state ?? 'waiting';

interface HeatMapProps {
  readonly matrix: MatrixShape;
  readonly cells: readonly (CellView | undefined)[];
  readonly chosen: number | undefined;
  readonly onChoose: (index: number) => void;
}

const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** The cells as a grid: letter, word and colour say the state. Arrow keys move, Enter opens. */
export function HeatMap({ matrix, cells, chosen, onChoose }: HeatMapProps) {
  const { t } = useText();
  const grid = useMemo(() => matrixGrid(matrix), [matrix]);
  const [at, setAt] = useState<readonly [number, number]>([0, 0]);
  const table = useRef<HTMLTableElement>(null);
  const move = (event: KeyboardEvent): void => {
    const step = STEPS[event.key];
    if (!step) return;
    event.preventDefault();
    let [row, column] = at;
    // Over combinations that a rule struck, to the next cell that there is.
    do {
      row += step[0];
      column += step[1];
      if (row < 0 || column < 0 || row >= grid.rows.length || column >= grid.columns.length) return;
    } while (grid.at[row]?.[column] === undefined);
    setAt([row, column]);
    table.current?.querySelector<HTMLElement>(`[data-cell="${grid.at[row]?.[column]}"]`)?.focus();
  };
  return (
    <div className="heat-scroll">
      <table ref={table} className="heat-map" aria-label={t('projects.matrix')}>
        <thead>
          {matrix.columns.map((name, depth) => (
            <tr key={name}>
              <th scope="col" className="dim">
                {depth === matrix.columns.length - 1 ? `${matrix.rows.join(' · ')} \\ ${name}` : name}
              </th>
              {grid.columns.map((column) => (
                <th key={column.keys.join()} scope="col">
                  <Data clip>{column.labels[depth] ?? ''}</Data>
                </th>
              ))}
            </tr>
          ))}
        </thead>
        <tbody>
          {grid.rows.map((row, r) => (
            <tr key={row.keys.join()}>
              <th scope="row">
                <Data clip>{row.labels.join(' · ')}</Data>
              </th>
              {grid.columns.map((column, c) => {
                const index = grid.at[r]?.[c];
                if (index === undefined) return <td key={column.keys.join()} className="heat-none" />;
                const cell = cells[index];
                const state = stateOf(cell);
                const word = cell ? cellWord(cell) : '';
                return (
                  <td key={column.keys.join()}>
                    <button
                      type="button"
                      data-cell={index}
                      data-state={state}
                      className={`heat heat-${state}`}
                      aria-pressed={chosen === index}
                      aria-label={`${[...row.labels, ...column.labels].join(', ')}: ${t(`matrix.${state}`)} ${word}`}
                      title={word || undefined}
                      tabIndex={at[0] === r && at[1] === c ? 0 : -1}
                      onKeyDown={move}
                      onFocus={() => setAt([r, c])}
                      onClick={() => onChoose(index)}
                    >
                      <b>{CELL_LETTERS[state]}</b>
                      <span>{word.replace(/^SIM_/, '')}</span>
                    </button>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
