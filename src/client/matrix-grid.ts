import type { CellState, CellView, MatrixShape } from '../actions/index.ts';

/** A line of headings: one value of each axis of its side. */
export interface GridHead {
  readonly keys: readonly string[];
  readonly labels: readonly string[];
}

/** A matrix laid out: which cell stands where; undefined where a rule struck it. */
export interface MatrixGrid {
  readonly rows: readonly GridHead[];
  readonly columns: readonly GridHead[];
  /** Index of the cell by row and column. */
  readonly at: readonly (readonly (number | undefined)[])[];
}

/** The state of a cell that has no result yet, besides those that results have. */
export type ShownState = CellState | 'waiting';

/** Letters of the states, for screens without colour. */
export const CELL_LETTERS: Readonly<Record<ShownState, string>> = {
  succeeds: 'S',
  expected: 'E',
  fails: 'F',
  error: '!',
  cancelled: '-',
  waiting: '·',
};

/** Lays a matrix out along its sides; lines without any cell are left out. */
export function matrixGrid({
  axes,
  rows,
  columns,
  cells,
}: Pick<MatrixShape, 'axes' | 'rows' | 'columns' | 'cells'>): MatrixGrid {
  const down = rows.map((name) => axes.findIndex((axis) => axis.name === name));
  const across = columns.map((name) => axes.findIndex((axis) => axis.name === name));
  const side = (cell: { readonly at: readonly number[] }, places: readonly number[]): string =>
    places.map((place) => cell.at[place] ?? 0).join(',');
  const lines = (places: readonly number[]): readonly string[] => {
    const found = [...new Set(cells.map((cell) => side(cell, places)))];
    const numbers = (line: string): readonly number[] => (line === '' ? [] : line.split(',').map(Number));
    return found.sort((a, b) => {
      const [left, right] = [numbers(a), numbers(b)];
      const n = left.findIndex((value, i) => value !== right[i]);
      return n === -1 ? 0 : (left[n] ?? 0) - (right[n] ?? 0);
    });
  };
  const head = (line: string, places: readonly number[]): GridHead => {
    const values = (line === '' ? [] : line.split(',')).map(
      (value, i) => axes[places[i] ?? -1]?.values[Number(value)],
    );
    return {
      keys: values.map((value) => value?.key ?? ''),
      labels: values.map((value) => value?.label ?? ''),
    };
  };
  const left = lines(down);
  const top = lines(across);
  const places = new Map(cells.map((cell, index) => [`${side(cell, down)}|${side(cell, across)}`, index]));
  return {
    rows: left.map((line) => head(line, down)),
    columns: top.map((line) => head(line, across)),
    at: left.map((row) => top.map((column) => places.get(`${row}|${column}`))),
  };
}

/** What a cell says in a word: the code of its failure, or nothing. */
export const cellWord = ({ result }: Pick<CellView, 'result'>): string =>
  result?.error?.code ?? result?.failures[0]?.code ?? '';
