import stringWidth from 'string-width';
import type { CellView, MatrixView } from '../../actions/index.ts';
import { CELL_LETTERS, matrixGrid } from '../../client/index.ts';
import { whyLines } from '../../core/scenarios/index.ts';
import { text } from '../../core/text.ts';
import { visible, visibleLine } from '../../core/visible.ts';
import { type Io, say, tr } from '../io.ts';
import { placeText } from '../report.ts';
import { table } from '../table.ts';
import type { Presenters } from './presenter.ts';

const words = {
  none: text(
    'No matrix yet: write one into scenarios/NAME.matrix.yaml.',
    '还没有矩阵:请在 scenarios/名称.matrix.yaml 中编写。',
  ),
  file: text('FILE', '文件'),
  name: text('NAME', '名称'),
  axes: text('AXES', '轴'),
  unreadable: text('cannot be read', '无法读取'),
  legend: {
    succeeds: text('succeeds', '成功'),
    expected: text('fails as expected', '按期望失败'),
    fails: text('not as expected', '不符合期望'),
    error: text('could not be run', '无法运行'),
    cancelled: text('cancelled', '已取消'),
  },
  summary: text(
    '{good} of {total} cells as expected; {ms} ms on {workers} threads',
    '{total} 个单元中 {good} 个符合期望;{workers} 个线程用时 {ms} 毫秒',
  ),
  play: text(
    'Play one: drydock simulate {dir} --scenario "{scenario}"',
    '演练其中一个:drydock simulate {dir} --scenario "{scenario}"',
  ),
};

const STATES = ['succeeds', 'expected', 'fails', 'error', 'cancelled'] as const;
const MOST_TOLD = 20;

function paintOf(io: Io, state: (typeof STATES)[number]): (words: string) => string {
  const { color } = io;
  return {
    succeeds: color.green,
    expected: color.cyan,
    fails: color.red,
    error: color.magenta,
    cancelled: color.dim,
  }[state];
}

/** The heat map: columns are numbered above and named below, so that it stays narrow. */
function printGrid(view: MatrixView, io: Io): void {
  const grid = matrixGrid(view);
  const rowNames = grid.rows.map((row) => visibleLine(row.labels.join(' · ')));
  const left = Math.max(...rowNames.map((name) => stringWidth(name)), 1);
  const wide = String(grid.columns.length).length;
  const pad = (name: string): string => name + ' '.repeat(left - stringWidth(name));
  if (view.columns.length > 0)
    say(io, `${' '.repeat(left)}  ${grid.columns.map((_, i) => String(i + 1).padStart(wide)).join(' ')}`);
  grid.at.forEach((line, r) => {
    const cells = line.map((index) => {
      const cell = index === undefined ? undefined : view.cells[index];
      const letter = (cell ? CELL_LETTERS[cell.state] : ' ').padStart(wide);
      return cell ? paintOf(io, cell.state)(letter) : letter;
    });
    say(io, `${pad(rowNames[r] ?? '')}  ${cells.join(' ')}`);
  });
  say(io);
  if (view.columns.length > 0) {
    say(
      io,
      io.color.dim(
        `${view.rows.map(visibleLine).join(' · ')} × ${view.columns.map(visibleLine).join(' · ')}`,
      ),
    );
    for (const [i, column] of grid.columns.entries())
      say(io, `  ${String(i + 1).padStart(wide)}  ${visibleLine(column.labels.join(' · '))}`);
  }
  const legend = STATES.filter((state) => view.counts[state] > 0).map(
    (state) =>
      `${paintOf(io, state)(CELL_LETTERS[state])} ${tr(io, words.legend[state])} (${view.counts[state]})`,
  );
  say(io, legend.join('   '));
}

/** Cells that failed for the same reason: the reason once, then which they are. */
function printGroup(cells: readonly CellView[], io: Io): void {
  const [one] = cells;
  if (!one?.result) return;
  const { state, result } = one;
  const [failure] = result.failures;
  const letter = paintOf(io, state)(CELL_LETTERS[state]);
  const [first = ''] = whyLines(result, io.lang);
  const headline = failure
    ? `${failure.code}  ${tr(io, failure.message)}`
    : first.replace(`${result.file}: `, '');
  say(io);
  say(io, `${letter} ${visible(headline)}`);
  const cause = failure?.causes.find((each) => each.place);
  if (cause?.place)
    say(io, `    ${io.color.dim(visible(`${placeText(cause.place)}: ${tr(io, cause.text)}`))}`);
  if (failure?.cure) say(io, `    ${visible(tr(io, failure.cure.title))}`);
  for (const { id } of cells.slice(0, MOST_TOLD)) say(io, `    ${io.color.dim('·')} ${visibleLine(id)}`);
  if (cells.length > MOST_TOLD) say(io, io.color.dim(`    … ${cells.length - MOST_TOLD}`));
}

function printMatrix(view: MatrixView, io: Io): void {
  say(io, io.color.bold(visibleLine(tr(io, view.name))));
  say(io);
  printGrid(view, io);
  const bad = view.cells.filter((each) => each.state === 'fails' || each.state === 'error');
  const groups = Map.groupBy(bad, ({ result }) => {
    const said = result?.error?.message.en ?? result?.failures[0]?.message.en;
    return said ?? result?.reasons.map((each) => each.text.en).join() ?? '';
  });
  for (const cells of [...groups.values()].slice(0, MOST_TOLD)) printGroup(cells, io);
  if (groups.size > MOST_TOLD) say(io, io.color.dim(`… ${groups.size - MOST_TOLD}`));
  const { counts, took, workers, dir } = view;
  const good = counts.succeeds + counts.expected;
  say(io);
  const paint = good === counts.total ? io.color.green : io.color.red;
  say(
    io,
    paint(
      tr(io, words.summary)
        .replace('{good}', String(good))
        .replace('{total}', String(counts.total))
        .replace('{ms}', String(Math.round(took)))
        .replace('{workers}', String(workers)),
    ),
  );
  const [first] = bad;
  if (first)
    say(
      io,
      io.color.dim(
        tr(io, words.play)
          .replace('{dir}', visibleLine(dir))
          .replace('{scenario}', visibleLine(first.scenario)),
      ),
    );
}

export const presenters = {
  'matrix.list': {
    status: ({ matrices }) => (matrices.some((each) => each.problems.length > 0) ? 1 : 0),
    text({ matrices }, io) {
      if (matrices.length === 0) return say(io, tr(io, words.none));
      const rows = matrices.map((each) => [
        visibleLine(each.file),
        visibleLine(tr(io, each.name)),
        each.problems.length > 0 ? tr(io, words.unreadable) : visibleLine(each.axes.join(' × ')),
      ]);
      const columns = [words.file, words.name, words.axes].map((title) => ({ title: tr(io, title) }));
      for (const line of table(columns, rows)) say(io, line);
      for (const each of matrices.flatMap(({ problems }) => problems)) {
        const place = placeText({ file: each.file, ...(each.range ? { range: each.range } : {}) });
        say(io, `${io.color.red(`✗ ${each.code}`)}  ${visible(`${place}: ${tr(io, each.message)}`)}`);
      }
    },
  },
  matrix: {
    status: ({ counts }) => (counts.cancelled > 0 ? 130 : counts.error > 0 ? 2 : counts.fails > 0 ? 1 : 0),
    events: ({ err, tty }) => ({
      show(event) {
        if (event.type === 'progress' && tty) err.write(`\r\u001b[K${event.done}/${event.total}`);
      },
      end() {
        if (tty) err.write('\r\u001b[K');
      },
    }),
    text(view, io) {
      if (view.format === 'json') return say(io, JSON.stringify(view));
      if (view.format !== 'text') return void io.out.write(view.report);
      printMatrix(view, io);
    },
  },
} satisfies Presenters;
