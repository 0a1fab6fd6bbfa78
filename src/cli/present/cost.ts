import type { CostView, PriceBookView } from '../../actions/lifecycle-views.ts';
import type { CostChange, CostEstimate, CostTotal } from '../../core/cost/types.ts';
import { text } from '../../core/text.ts';
import { visibleLine } from '../../core/visible.ts';
import { type Io, say, tr } from '../io.ts';
import { table } from '../table.ts';
import type { Presenters } from './presenter.ts';

const words = {
  resource: text('RESOURCE', '资源'),
  part: text('OF IT', '部分'),
  count: text('COUNT', '数量'),
  hour: text('PER HOUR', '每小时'),
  month: text('PER MONTH', '每月'),
  from: text('READ ON', '日期'),
  trust: text('TRUST', '可信度'),
  unknown: text('no price known', '没有价格'),
  prepaid: text('prepaid', '包年包月'),
  none: text('No price is known for anything here.', '没有任何资源的价格。'),
  total: text('Priced part in all', '有价格部分合计'),
  perHour: text('an hour', '每小时'),
  perMonth: text('a month (730 hours)', '每月(730 小时)'),
  dates: text('figures of', '数据日期'),
  to: text('to', '至'),
  trusted: text('least trusted figure', '最低可信度'),
  book: text('Price book', '价目表'),
  hint: text(
    '`drydock cost DIR --template` prints places for the missing prices.',
    '用 `drydock cost DIR --template` 生成缺失价格的待填写项。',
  ),
  change: text('Cost', '费用'),
  before: text('before', '变更前'),
  after: text('after', '变更后'),
  builtIn: text('built in', '内置'),
  prices: text('prices', '条价格'),
  source: text('SOURCE', '来源'),
  amount: text('AMOUNT', '金额'),
  trusts: { high: text('high', '高'), medium: text('medium', '中'), low: text('low', '低') },
  per: { hour: text('hour', '小时'), month: text('month', '月') },
};

export const money = (amount: number, currency: string): string =>
  `${amount < 0 ? '−' : ''}${Math.abs(amount).toFixed(Math.abs(amount) < 1 ? 4 : 2)} ${currency}`;

const totalText = (totals: readonly CostTotal[], io: Io): string =>
  totals
    .map(
      ({ currency, hourly, monthly }) =>
        `${money(hourly, currency)} ${tr(io, words.perHour)}, ${money(monthly, currency)} ${tr(io, words.perMonth)}`,
    )
    .join('; ');

/** Coverage, dates and trust: they stand beside every total. */
function ground(estimate: CostEstimate, io: Io): string {
  const { coverage, dates, confidence } = estimate;
  const days = dates
    ? ` · ${tr(io, words.dates)} ${dates[0] === dates[1] ? dates[0] : `${dates[0]} ${tr(io, words.to)} ${dates[1]}`}`
    : '';
  return `${tr(io, coverage)}${days}${confidence ? ` · ${tr(io, words.trusted)}: ${tr(io, words.trusts[confidence])}` : ''}`;
}

export function printCost(estimate: CostEstimate, io: Io): void {
  const rows = estimate.resources.flatMap((each) =>
    each.lines.map((line, i) => [
      i === 0 ? each.address : '',
      `${line.component}${line.charge === 'prepaid' ? ` (${tr(io, words.prepaid)})` : ''}`,
      String(line.count),
      line.hourly === undefined ? tr(io, words.unknown) : money(line.hourly, line.currency ?? ''),
      line.monthly === undefined ? '' : money(line.monthly, line.currency ?? ''),
      line.date ?? '',
      line.confidence ? tr(io, words.trusts[line.confidence]) : '',
    ]),
  );
  const columns = [
    { title: tr(io, words.resource) },
    { title: tr(io, words.part) },
    { title: tr(io, words.count), right: true },
    { title: tr(io, words.hour), right: true },
    { title: tr(io, words.month), right: true },
    { title: tr(io, words.from) },
    { title: tr(io, words.trust) },
  ];
  if (rows.length > 0) for (const line of table(columns, rows)) say(io, line);
  say(io);
  if (estimate.totals.length === 0) say(io, io.color.yellow(tr(io, words.none)));
  else say(io, `${io.color.bold(tr(io, words.total))}  ${totalText(estimate.totals, io)}`);
  say(io, ground(estimate, io));
  say(
    io,
    io.color.dim(
      `${tr(io, words.book)}: ${visibleLine(estimate.book.file)} (${estimate.book.prices} ${tr(io, words.prices)})`,
    ),
  );
  if (estimate.priced < estimate.billable) say(io, io.color.dim(tr(io, words.hint)));
}

/** An estimate on one line: the sum with its ground. */
export const costLine = (estimate: CostEstimate, io: Io): string =>
  `${io.color.bold(tr(io, words.change))}  ${totalText(estimate.totals, io) || tr(io, words.unknown)}  (${ground(estimate, io)})`;

/** What an operation changes in cost, in three lines. */
export function printCostChange({ before, after, difference }: CostChange, io: Io): void {
  say(io);
  say(io, io.color.bold(tr(io, words.change)));
  const none = tr(io, words.unknown);
  say(io, `  ${tr(io, words.before)}  ${totalText(before.totals, io) || none}  (${ground(before, io)})`);
  say(io, `  ${tr(io, words.after)}  ${totalText(after.totals, io) || none}  (${ground(after, io)})`);
  if (difference.length > 0)
    say(
      io,
      `  Δ ${difference.map((each) => `${each.hourly >= 0 ? '+' : ''}${totalText([each], io)}`).join('; ')}`,
    );
}

const show = (view: CostView, io: Io): void => {
  if (view.template !== undefined) say(io, view.template.trimEnd());
  else printCost(view, io);
};

/** The lines of a price book with the numbers by which they are changed. */
function showBook({ name, file, builtIn, prices }: PriceBookView, io: Io): void {
  say(
    io,
    `${io.color.bold(visibleLine(name))}  ${visibleLine(file)}${builtIn ? `  (${tr(io, words.builtIn)})` : ''}`,
  );
  const rows = prices.map((each, i) => [
    String(i + 1),
    `${each.resource} ${each.component}`,
    Object.entries(each.where)
      .map(([key, value]) => `${key}=${String(value)}`)
      .join(' ') + (each.region ? ` @${each.region}` : ''),
    `${money(each.amount, each.currency)}/${tr(io, words.per[each.per])}${each.times ? ` · ${each.times}/${each.unit}` : ''}`,
    each.date,
    tr(io, words.trusts[each.confidence]),
    each.source,
  ]);
  const titles = [words.resource, words.part, words.amount, words.from, words.trust, words.source];
  const columns = [{ title: '#', right: true }, ...titles.map((title) => ({ title: tr(io, title) }))];
  if (rows.length > 0) for (const line of table(columns, rows)) say(io, line);
}

export const presenters = {
  cost: { text: show },
  'cost.book': { text: showBook },
  'cost.price.set': { text: showBook },
  'cost.price.remove': { text: showBook },
} satisfies Presenters;

export const costText = show;
