import { DrydockError } from '../errors/index.ts';
import { autoAnswers } from '../form/index.ts';
import { parsePackage } from '../package/index.ts';
import {
  fileProblem,
  jobOf,
  type LoadOptions,
  readScenario,
  readSmall,
  type Scenario,
  type ScenarioJob,
} from '../scenarios/index.ts';
import { expand, type FullAxis, fillAxes } from './expand.ts';
import type { AxisValue, Cell, Matrix } from './model.ts';
import { keyOf, readMatrix } from './read.ts';

/** Options of an arg that become values of an axis. */
const MOST_OPTIONS = 50;

/** A matrix with its cells. */
export interface LoadedMatrix {
  readonly matrix: Matrix;
  readonly axes: readonly FullAxis[];
  readonly cells: readonly Cell[];
  readonly path: string;
}

/**
 * Reads a matrix file and finds its cells; where an axis is "every option of an arg", the form is answered under the base
 * conditions. Errors: SCENARIO_UNKNOWN, INPUT_FILE_INVALID, MATRIX_ARG, MATRIX_TOO_LARGE, MATRIX_EMPTY, those of the package.
 */
export async function loadMatrix(path: string, options: LoadOptions): Promise<LoadedMatrix> {
  const name = options.name ?? path;
  const { matrix, diagnostics } = readMatrix(await readSmall(path), name);
  if (!matrix) throw fileProblem(name, diagnostics);
  const asked = matrix.axes.some((axis) => 'optionsOf' in axis);
  const options_ = asked ? await formOptions(matrix, path, options) : () => [];
  const axes = fillAxes(matrix.axes, options_);
  return { matrix, axes, cells: expand(matrix, axes), path };
}

async function formOptions(matrix: Matrix, path: string, options: LoadOptions) {
  const job = await jobOf(scenarioOf(matrix, { ...matrix.base }, 'base'), path, options);
  const { model } = parsePackage({ root: job.source.root, files: new Map(job.source.files) });
  const given = job.answers === 'auto' ? {} : job.answers;
  const state = autoAnswers({ model, world: job.world, given });
  return (axis: string, arg: string): readonly AxisValue[] => {
    const field = state.fields.find((each) => each.name === arg);
    const open = (field?.options ?? []).filter((each) => !each.disabled);
    const values =
      field?.input === 'boolean' && open.length === 0
        ? [true, false].map((value) => ({ key: String(value), label: String(value), value }))
        : open;
    if (values.length === 0) {
      const known = state.fields.filter((each) => each.options.length > 0).map((each) => each.name);
      throw new DrydockError('MATRIX_ARG', { file: matrix.file, axis, arg, known: known.join(', ') || '-' });
    }
    if (values.length > MOST_OPTIONS)
      throw new DrydockError('MATRIX_TOO_LARGE', {
        file: matrix.file,
        cells: values.length,
        limit: MOST_OPTIONS,
      });
    const keys = new Set<string>();
    return values.map(({ key, label, value }) => {
      let own = keyOf(key);
      while (keys.has(own)) own += '~';
      keys.add(own);
      return { key: own, label, overlay: { answers: { [arg]: value } } };
    });
  };
}

function scenarioOf({ file }: Matrix, content: object, id: string): Scenario {
  const name = `${file}#${id}`;
  const { scenario, diagnostics } = readScenario(JSON.stringify(content), name);
  if (!scenario) throw fileProblem(name, diagnostics);
  // Places in the text above are places in no file.
  return { ...scenario, ranges: {} };
}

/** The scenario of a cell, with all that it needs. Errors: those of `loadScenario`. */
export const cellJob = (
  { matrix, path }: LoadedMatrix,
  cell: Cell,
  options: LoadOptions,
): Promise<ScenarioJob> => jobOf(scenarioOf(matrix, cell.content, cell.id), path, options);

/** A cell by its id or its number from 1. Error: MATRIX_CELL. */
export function findCell({ matrix, cells }: LoadedMatrix, id: string): Cell {
  const found = cells.find((each) => each.id === id) ?? cells[Number(id) - 1];
  if (!found)
    throw new DrydockError('MATRIX_CELL', { file: matrix.file, cell: id, first: cells[0]?.id ?? '' });
  return found;
}
