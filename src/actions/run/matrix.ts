import { availableParallelism } from 'node:os';
import { DrydockError } from '../../core/errors/index.ts';
import {
  type Cell,
  type CellState,
  type CrewCell,
  cellJob,
  cellState,
  type LoadedMatrix,
  loadMatrix,
  readMatrix,
  runCrew,
} from '../../core/matrix/index.ts';
import type { PackageSource } from '../../core/package/index.ts';
import {
  errorResult,
  findYamlFiles,
  isMatrixFile,
  type LoadOptions,
  readForList,
  reportAs,
  type ScenarioResult,
} from '../../core/scenarios/index.ts';
import { sameText } from '../../core/text.ts';
import type { ActionContext } from '../action.ts';
import type {
  CellView,
  MatrixEvent,
  MatrixFileView,
  MatrixListView,
  MatrixShape,
  MatrixView,
} from '../matrix-views.ts';

const MOST_WORKERS = 8;

export async function list({ dir }: { dir: string }): Promise<MatrixListView> {
  const found = (await findYamlFiles(dir)).filter(({ path }) => isMatrixFile(path));
  return { dir, matrices: await Promise.all(found.map(viewOf)) };
}

async function viewOf({ path, file }: { path: string; file: string }): Promise<MatrixFileView> {
  const { matrix, diagnostics } = readMatrix(await readForList(path), file);
  return {
    path,
    file,
    name: matrix?.title ?? sameText(file),
    about: matrix?.about ?? null,
    axes: matrix?.axes.map((axis) => axis.name) ?? [],
    problems: diagnostics,
  };
}

async function chosenFile(dir: string, file: string | undefined): Promise<{ path: string; name: string }> {
  const { matrices } = await list({ dir });
  if (file !== undefined)
    return { path: file, name: matrices.find((each) => each.path === file)?.file ?? file };
  const [only, second] = matrices;
  if (!only) throw new DrydockError('MATRIX_NONE', { dir });
  if (second)
    throw new DrydockError('MATRIX_WHICH', { dir, files: matrices.map((each) => each.file).join(', ') });
  return { path: only.path, name: only.file };
}

interface Input {
  readonly dir: string;
  readonly file?: string | undefined;
  readonly workers?: number | undefined;
  readonly format: MatrixView['format'];
}

/** Runs a matrix; first its shape, then each cell as it is done. */
export async function run(input: Input, context: ActionContext<MatrixEvent>): Promise<MatrixView> {
  const { dir, format } = input;
  const { engine, dataDir, signal, lang, emit } = context;
  const started = performance.now();
  const { path, name } = await chosenFile(dir, input.file);
  const options: LoadOptions = {
    name,
    project: dir,
    now: engine.clock().getTime(),
    signal,
    sources: new Map<string, Promise<PackageSource>>(),
  };
  const loaded = await loadMatrix(path, options);
  const shape = shapeOf(loaded, name);
  const { cells } = loaded;
  const workers = Math.min(input.workers ?? Math.min(availableParallelism(), MOST_WORKERS), cells.length);
  emit({ type: 'matrix', matrix: shape, workers });
  const views: CellView[] = cells.map((cell) => viewOfCell(path, cell, null));
  let done = 0;
  const progress = (): void =>
    emit({ type: 'progress', what: name, done, total: cells.length, unit: 'items' });
  progress();
  const put = (index: number, result: ScenarioResult): void => {
    const cell = cells[index];
    if (!cell) return;
    const view = viewOfCell(path, cell, result);
    views[index] = view;
    done += 1;
    emit({ type: 'cell', index, cell: view });
    progress();
  };
  const jobs: { readonly index: number; readonly cell: CrewCell }[] = [];
  for (const [index, cell] of cells.entries()) {
    signal.throwIfAborted();
    try {
      jobs.push({ index, cell: await crewCell(loaded, cell, options) });
    } catch (error) {
      // A version or world that cannot be read costs its own cells only.
      if (!(error instanceof DrydockError)) throw error;
      put(index, unreadable(loaded, cell, error));
    }
  }
  await runCrew(
    jobs.map((each) => each.cell),
    {
      workers,
      dataDir,
      signal,
      lookupImage: (reference) => engine.registry.resolveImage(reference),
      onResult: (at, result) => put(jobs[at]?.index ?? -1, result),
    },
  );
  const results = views.flatMap(({ result }) => (result ? [result] : []));
  return {
    ...shape,
    dir,
    cells: views,
    counts: countsOf(views),
    workers,
    took: performance.now() - started,
    report: reportAs(format, results, lang),
    format,
  };
}

async function crewCell(loaded: LoadedMatrix, cell: Cell, options: LoadOptions): Promise<CrewCell> {
  const job = await cellJob(loaded, cell, options);
  const { worldFile, world } = job.scenario;
  return { job, sourceKey: job.project, worldKey: JSON.stringify([worldFile ?? null, world ?? null]) };
}

const shapeOf = ({ matrix, axes, cells, path }: LoadedMatrix, file: string): MatrixShape => ({
  path,
  file,
  name: matrix.title,
  about: matrix.about ?? null,
  axes: axes.map(({ name, values }) => ({ name, values: values.map(({ key, label }) => ({ key, label })) })),
  rows: matrix.rows,
  columns: matrix.columns,
  cells: cells.map(({ id, at }) => ({ id, at })),
});

const viewOfCell = (path: string, { id, at }: Cell, result: ScenarioResult | null): CellView => ({
  id,
  at,
  scenario: `${path}#${id}`,
  state: result ? cellState(result) : 'cancelled',
  result,
});

function countsOf(cells: readonly CellView[]): MatrixView['counts'] {
  const count = (state: CellState): number => cells.filter((each) => each.state === state).length;
  return {
    total: cells.length,
    succeeds: count('succeeds'),
    expected: count('expected'),
    fails: count('fails'),
    error: count('error'),
    cancelled: count('cancelled'),
  };
}

function unreadable({ matrix }: LoadedMatrix, cell: Cell, error: DrydockError): ScenarioResult {
  const name = String(cell.content.name);
  const file = `${matrix.file}#${cell.id}`;
  return errorResult({ file, name, title: sameText(name), tags: [], faults: [], expected: 'success' }, error);
}
