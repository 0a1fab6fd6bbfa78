import { reportOf } from '../../actions/errors.ts';
import { mark } from '../../draw/marks.ts';
import { dim, type Line, span } from '../../draw/span.ts';
import { shorten } from '../../draw/width.ts';
import type { Scene } from '../../state/app.ts';

const MOST_NEWS = 3;

/** The verdict on a project that is watched: one line, and what is new or cured below it. */
export function watchLines({ heat, words }: Scene, dir: string, width: number): readonly Line[] {
  const watched = heat.watched[dir];
  if (!watched) return [];
  const { t, say } = words;
  if (watched.error !== undefined) {
    const report = reportOf(watched.error);
    return [[mark('error'), span(` ${report.code} `), dim(shorten(say(report.message), width - 20))]];
  }
  const { verdict } = watched;
  if (!verdict) return [[mark('running'), dim(` ${t('watch.first')}`)]];
  const { status, lint, took, changed, seq, news } = verdict;
  const said = `${Math.round(took)} ms  ${t('watch.lint', { error: lint.error, warning: lint.warning })}`;
  const file = seq > 1 && changed[0] !== undefined ? `  ${changed[0]}` : '';
  const good = status === 'succeeded';
  const head: Line = [
    mark(status === 'unreadable' ? 'error' : status),
    span(` ${t(`watch.${status}`)}`, good ? 'good' : 'bad'),
    dim(`  ${shorten(said + file, Math.max(10, width - 28))}`),
  ];
  const lines: Line[] = [head];
  const add = (state: string, word: string, code: string, message: string): void => {
    lines.push([
      mark(state),
      span(` ${word} ${code} `),
      dim(shorten(message, Math.max(10, width - code.length - 12))),
    ]);
  };
  if (verdict.error) add('error', '', verdict.error.code, say(verdict.error.message));
  for (const each of news.cured) add('passed', t('watch.cured'), each.code, say(each.message));
  for (const each of news.failed) add('failed', t('watch.new'), each.code, say(each.message));
  for (const each of news.mended)
    add('passed', t('watch.cured'), each.code, `${each.file}: ${say(each.message)}`);
  for (const each of news.found)
    add(
      each.severity,
      t('watch.new'),
      each.code,
      `${each.file}:${each.range?.start.line ?? 1}: ${say(each.message)}`,
    );
  if (seq === 1) {
    const [first] = verdict.failures;
    if (first) add('failed', '', first.code, say(first.message));
  }
  return lines.slice(0, 1 + MOST_NEWS);
}
