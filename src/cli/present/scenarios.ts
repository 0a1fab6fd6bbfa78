import type { GoldenView } from '../../actions/index.ts';
import { whyLines } from '../../core/scenarios/index.ts';
import { text } from '../../core/text.ts';
import { visible, visibleLine } from '../../core/visible.ts';
import { type Io, say, tr } from '../io.ts';
import { placeText } from '../report.ts';
import { table } from '../table.ts';
import type { Presenters } from './presenter.ts';

const words = {
  none: text(
    'No scenarios yet: write one into scenarios/*.yaml.',
    '还没有场景:请在 scenarios/*.yaml 中编写。',
  ),
  file: text('FILE', '文件'),
  name: text('NAME', '名称'),
  expects: text('EXPECTS', '期望'),
  faults: text('FAULTS', '故障'),
  fault: text('FAULT', '故障'),
  does: text('WHAT IT DOES', '作用'),
  target: text('TARGET', '目标'),
  needed: text('required', '必填'),
  unreadable: text('cannot be read', '无法读取'),
  cured: text('cure checked', '处理方法已验证'),
  passed: text('{passed} of {total} scenarios passed', '{total} 个场景中 {passed} 个通过'),
  written: text('wrote {folder}/ ({files} files)', '已写入 {folder}/({files} 个文件)'),
  broken: text('{error} could not be run', '{error} 个无法运行'),
};

const marks = { passed: '✓', failed: '✗', error: '!', cancelled: '-' } as const;

const MOST_DIFFS = 10;

/** What is other than in the golden files, as a unified diff. */
function printGolden({ status, folder, files, changes, changed }: GoldenView, io: Io): void {
  const { color } = io;
  if (status === 'written')
    say(
      io,
      color.dim(
        `    ${tr(io, words.written).replace('{folder}', visibleLine(folder)).replace('{files}', String(files))}`,
      ),
    );
  if (status !== 'changed') return;
  for (const { diff } of changes.slice(0, MOST_DIFFS)) {
    for (const line of diff.trimEnd().split('\n')) {
      const paint = line.startsWith('+') ? color.green : line.startsWith('-') ? color.red : color.dim;
      say(io, `    ${paint(visibleLine(line))}`);
    }
  }
  if (changed > MOST_DIFFS) say(io, color.dim(`    … ${changed - MOST_DIFFS}`));
}

type Counts = {
  readonly total: number;
  readonly passed: number;
  readonly failed: number;
  readonly error: number;
};

function summary(io: Io, { total, passed, failed, error }: Counts): void {
  const count = tr(io, words.passed).replace('{passed}', String(passed)).replace('{total}', String(total));
  const broken = error > 0 ? `, ${tr(io, words.broken).replace('{error}', String(error))}` : '';
  const paint = failed + error > 0 ? io.color.red : io.color.green;
  say(io);
  say(io, paint(count + broken));
}

export const presenters = {
  'scenario.list': {
    status: (result) => (result.scenarios.some((each) => each.problems.length > 0) ? 1 : 0),
    text({ scenarios }, io) {
      if (scenarios.length === 0) return say(io, tr(io, words.none));
      const rows = scenarios.map((each) => [
        visibleLine(each.file),
        visibleLine(tr(io, each.name)),
        each.problems.length > 0 ? tr(io, words.unreadable) : (each.code ?? each.expected),
        visibleLine(each.faults.join(', ')),
      ]);
      const columns = [words.file, words.name, words.expects, words.faults].map((title) => ({
        title: tr(io, title),
      }));
      for (const line of table(columns, rows)) say(io, line);
      for (const { problems } of scenarios) {
        for (const each of problems) {
          const place = placeText({ file: each.file, ...(each.range ? { range: each.range } : {}) });
          say(io, `${io.color.red(`✗ ${each.code}`)}  ${visible(`${place}: ${tr(io, each.message)}`)}`);
        }
      }
    },
  },
  test: {
    status: ({ counts }) => (counts.cancelled > 0 ? 130 : counts.error > 0 ? 2 : counts.failed > 0 ? 1 : 0),
    events: (io) => {
      // Reports go to files and other programs: nothing stands before them.
      const { err, tty } = io;
      let total = 0;
      let done = 0;
      return {
        show(event) {
          if (event.type === 'progress') ({ total, done } = event);
          if (event.type !== 'result' || !tty) return;
          err.write(`\r\u001b[K${done}/${total} ${visibleLine(event.result.file)}`);
        },
        end() {
          if (tty) err.write('\r\u001b[K');
        },
      };
    },
    text(result, io) {
      if (result.format === 'json') return say(io, JSON.stringify(result.results));
      if (result.format !== 'text') return void io.out.write(result.report);
      for (const each of result.results) {
        const paint = each.status === 'passed' ? io.color.green : io.color.red;
        const cured = each.cure?.passes ? io.color.dim(`  (${tr(io, words.cured)})`) : '';
        say(
          io,
          `${paint(marks[each.status])} ${visibleLine(each.file)}  ${io.color.dim(visibleLine(tr(io, each.title)))}${cured}`,
        );
        for (const line of whyLines(each, io.lang)) say(io, `    ${visible(line)}`);
        if (each.golden) printGolden(each.golden, io);
        if (each.status === 'failed')
          for (const failure of each.failures.slice(0, 3))
            say(io, `    ${io.color.dim(`${failure.code}: ${visible(tr(io, failure.message))}`)}`);
      }
      summary(io, result.counts);
    },
  },
  'fault.list': {
    text(faults, io) {
      const rows = faults.map((each) => [
        each.kind,
        tr(io, each.does),
        `${tr(io, each.target)}${each.needsTarget ? ` (${tr(io, words.needed)})` : ''}`,
      ]);
      const columns = [words.fault, words.does, words.target].map((title) => ({ title: tr(io, title) }));
      for (const line of table(columns, rows)) say(io, line);
    },
  },
} satisfies Presenters;
