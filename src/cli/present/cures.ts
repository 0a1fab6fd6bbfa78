import type { CureEvent, CureView } from '../../actions/index.ts';
import { text } from '../../core/text.ts';
import { visible, visibleLine } from '../../core/visible.ts';
import { type Io, say, tr } from '../io.ts';
import { placeText } from '../report.ts';
import type { EventView, Presenters, ResultStatus } from './presenter.ts';
import { fill, progress } from './progress.ts';
import { printFailure } from './rehearsals.ts';

const words = {
  before: text('before: the install fails with {code}', '处理前:安装失败,{code}'),
  cure: text('cure', '处理'),
  succeeded: text('after: the install succeeds', '处理后:安装成功'),
  next: text('after: {code}', '处理后:{code}'),
  cancelled: text('cancelled', '已取消'),
  fine: text('The install succeeds as it is; there is nothing to cure.', '安装本身会成功,无需处理。'),
  cured: text('Cured: with the changes above the install succeeds.', '已解决:应用以上修改后安装成功。'),
  inFiles: text(
    'Cured: with the steps above the install succeeds. No file has to change.',
    '已解决:完成以上步骤后安装成功。无需修改任何文件。',
  ),
  stuck: text('Not cured: {why}', '未解决:{why}'),
  written: text('Wrote {files}.', '已写入 {files}。'),
  unwritten: text('Nothing was written; --write does.', '未写入;使用 --write 写入。'),
  notWritten: text('Nothing was written.', '未写入任何内容。'),
};

/** A unified diff in colours. */
export function printDiff(diff: string, io: Io): void {
  const { color } = io;
  for (const line of diff.trimEnd().split('\n')) {
    const isName = line.startsWith('+++') || line.startsWith('---');
    const paint = isName
      ? color.bold
      : line.startsWith('+')
        ? color.green
        : line.startsWith('-')
          ? color.red
          : color.dim;
    say(io, paint(visibleLine(line)));
  }
}

function printCure(view: CureView, io: Io): void {
  const { color } = io;
  const { status, steps, left, why, files } = view;
  for (const { failure, title, besides, after, next } of steps) {
    const place = failure.causes.find((each) => each.place)?.place;
    say(
      io,
      `${color.red('✗')} ${fill(tr(io, words.before), { code: failure.code })}${place ? color.dim(`  ${visible(placeText(place))}`) : ''}`,
    );
    say(io, `    ${visible(tr(io, failure.message))}`);
    say(io, `  ${color.bold(tr(io, words.cure))}  ${visible(tr(io, title))}`);
    for (const each of besides) say(io, `        ${color.dim(visible(tr(io, each)))}`);
    if (after === 'succeeded') say(io, `${color.green('✓')} ${tr(io, words.succeeded)}`);
    else if (after === 'cancelled') say(io, `- ${tr(io, words.cancelled)}`);
    else say(io, `${color.red('✗')} ${fill(tr(io, words.next), { code: next ?? '' })}`);
    say(io);
  }
  for (const { diff } of files) {
    printDiff(diff, io);
    say(io);
  }
  if (status === 'fine') {
    if (why) say(io, color.yellow(`! ${visible(tr(io, why))}`));
    say(io, color.green(tr(io, words.fine)));
  } else if (status === 'cancelled') say(io, tr(io, words.cancelled));
  else if (status === 'stuck') {
    if (left) printFailure(left, io);
    say(io, color.red(fill(tr(io, words.stuck), { why: why ? visible(tr(io, why)) : '' })));
    if (files.length > 0) say(io, tr(io, words.notWritten));
  } else printEnd(view, io);
}

function printEnd({ files, written }: CureView, io: Io): void {
  say(io, io.color.green(tr(io, files.length === 0 ? words.inFiles : words.cured)));
  const names = files.map((each) => visibleLine(each.name)).join(', ');
  if (files.length === 0) return;
  if (written) say(io, fill(tr(io, words.written), { files: names }));
  else say(io, io.color.dim(tr(io, words.unwritten)));
}

const status = ({ status: came }: CureView): ResultStatus =>
  came === 'cancelled' ? 130 : came === 'stuck' ? 1 : 0;

/** Steps are in the result; while it runs only how far it is. */
function events(io: Io): EventView<CureEvent> {
  const bar = progress(io);
  return {
    show(event) {
      if (event.type === 'progress') bar.show(event);
    },
    end: () => bar.end(),
  };
}

export const presenters = {
  'project.cure': { status, events, text: printCure },
  'rehearsal.cure': { status, events, text: printCure },
} satisfies Presenters;
