import type { LicenseInspectView, LicenseVerdictView } from '../contract.ts';
import { oneLine, time } from '../draw/format.ts';
import { mark, stateWord, toneOf } from '../draw/marks.ts';
import { blank, bold, dim, type Line, span } from '../draw/span.ts';
import { paragraph } from '../draw/wrap.ts';
import type { Words } from '../i18n/index.ts';
import type { Block } from '../screens/screen.ts';
import { block } from './basics.ts';

const inset = (line: Line): Line => [span('  '), ...line];

/** Every field of a licence with its value and meaning. */
export function inspectBlocks(view: LicenseInspectView, words: Words, width: number): readonly Block[] {
  const { t } = words;
  const alike = words.say(view.stateText).toLowerCase() === stateWord(view.state, t).toLowerCase();
  return [
    block([
      [
        mark(view.state),
        bold(` ${stateWord(view.state, t)}`),
        dim(alike ? '' : `  ${words.say(view.stateText)}`),
      ],
      [dim(t('verdict.at', { at: time(view.at) }))],
      blank,
    ]),
    ...view.notes.map((note) =>
      block(paragraph(`! ${words.say(note.message)}  ${note.code}`, width, 'warn')),
    ),
    ...view.fields.map((field) =>
      block([
        [bold(field.name), dim(`  ${words.say(field.title)}`)],
        ...paragraph(oneLine(field.value) || '—', width - 2).map(inset),
        ...paragraph(words.say(field.meaning), width - 2, 'dim').map(inset),
      ]),
    ),
    ...(view.unknownFields.length === 0
      ? []
      : [
          block([
            blank,
            ...paragraph(`${t('licenses.unknownFields')} ${view.unknownFields.join(', ')}`, width, 'warn'),
          ]),
        ]),
  ];
}

/** The verdict over a licence and why. Unknown is never valid. */
export function verdictBlocks(view: LicenseVerdictView, words: Words, width: number): readonly Block[] {
  const { t } = words;
  const word = t(`verdict.${view.verdict}`);
  return [
    block([
      [mark(view.verdict), bold(` ${word}`, toneOf(view.verdict))],
      ...paragraph(words.say(view.summary), width),
      blank,
      ...view.reasons.flatMap((reason) => [
        ...paragraph(words.say(reason.message), width),
        [dim(`  ${reason.code}`)],
      ]),
      blank,
      ...(view.licenseId === undefined ? [] : [[dim(`${t('common.id')}  `), span(view.licenseId)]]),
      ...(view.key === undefined ? [] : [[dim(`${t('verdict.key')}  `), span(view.key)]]),
      [dim(t('verdict.at', { at: time(view.at) }))],
    ]),
  ];
}
