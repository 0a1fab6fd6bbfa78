import type { Diagnostic } from '../../core/diagnostics/index.ts';
import { type LocalText, text } from '../../core/text.ts';
import { visible, visibleLine } from '../../core/visible.ts';
import type { Verdict } from '../../core/watch/index.ts';
import { type Io, say, tr } from '../io.ts';
import { placeText } from '../report.ts';
import type { Presenters } from './presenter.ts';
import { printFailure } from './rehearsals.ts';

const words = {
  watching: text(
    'Watching {root} ({files} files); Ctrl-C ends it.',
    '正在监视 {root}({files} 个文件);按 Ctrl-C 结束。',
  ),
  succeeded: text('the install would succeed', '安装会成功'),
  failed: text('the install would fail', '安装会失败'),
  unreadable: text('cannot be rehearsed', '无法演练'),
  lint: text('lint', '检查'),
  error: text('{n} error', '{n} 错误'),
  errors: text('{n} errors', '{n} 错误'),
  warning: text('{n} warning', '{n} 警告'),
  warnings: text('{n} warnings', '{n} 警告'),
  cured: text('cured', '已消除'),
  found: text('new', '新增'),
  still: text('still', '仍有'),
  again: text('evaluated', '重新计算'),
  first: text('everything', '全部'),
  form: text('form', '表单'),
  plan: text('plan', '计划'),
  rules: text('{rules} of {all} rules', '{rules}/{all} 条规则'),
  ended: text('{verdicts} verdicts', '共 {verdicts} 次结论'),
};

const MOST = 10;

/** What was evaluated again, in a few words. */
function againLine({ seq, again }: Verdict, io: Io): string {
  if (seq === 1) return tr(io, words.first);
  const rules = tr(io, words.rules)
    .replace('{rules}', String(again.rules))
    .replace('{all}', String(again.ofRules));
  return [
    ...(again.rules > 0 ? [rules] : []),
    ...(again.form ? [tr(io, words.form)] : []),
    ...(again.plan ? [tr(io, words.plan)] : []),
    ...again.charts.map(visibleLine),
  ].join(', ');
}

const diagnosticLine = (each: Diagnostic, io: Io): string =>
  `${each.code}  ${visible(`${placeText({ file: each.file, ...(each.range ? { range: each.range } : {}) })}: ${tr(io, each.message)}`)}`;

const failureKey = ({ code, message }: Verdict['failures'][number]): string => `${code} ${message.en}`;

/** A verdict as a line, with what is new and what is cured below it. */
function printVerdict(verdict: Verdict, io: Io): void {
  const { color } = io;
  const { status, lint, took, changed, news, failures, error } = verdict;
  const paint = status === 'succeeded' ? color.green : color.red;
  const mark = { succeeded: '✓', failed: '✗', unreadable: '!' }[status];
  const count = (n: number, one: LocalText, more: LocalText): string =>
    tr(io, n === 1 ? one : more).replace('{n}', String(n));
  const counts = `${tr(io, words.lint)} ${count(lint.error, words.error, words.errors)}, ${count(lint.warning, words.warning, words.warnings)}`;
  const files =
    changed.length > 0
      ? `${changed.slice(0, 3).map(visibleLine).join(', ')}${changed.length > 3 ? ', …' : ''}  `
      : '';
  say(
    io,
    `${color.dim(files)}${paint(`${mark} ${tr(io, words[status])}`)}  ${color.dim(`${counts}  ${Math.round(took)} ms  ${tr(io, words.again)}: ${againLine(verdict, io) || '-'}`)}`,
  );
  if (error) say(io, `  ${color.red(error.code)}  ${visible(tr(io, error.message))}`);
  for (const each of news.cured.slice(0, MOST))
    say(io, `  ${color.green(`✓ ${tr(io, words.cured)}`)} ${each.code}  ${visible(tr(io, each.message))}`);
  const fresh = verdict.seq === 1 ? failures : news.failed;
  for (const each of fresh.slice(0, MOST)) printFailure(each, io);
  // A verdict may have come over a socket: the same failure is then not the same object.
  const told = new Set(fresh.map(failureKey));
  for (const each of failures.filter((one) => !told.has(failureKey(one))).slice(0, MOST))
    say(io, `  ${color.dim(`${tr(io, words.still)} ${each.code}`)}  ${visible(tr(io, each.message))}`);
  for (const each of news.found.slice(0, MOST))
    say(io, `  ${color.yellow(`! ${tr(io, words.found)}`)} ${diagnosticLine(each, io)}`);
  for (const each of news.mended.slice(0, MOST))
    say(io, `  ${color.green(`✓ ${tr(io, words.cured)}`)} ${diagnosticLine(each, io)}`);
}

export const presenters = {
  'project.watch': {
    status: ({ cancelled, last }) => (cancelled ? 130 : last?.status === 'succeeded' ? 0 : 1),
    events: (io) => ({
      show(event) {
        if (event.type === 'watching')
          say(
            io,
            io.color.dim(
              tr(io, words.watching)
                .replace('{root}', visibleLine(event.root))
                .replace('{files}', String(event.files)),
            ),
          );
        if (event.type === 'verdict') printVerdict(event.verdict, io);
      },
      end: () => undefined,
    }),
    text: ({ verdicts }, io) =>
      say(io, io.color.dim(tr(io, words.ended).replace('{verdicts}', String(verdicts)))),
  },
} satisfies Presenters;
