import { reportOf } from '../actions/errors.ts';
import { placeText } from '../draw/format.ts';
import { blank, bold, dim, type Line, type Tone } from '../draw/span.ts';
import { type Cell, type Column, pairs, table } from '../draw/table.ts';
import { paragraph } from '../draw/wrap.ts';
import type { TextKey, Words } from '../i18n/index.ts';
import type { Block } from '../screens/screen.ts';

/** Lines as one block that the cursor passes. */
export const block = (lines: readonly Line[]): Block => ({ lines });

/** A heading with a blank line before it. */
export const heading = (title: string, count?: number): Block =>
  block([blank, [bold(title), ...(count === undefined ? [] : [dim(`  ${count}`)])]]);

/** Nothing is here, and the first step towards something. */
export const empty = (title: string, help: string, width: number): readonly Block[] => [
  block([[bold(title)], ...paragraph(help, width, 'dim')]),
];

/** Stands where an answer will be. */
export const skeleton = (words: Words): readonly Block[] => [block([[dim(words.t('common.reading'))]])];

/** An error with its place and remedy. */
export function errorBlocks(error: unknown, words: Words, width: number): readonly Block[] {
  const report = reportOf(error);
  const place = report.place ? `${placeText(report.place)}: ` : '';
  return [
    block([
      [bold(`✗ ${report.code}`, 'bad')],
      ...paragraph(place + words.say(report.message), width),
      blank,
      ...paragraph(`${words.t('error.remedy')}: ${words.say(report.remedy)}`, width),
    ]),
  ];
}

/** A heading with name and value rows below it. */
export const facts = (rows: readonly (readonly [string, Cell])[], width: number): Block =>
  block(pairs(rows, width));

/** A table as one block. */
export function tableBlock(
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  width: number,
): Block {
  const { head, rows: lines } = table(columns, rows, width);
  return block([head, ...lines]);
}

/** A table with a heading; nothing at all where there are no rows. */
export const tableSection = (
  title: string,
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  width: number,
): readonly Block[] =>
  rows.length === 0 ? [] : [heading(title, rows.length), tableBlock(columns, rows, width)];

/** A paragraph as one block. */
export const prose = (text: string, width: number, tone: Tone = 'plain'): Block =>
  block(paragraph(text, width, tone));

/** A column by the key of its title. */
export const columnOf =
  (words: Words) =>
  (key: TextKey, look: Omit<Column, 'title'> = {}): Column => ({ title: words.t(key), ...look });
