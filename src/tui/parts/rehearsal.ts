import type { Assumption, Failure, OutputView, RehearsalFinding } from '../contract.ts';
import { oneLine, placeText } from '../draw/format.ts';
import { mark } from '../draw/marks.ts';
import { blank, bold, dim, type Line, span } from '../draw/span.ts';
import { widthOf } from '../draw/width.ts';
import { paragraph, wrapText } from '../draw/wrap.ts';
import type { Words } from '../i18n/index.ts';
import type { Block } from '../screens/screen.ts';
import { block } from './basics.ts';

/** A failure as people read it: what, the chain of causes from file to fact, the cure. */
export function failureBlock(failure: Failure, words: Words, width: number): Block {
  const chain = failure.causes.flatMap((cause, at): readonly Line[] => {
    const kind = words.t(`cause.${cause.kind}`);
    const corner = at === failure.causes.length - 1 ? '└' : '├';
    const lead = `${corner} ${kind}  `;
    const place = cause.place ? `${placeText(cause.place)}  ` : '';
    const room = Math.max(10, width - widthOf(lead));
    return wrapText(span(place + words.say(cause.text)).text, room).map((part, row) => [
      row === 0
        ? dim(lead)
        : dim(corner === '└' ? ' '.repeat(widthOf(lead)) : `│${' '.repeat(widthOf(lead) - 1)}`),
      span(part),
    ]);
  });
  return block([
    [bold(`✗ ${failure.code}`, 'bad')],
    ...(failure.address ? paragraph(failure.address, width, 'dim') : []),
    ...paragraph(words.say(failure.message), width),
    ...chain,
    ...paragraph(`${words.t('failure.cure')}: ${words.say(failure.remedy)}`, width, 'good'),
    ...(failure.cure && words.say(failure.cure.title) !== words.say(failure.remedy)
      ? paragraph(`${words.t('failure.change')}: ${words.say(failure.cure.title)}`, width, 'good')
      : []),
    blank,
  ]);
}

export const assumptionBlock = (each: Assumption, words: Words, width: number): Block => {
  const place = each.place ? `  ${placeText(each.place)}` : '';
  const [first = blank, ...rest] = paragraph(words.say(each.text), width - 2);
  return block([
    [mark('assumed'), span(' '), ...first],
    ...rest.map((line): Line => [span('  '), ...line]),
    [dim(`  ${each.code}${place}`)],
  ]);
};

/** Something that a rehearsal has to say besides its outcome. */
export const findingBlock = (each: RehearsalFinding, words: Words, width: number): Block => {
  const place = each.place ? `  ${placeText(each.place)}` : '';
  const [first = blank, ...rest] = paragraph(words.say(each.message), width - 2);
  return block([
    [mark('warning'), span(' '), ...first],
    ...rest.map((line): Line => [span('  '), ...line]),
    [dim(`  ${each.code}${place}`)],
  ]);
};

/** Outputs by name, each value in full on lines of its own where it is long. */
export const outputBlock = (output: OutputView, words: Words, width: number): Block => {
  const value = oneLine(output.value);
  const note = output.sensitive ? dim(`  ${words.t('outputs.sensitive')}`) : undefined;
  const head: Line = [bold(output.name), ...(note ? [note] : [])];
  return block([
    head,
    ...(output.description ? paragraph(output.description, width, 'dim') : []),
    ...paragraph(`  ${value}`, width, 'plain', '  '),
  ]);
};
