import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isDay, removePrice, setPrice } from '../../core/cost/index.ts';
import { DrydockError, unreadable } from '../../core/errors/index.ts';
import type { ActionContext } from '../action.ts';
import type { PriceBookView } from '../lifecycle-views.ts';
import { BUILT_IN, book, SETTING } from './cost.ts';
import { writeDurably } from './durable-file.ts';

interface PriceInput {
  readonly resource: string;
  readonly component: string;
  readonly where: readonly string[];
  readonly region?: string | undefined;
  readonly charge: 'postpaid' | 'prepaid';
  readonly amount: number;
  readonly currency: string;
  readonly per: 'hour' | 'month';
  readonly times?: string | undefined;
  readonly unit: number;
  readonly source: string;
  readonly date?: string | undefined;
  readonly confidence: 'high' | 'medium' | 'low';
  readonly line?: number | undefined;
}

/** One edit after the other: each reads what the one before has written. */
let last: Promise<unknown> = Promise.resolve();

function edit(
  context: ActionContext<never>,
  change: (text: string, file: string) => string,
): Promise<PriceBookView> {
  const next = last.then(async () => {
    const { engine, dataDir } = context;
    const chosen = engine.settings.get(SETTING);
    const from = chosen || join(dataDir, ...BUILT_IN);
    const file = chosen || ownBook(engine.home);
    const made = change(await textOf(from), from);
    await writeDurably(file, chosen ? made : asOwn(made));
    if (!chosen) engine.settings.set(SETTING, file);
    return book({ builtIn: false }, context);
  });
  last = next.catch(() => undefined);
  return next;
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw unreadable(file, cause);
  }
}

/** Where the user's first book goes; an earlier one that is not in use now stays as it is. */
function ownBook(home: string): string {
  for (let n = 1; ; n++) {
    const file = join(home, n === 1 ? 'prices.yaml' : `prices-${n}.yaml`);
    if (!existsSync(file)) return file;
  }
}

const asOwn = (text: string): string => text.replace(/^name: built in$/m, 'name: my prices');

/** Errors: INPUT_INVALID, COST_PRICES_INVALID, COST_LINE_UNKNOWN, FILE_UNWRITABLE. */
export async function set(input: PriceInput, context: ActionContext<never>): Promise<PriceBookView> {
  const { line, where, region, times, date, ...rest } = input;
  const day = date ?? context.engine.clock().toISOString().slice(0, 10);
  if (!isDay(day))
    throw new DrydockError('INPUT_INVALID', { field: 'date', detail: `"${day}" is no day like 2026-11-20` });
  const price = {
    ...rest,
    where: Object.fromEntries(where.map(matchOf)),
    date: day,
    ...(region ? { region } : {}),
    ...(times ? { times } : {}),
  };
  return edit(context, (text, file) => setPrice(text, file, price, line));
}

/** Errors: COST_PRICES_INVALID, COST_LINE_UNKNOWN, FILE_UNWRITABLE. */
export const remove = (
  { line }: { readonly line: number },
  context: ActionContext<never>,
): Promise<PriceBookView> => edit(context, (text, file) => removePrice(text, file, line));

/** `NAME=VALUE`; numbers and truth values as such, as a plan has them. */
function matchOf(word: string): [string, string | number | boolean] {
  const at = word.indexOf('=');
  if (at < 1)
    throw new DrydockError('INPUT_INVALID', { field: 'where', detail: `"${word}" is not NAME=VALUE` });
  const value = word.slice(at + 1);
  if (value === 'true' || value === 'false') return [word.slice(0, at), value === 'true'];
  const number = /^-?(0|[1-9]\d{0,14})(\.\d{1,6})?$/.test(value) ? Number(value) : undefined;
  return [word.slice(0, at), number ?? value];
}
