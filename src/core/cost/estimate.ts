import type { JsonObject } from '../json.ts';
import { text } from '../text.ts';
import { componentsOf, isBillable } from './components.ts';
import type {
  Component,
  Confidence,
  CostChange,
  CostEstimate,
  CostLine,
  CostTotal,
  Price,
  PriceBook,
  ResourceCost,
} from './types.ts';

/** Hours of a month, as clouds count them: 365 × 24 / 12. */
export const HOURS_PER_MONTH = 730;

/** A resource to be billed. */
export interface Billed {
  readonly address: string;
  readonly type: string;
  readonly region: string;
  readonly attributes: JsonObject;
}

const same = (a: unknown, b: unknown): boolean => a === b || String(a) === String(b);

function fits(price: Price, type: string, region: string, { component, facts, charge }: Component): boolean {
  // A worker of a cluster is a machine: prices of machines hold for it.
  const machine =
    component === 'worker' && price.resource === 'tencentcloud_instance' && price.component === 'machine';
  if (!machine && (price.resource !== type || price.component !== component)) return false;
  if (price.charge !== charge || (price.region !== undefined && price.region !== region)) return false;
  return Object.entries(price.where).every(([name, value]) => same(facts[name], value));
}

/** The most particular price that fits: the one with most conditions, then the newest. */
function priceFor(book: PriceBook, type: string, region: string, part: Component): Price | undefined {
  const rank = (price: Price): number =>
    Object.keys(price.where).length + (price.region === undefined ? 0 : 1);
  return book.prices
    .filter((each) => fits(each, type, region, part))
    .sort((a, b) => rank(b) - rank(a) || (a.date < b.date ? 1 : -1))[0];
}

function lineOf(book: PriceBook, type: string, region: string, part: Component): CostLine {
  const { component, count, charge, facts } = part;
  const price = priceFor(book, type, region, part);
  const size = price?.times === undefined ? 1 : Number(facts[price.times]);
  if (!price || !Number.isFinite(size)) return { component, count, charge, facts };
  const amount = (price.amount * size * count) / price.unit;
  const hourly = price.per === 'hour' ? amount : amount / HOURS_PER_MONTH;
  const { currency, source, date, confidence } = price;
  return {
    component,
    count,
    charge,
    facts,
    hourly,
    monthly: hourly * HOURS_PER_MONTH,
    currency,
    source,
    date,
    confidence,
  };
}

const TRUST: readonly Confidence[] = ['low', 'medium', 'high'];

/** What resources cost, by the book. What the book does not price is counted and not guessed. */
export function estimateCost(billed: readonly Billed[], book: PriceBook): CostEstimate {
  const resources = billed.map(({ address, type, region, attributes }): ResourceCost => {
    if (!isBillable(type)) return { address, type, region, priced: 'nothing', lines: [] };
    const lines = componentsOf(type, attributes).map((part) => lineOf(book, type, region, part));
    const known = lines.filter((each) => each.hourly !== undefined).length;
    return {
      address,
      type,
      region,
      priced: known === 0 ? 'none' : known === lines.length ? 'all' : 'part',
      lines,
    };
  });
  const billable = resources.filter((each) => each.priced !== 'nothing').length;
  const priced = resources.filter((each) => each.priced === 'all').length;
  const partly = resources.filter((each) => each.priced === 'part').length;
  const used = resources.flatMap((each) => each.lines.filter((line) => line.hourly !== undefined));
  const dates = used.flatMap((each) => each.date ?? []).sort();
  const [oldest] = dates;
  const newest = dates.at(-1);
  const trust = TRUST.find((each) => used.some((line) => line.confidence === each));
  return {
    resources,
    totals: totalsOf(used),
    billable,
    priced,
    partly,
    coverage: text(
      `${priced} of ${billable} resources priced${partly > 0 ? `, ${partly} in part` : ''}`,
      `${billable} 个资源中 ${priced} 个有价格${partly > 0 ? `,${partly} 个部分有价格` : ''}`,
    ),
    ...(oldest !== undefined && newest !== undefined ? { dates: [oldest, newest] as const } : {}),
    ...(trust ? { confidence: trust } : {}),
    book: { name: book.name, file: book.file, prices: book.prices.length },
  };
}

function totalsOf(lines: readonly CostLine[]): readonly CostTotal[] {
  const sums = new Map<string, number>();
  for (const { currency, hourly } of lines)
    if (currency !== undefined && hourly !== undefined)
      sums.set(currency, (sums.get(currency) ?? 0) + hourly);
  return [...sums]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([currency, hourly]) => ({ currency, hourly, monthly: hourly * HOURS_PER_MONTH }));
}

/** What changes in cost; each currency for itself, as nobody knows the rate. */
export function costChange(before: CostEstimate, after: CostEstimate): CostChange {
  const sums = new Map<string, number>();
  for (const { currency, hourly } of after.totals) sums.set(currency, (sums.get(currency) ?? 0) + hourly);
  for (const { currency, hourly } of before.totals) sums.set(currency, (sums.get(currency) ?? 0) - hourly);
  const difference = [...sums]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([currency, hourly]) => ({ currency, hourly, monthly: hourly * HOURS_PER_MONTH }));
  return { before, after, difference };
}
