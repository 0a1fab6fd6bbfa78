import { isMap, isSeq, parseDocument, type YAMLMap } from 'yaml';
import { DrydockError } from '../errors/index.ts';
import { readPriceBook } from './book.ts';
import type { Price } from './types.ts';

/** Fields that make two lines the price of the same thing. */
const sameThing = (a: Price, b: Price): boolean => keyOf(a) === keyOf(b);

const keyOf = ({ resource, component, where, region, charge }: Price): string =>
  JSON.stringify([
    resource,
    component,
    region ?? '',
    charge,
    Object.entries(where)
      .map(([name, value]) => [name, String(value)])
      .sort(([a = ''], [b = '']) => (a < b ? -1 : 1)),
  ]);

/**
 * A price book's text with a price set: the line with this number (from 1, in the order of `readPriceBook`), else the
 * line that prices the same thing, else a new one at the end. Comments and other lines stay as they are.
 * Errors: COST_PRICES_INVALID, COST_LINE_UNKNOWN.
 */
export function setPrice(text: string, file: string, price: Price, line?: number): string {
  const { prices } = readPriceBook(text, file);
  const known = line ?? prices.findIndex((each) => sameThing(each, price)) + 1;
  const { resource, component, where, region, ...rest } = price;
  const fields = Object.entries({
    resource,
    component,
    where: Object.keys(where).length === 0 ? undefined : where,
    region,
    ...rest,
    times: price.times,
    unit: price.unit === 1 && price.times === undefined ? undefined : price.unit,
  });
  return edited(text, file, (items, document) => {
    if (known === 0) {
      const written = document.createNode(
        Object.fromEntries(fields.filter(([, value]) => value !== undefined)),
      );
      items.items.push(written as never);
      return;
    }
    const item = lineOf(items, known, file, prices.length);
    for (const [name, value] of fields) {
      if (value === undefined) item.delete(name);
      else if (JSON.stringify(item.toJSON()[name]) !== JSON.stringify(value))
        item.set(document.createNode(name), document.createNode(value));
    }
  });
}

/** A price book's text without one line. Errors: COST_PRICES_INVALID, COST_LINE_UNKNOWN. */
export function removePrice(text: string, file: string, line: number): string {
  const { prices } = readPriceBook(text, file);
  return edited(text, file, (items) => {
    const item = lineOf(items, line, file, prices.length);
    items.items.splice(items.items.indexOf(item as never), 1);
  });
}

type Doc = ReturnType<typeof parseDocument>;
interface Items {
  readonly items: unknown[];
}

function edited(text: string, file: string, edit: (items: Items, document: Doc) => void): string {
  const document = parseDocument(text, { version: '1.2' });
  const items = document.get('prices');
  if (!isSeq(items)) throw new DrydockError('COST_PRICES_INVALID', { file, detail: 'prices' });
  // An empty list stands as [] and would grow in one line.
  items.flow = false;
  edit(items, document);
  const made = document.toString({ lineWidth: 0 });
  readPriceBook(made, file);
  return made;
}

/** The n-th line that has an amount: places to fill in are no lines. */
function lineOf(items: Items, line: number, file: string, count: number): YAMLMap {
  const priced = items.items.filter((each) => isMap(each) && typeof each.toJSON().amount === 'number');
  const item = priced[line - 1];
  if (!isMap(item)) throw new DrydockError('COST_LINE_UNKNOWN', { line, file, count });
  return item;
}
