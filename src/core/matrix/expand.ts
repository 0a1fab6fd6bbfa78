import { DrydockError } from '../errors/index.ts';
import type { Json, JsonObject } from '../json.ts';
import type { AxisSource, AxisValue, Cell, CellRule, Matrix, Overlay } from './model.ts';

/** Cells of one matrix, and combinations that are looked at for them. */
const MOST_CELLS = 2000;
const MOST_COMBINATIONS = 200_000;

/** An axis whose values are known. */
export interface FullAxis {
  readonly name: string;
  readonly values: readonly AxisValue[];
}

/**
 * The cells of a matrix in order, the last axis running fastest: every combination that no `exclude` rule strikes, and those
 * that an `include` rule names in any case. With `include` alone, only those that it names. Errors: MATRIX_TOO_LARGE,
 * MATRIX_EMPTY.
 */
export function expand(matrix: Matrix, axes: readonly FullAxis[]): readonly Cell[] {
  const combinations = axes.reduce((product, axis) => product * axis.values.length, 1);
  if (combinations > MOST_COMBINATIONS)
    throw new DrydockError('MATRIX_TOO_LARGE', { file: matrix.file, cells: combinations, limit: MOST_CELLS });
  const cells: Cell[] = [];
  const at = axes.map(() => 0);
  for (let i = 0; i < combinations; i += 1) {
    const chosen = axes.map((axis, n) => axis.values[at[n] ?? 0] as AxisValue);
    if (isWanted(matrix, axes, chosen)) {
      if (cells.length === MOST_CELLS)
        throw new DrydockError('MATRIX_TOO_LARGE', {
          file: matrix.file,
          cells: combinations,
          limit: MOST_CELLS,
        });
      cells.push(cellOf(matrix, axes, chosen, [...at]));
    }
    for (let n = axes.length - 1; n >= 0; n -= 1) {
      const next = (at[n] ?? 0) + 1;
      at[n] = next < (axes[n]?.values.length ?? 0) ? next : 0;
      if (at[n] !== 0) break;
    }
  }
  if (cells.length === 0) throw new DrydockError('MATRIX_EMPTY', { file: matrix.file });
  return cells;
}

/** The axes with the options of args filled in. */
export const fillAxes = (
  axes: readonly AxisSource[],
  optionsOf: (axis: string, arg: string) => readonly AxisValue[],
): readonly FullAxis[] =>
  axes.map((axis) =>
    'values' in axis ? axis : { name: axis.name, values: optionsOf(axis.name, axis.optionsOf) },
  );

const fits = (rule: CellRule, axes: readonly FullAxis[], chosen: readonly AxisValue[]): boolean =>
  Object.entries(rule).every(([name, keys]) => {
    const at = axes.findIndex((axis) => axis.name === name);
    return keys.includes(chosen[at]?.key ?? '');
  });

function isWanted(
  { include, exclude }: Matrix,
  axes: readonly FullAxis[],
  chosen: readonly AxisValue[],
): boolean {
  const some = (rules: readonly CellRule[]): boolean => rules.some((rule) => fits(rule, axes, chosen));
  if (some(include)) return true;
  return exclude.length > 0 ? !some(exclude) : include.length === 0;
}

function cellOf(
  matrix: Matrix,
  axes: readonly FullAxis[],
  chosen: readonly AxisValue[],
  at: readonly number[],
): Cell {
  const id = axes.map((axis, n) => `${axis.name}=${chosen[n]?.key ?? ''}`).join(',');
  const rule = matrix.expect.find((each) => fits(each.when, axes, chosen));
  const overlay = [matrix.base, ...chosen.map((each) => each.overlay)].reduce(over);
  return {
    id,
    at,
    content: {
      ...(overlay as JsonObject),
      name: chosen.map((each) => each.label).join(' · '),
      ...(rule ? { expect: rule.expect as JsonObject } : {}),
    },
  };
}

const isMap = (value: unknown): value is Readonly<Record<string, Json>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Fields of maps are joined, lists follow each other, everything else is replaced by what comes later. */
function over(before: Overlay, after: Overlay): Overlay {
  const joined: Record<string, unknown> = { ...before };
  for (const [name, value] of Object.entries(after)) {
    const old = joined[name];
    if (value === undefined) continue;
    if (Array.isArray(old) && Array.isArray(value)) joined[name] = [...old, ...value];
    else if (name !== 'world' && isMap(old) && isMap(value)) joined[name] = { ...old, ...value };
    else joined[name] = value;
  }
  return joined as Overlay;
}
