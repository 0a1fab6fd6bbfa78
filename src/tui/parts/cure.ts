import type { CureView } from '../contract.ts';
import { mark } from '../draw/marks.ts';
import { blank, bold, dim, type Line, span } from '../draw/span.ts';
import { paragraph } from '../draw/wrap.ts';
import type { Words } from '../i18n/index.ts';
import { diffLines } from './diff.ts';

/** What a cure would do, or did: failure by failure what is changed, what then comes, and the differences in the files. */
export function cureLines(view: CureView, words: Words, width: number): readonly Line[] {
  const { t, say } = words;
  const { status, steps, files, why, left, written } = view;
  const told = steps.flatMap(({ failure, title, besides, after, next }): readonly Line[] => [
    [mark('failed'), span(' '), bold(t('cure.before', { code: failure.code }))],
    ...paragraph(say(failure.message), width - 2, 'dim').map((line): Line => [span('  '), ...line]),
    ...paragraph(`${t('cure.title')}: ${say(title)}`, width, 'good'),
    ...besides.flatMap((each) =>
      paragraph(say(each), width - 2, 'dim').map((line): Line => [span('  '), ...line]),
    ),
    [mark(after), span(` ${t(`cure.after.${after}`, { code: next ?? '' })}`)],
    blank,
  ]);
  const diffs = files.flatMap((each): readonly Line[] => [
    [bold(each.name), dim(each.isNew ? `  ${t('cure.new')}` : '')],
    ...diffLines(each.diff, width),
    blank,
  ]);
  const end =
    status === 'fine'
      ? [...(why ? paragraph(say(why), width, 'warn') : []), ...paragraph(t('cure.fine'), width)]
      : status === 'stuck'
        ? [
            ...paragraph(t('cure.stuck', { why: why ? say(why) : '' }), width, 'bad'),
            ...(left ? paragraph(say(left.remedy), width, 'dim') : []),
          ]
        : status === 'cured'
          ? paragraph(`${t('cure.cured')} ${files.length === 0 ? t('cure.inFiles') : ''}`, width, 'good')
          : [];
  const done = written
    ? paragraph(t('cure.written', { files: files.map((each) => each.name).join(', ') }), width, 'good')
    : [];
  return [...told, ...diffs, ...end, ...done];
}
