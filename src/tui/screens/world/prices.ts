import type { ActionResult, JsonObject } from '../../contract.ts';
import { bold, dim, type Line, span } from '../../draw/span.ts';
import { justify, shorten, widthOf } from '../../draw/width.ts';
import { paragraph } from '../../draw/wrap.ts';
import { block, errorBlocks, skeleton } from '../../parts/basics.ts';
import { answerOf } from '../../state/answers.ts';
import type { Scene } from '../../state/app.ts';
import type { Block } from '../screen.ts';

type Price = ActionResult<'cost.book'>['prices'][number];

/** Id of the price book in the world's list; no part of a world has it. */
export const PRICES = 'prices';

/** The price book in use; Enter changes the line under the cursor. */
export function priceBlocks(scene: Scene, width: number): readonly Block[] {
  const { words } = scene;
  const { t } = words;
  const { data, error } = answerOf(scene.answers, 'cost.book', {});
  if (error !== undefined) return errorBlocks(error, words, width);
  if (!data) return skeleton(words);
  const name = data.builtIn ? t('cost.builtIn') : data.name;
  return [
    block([
      [bold(name), dim(`  ${shorten(data.file, Math.max(10, width - name.length - 2))}`)],
      ...paragraph(t('prices.keys'), width, 'dim'),
    ]),
    ...data.prices.map(
      (price, i): Block => ({ pick: String(i + 1), lines: priceLines(price, i + 1, scene, width) }),
    ),
  ];
}

function priceLines(price: Price, line: number, { words: { t } }: Scene, width: number): readonly Line[] {
  const { resource, component, where, region = '', times, unit } = price;
  const amount = `${price.amount} ${price.currency}/${t(`cost.per.${price.per}`)}`;
  const what = [component, ...Object.values(where).map(String), region].filter(Boolean).join(' ');
  const multiplied = times === undefined ? [] : [`${times}/${unit}`];
  const ground = [resource, ...multiplied, price.date, t(`cost.trust.${price.confidence}`), price.source];
  return [
    justify(
      [dim(`${line} `.padStart(4)), span(shorten(what, Math.max(12, width - widthOf(amount) - 6)))],
      [span(amount)],
      width,
    ),
    [dim(shorten(`    ${ground.join(' · ')}`, width))],
  ];
}

/** The words that a price's fields begin with when it is changed. */
export const typedPrice = ({ where, ...price }: Price, line: number): Readonly<Record<string, string>> => ({
  ...Object.fromEntries(Object.entries(price).map(([name, value]) => [name, String(value)])),
  where: Object.entries(where)
    .map(([name, value]) =>
      /\s/.test(String(value)) ? `"${name}=${String(value)}"` : `${name}=${String(value)}`,
    )
    .join(' '),
  line: String(line),
});

/** What is asked while the price book shows. */
export const pricesAsk: { readonly id: 'cost.book'; readonly input: JsonObject } = {
  id: 'cost.book',
  input: {},
};
