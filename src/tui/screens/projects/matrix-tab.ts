import { CELL_LETTERS, cellWord, matrixGrid, type ShownState } from '../../../client/index.ts';
import type { CellView, MatrixFileView } from '../../contract.ts';
import { mark } from '../../draw/marks.ts';
import { blank, bold, dim, type Line, type Span, span, type Tone } from '../../draw/span.ts';
import { shorten, widthOf } from '../../draw/width.ts';
import { paragraph } from '../../draw/wrap.ts';
import { block, empty, errorBlocks, heading, skeleton } from '../../parts/basics.ts';
import { answerOf } from '../../state/answers.ts';
import type { Scene } from '../../state/app.ts';
import type { MatrixRun } from '../../state/heat.ts';
import type { Block, DetailView, Size } from '../screen.ts';

type Part = Pick<DetailView, 'head' | 'blocks'>;

const TONES: Readonly<Record<ShownState, Tone>> = {
  succeeds: 'good',
  expected: 'accent',
  fails: 'bad',
  error: 'warn',
  cancelled: 'dim',
  waiting: 'dim',
};
const STATES = Object.keys(TONES) as readonly ShownState[];
/** Marks the pick of a cell, against that of a file. */
const CELL = 'cell ';

const inset = (line: Line): Line => [span('  '), ...line];
const stateOf = (cell: CellView | undefined): ShownState => cell?.state ?? 'waiting';
/** A letter on a block of its colour; without colour the letter says it. */
const letter = (state: ShownState): Span =>
  span(` ${CELL_LETTERS[state]} `, TONES[state], {
    inverse: state === 'fails' || state === 'succeeds',
    bold: true,
  });

/** What Enter on a pick means: a matrix file to run, or a cell's scenario to play. */
export const pickedCell = (pick: string): string | undefined =>
  pick.startsWith(CELL) ? pick.slice(CELL.length) : undefined;

/** The project's matrices, which Enter runs, and the heat map of the one that ran; Enter on a cell plays it. */
export function matrixBlocks(scene: Scene, dir: string, { width }: Size): Part {
  const { words, heat } = scene;
  const { t } = words;
  const { data, error } = answerOf(scene.answers, 'matrix.list', { dir });
  const head = [[dim(t('matrix.hint'))], blank];
  if (error !== undefined) return { head, blocks: errorBlocks(error, words, width) };
  if (!data) return { head, blocks: skeleton(words) };
  if (data.matrices.length === 0)
    return { head, blocks: empty(t('matrix.none'), t('matrix.none.help'), width) };
  const run = heat.runs[dir];
  return {
    head,
    blocks: [
      ...data.matrices.map((each) => fileBlock(scene, each, run, width)),
      ...(run ? runBlocks(scene, run, width) : []),
    ],
  };
}

function fileBlock(
  { words }: Scene,
  matrix: MatrixFileView,
  run: MatrixRun | undefined,
  width: number,
): Block {
  const isThis = run?.file === matrix.path;
  const state =
    matrix.problems.length > 0
      ? 'error'
      : isThis
        ? run.took === undefined
          ? 'running'
          : 'completed'
        : 'waiting';
  return {
    pick: matrix.path,
    lines: [
      [mark(state), span(' '), bold(shorten(words.say(matrix.name), width - 4))],
      [span('  '), dim(shorten(`${matrix.file}  ${matrix.axes.join(' × ')}`, width - 2))],
      ...matrix.problems.flatMap((each) =>
        paragraph(
          `${each.file}:${each.range?.start.line ?? 1}  ${words.say(each.message)}`,
          width - 2,
          'bad',
        ).map(inset),
      ),
    ],
  };
}

function runBlocks(scene: Scene, run: MatrixRun, width: number): readonly Block[] {
  const { words } = scene;
  const { matrix, cells, workers, took, error } = run;
  if (error !== undefined) return errorBlocks(error, words, width);
  if (!matrix) return skeleton(words);
  const done = cells.filter((each) => each !== undefined).length;
  const grid = matrixGrid(matrix);
  const names = grid.rows.map((row) => row.labels.join(' · '));
  const left = Math.min(Math.max(4, ...names.map(widthOf)), Math.floor(width / 2));
  const pad = (name: string): string => {
    const short = shorten(name, left);
    return short + ' '.repeat(Math.max(0, left - widthOf(short)));
  };
  const room = Math.max(1, Math.floor((width - left - 1) / 3));
  const progress = words.t('matrix.progress', { done, total: cells.length, workers });
  const blocks: Block[] = [
    heading(`${words.say(matrix.name)}  ${progress}${took ? `  ${(took / 1000).toFixed(1)} s` : ''}`),
  ];
  // A map that is wider than the screen goes on below itself.
  for (let from = 0; from < Math.max(1, grid.columns.length); from += room) {
    const some = grid.columns.slice(from, from + room);
    if (matrix.columns.length > 0)
      blocks.push(
        block([
          [
            span(`${' '.repeat(left)} `),
            dim(
              some
                .map((_, i) =>
                  String(from + i + 1)
                    .padStart(2)
                    .padEnd(3),
                )
                .join(''),
            ),
          ],
        ]),
      );
    grid.at.forEach((row, r) => {
      const shown = row
        .slice(from, from + room)
        .map((index) => (index === undefined ? span('   ') : letter(stateOf(cells[index]))));
      blocks.push(block([[span(`${pad(names[r] ?? '')} `), ...shown]]));
    });
    for (const [i, column] of some.entries())
      if (matrix.columns.length > 0)
        blocks.push(
          block([[dim(shorten(`${String(from + i + 1).padStart(3)}  ${column.labels.join(' · ')}`, width))]]),
        );
  }
  const count = (state: ShownState): number => cells.filter((each) => stateOf(each) === state).length;
  const legend = STATES.filter((state) => count(state) > 0).map(
    (state): Line => [letter(state), dim(` ${words.t(`matrix.${state}`)} ${count(state)}`)],
  );
  blocks.push(block([blank, ...legend]));
  const bad = cells.filter((each) => each?.state === 'fails' || each?.state === 'error');
  if (bad.length > 0) blocks.push(heading(words.t('matrix.bad'), bad.length));
  for (const cell of [...bad, ...cells.filter((each) => each?.state === 'expected')])
    if (cell) blocks.push(cellBlock(scene, cell, width));
  return blocks;
}

function cellBlock({ words }: Scene, cell: CellView, width: number): Block {
  const { result } = cell;
  const failure = result?.failures[0];
  const said = result?.error?.message ?? failure?.message ?? result?.reasons[0]?.text;
  const cause = failure?.causes.find((each) => each.place);
  const place = cause?.place?.range ? `${cause.place.file}:${cause.place.range.start.line}  ` : '';
  return {
    pick: `${CELL}${cell.scenario}`,
    lines: [
      [letter(cell.state), span(' '), bold(shorten(cell.id, width - 5))],
      ...(said ? paragraph(`${cellWord(cell)}  ${words.say(said)}`, width - 4).map(inset) : []),
      ...(cause ? paragraph(`${place}${words.say(cause.text)}`, width - 4, 'dim').map(inset) : []),
      ...(failure?.cure ? paragraph(`→ ${words.say(failure.cure.title)}`, width - 4, 'good').map(inset) : []),
    ],
  };
}
