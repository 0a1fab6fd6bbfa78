import type { CostChange, CostEstimate, CostTotal } from '../../contract.ts';
import { dim, type Line } from '../../draw/span.ts';
import { paragraph } from '../../draw/wrap.ts';
import type { Words } from '../../i18n/index.ts';
import { block, columnOf, errorBlocks, heading, prose, skeleton, tableSection } from '../../parts/basics.ts';
import { answerOf } from '../../state/answers.ts';
import type { Scene } from '../../state/app.ts';
import type { Block } from '../screen.ts';

const money = (amount: number, currency: string): string =>
  `${amount < 0 ? '-' : ''}${Math.abs(amount).toFixed(Math.abs(amount) < 1 ? 4 : 2)} ${currency}`;

const totalText = (totals: readonly CostTotal[], { t }: Words): string =>
  totals
    .map(
      ({ hourly, monthly, currency }) =>
        `${money(hourly, currency)} ${t('cost.perHour')}, ${money(monthly, currency)} ${t('cost.perMonth')}`,
    )
    .join('; ') || t('cost.none');

/** Coverage, days and trust: they stand beside every figure in all. */
const groundText = ({ coverage, dates, confidence }: CostEstimate, { t, say }: Words): string =>
  [
    say(coverage),
    ...(dates ? [t('cost.dates', { dates: [...new Set(dates)].join(' – ') })] : []),
    ...(confidence ? [t('cost.least', { trust: t(`cost.trust.${confidence}`) })] : []),
  ].join(' · ');

/** What resources cost by the price book. */
export function costBlocks(estimate: CostEstimate, words: Words, width: number): readonly Block[] {
  const { t } = words;
  const column = columnOf(words);
  const rows = estimate.resources.flatMap((each) =>
    each.lines.map((line, i) => [
      i === 0 ? each.address : '',
      `${line.component}${line.charge === 'prepaid' ? ` (${t('cost.prepaid')})` : ''}`,
      line.hourly === undefined ? [dim(t('cost.unknown'))] : money(line.hourly, line.currency ?? ''),
      line.date ?? '',
    ]),
  );
  return [
    prose(`${t('cost.total')}: ${totalText(estimate.totals, words)}`, width),
    prose(groundText(estimate, words), width, 'dim'),
    prose(`${t('cost.book')}: ${estimate.book.file}`, width, 'dim'),
    ...tableSection(
      t('cost.title'),
      [
        column('common.address', { grow: true }),
        column('cost.part'),
        column('cost.hour'),
        column('cost.date'),
      ],
      rows,
      width,
    ),
  ];
}

/** What an instance costs as it stands. */
export function instanceCost(scene: Scene, id: string, width: number): readonly Block[] {
  const { data, error } = answerOf(scene.answers, 'instance.cost', { id });
  if (error !== undefined) return errorBlocks(error, scene.words, width);
  return data ? costBlocks(data, scene.words, width) : skeleton(scene.words);
}

/** What an operation changes in cost. */
export function costChangeBlocks(change: CostChange, words: Words, width: number): readonly Block[] {
  const { t } = words;
  const side = (name: 'before' | 'after'): readonly Line[] => [
    ...paragraph(`${t(`cost.${name}`)}: ${totalText(change[name].totals, words)}`, width),
    ...paragraph(groundText(change[name], words), width, 'dim'),
  ];
  const difference = change.difference
    .map((each) => `${each.hourly >= 0 ? '+' : ''}${money(each.hourly, each.currency)}`)
    .join(', ');
  return [
    heading(t('cost.title')),
    block([
      ...side('before'),
      ...side('after'),
      ...(difference === ''
        ? []
        : paragraph(`${t('cost.difference')}: ${difference} ${t('cost.perHour')}`, width)),
    ]),
  ];
}
