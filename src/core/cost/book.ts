import { parseDocument } from 'yaml';
import { z } from 'zod';
import { DrydockError } from '../errors/index.ts';
import type { Price, PriceBook } from './types.ts';

const LARGEST_BOOK = 4 * 1024 * 1024;
const MOST_ALIASES = 100;

/** A day of the calendar as ISO writes it; the 31st of November is none. */
export function isDay(word: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(word)) return false;
  const day = new Date(`${word}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(word);
}

const scalar = z.union([z.string().max(200), z.number(), z.boolean()]);

const priceSchema = z.strictObject({
  resource: z.string().min(1).max(200),
  component: z.string().min(1).max(100).default('instance'),
  where: z.record(z.string().max(100), scalar).default({}),
  region: z.string().max(50).optional(),
  charge: z.enum(['postpaid', 'prepaid']).default('postpaid'),
  amount: z.number().min(0).nullish(),
  currency: z.string().regex(/^[A-Z]{3}$/, 'three capital letters'),
  per: z.enum(['hour', 'month']),
  times: z.string().max(100).optional(),
  unit: z.number().positive().default(1),
  source: z.string().min(3).max(500),
  date: z.union([z.string().refine(isDay, 'a day like 2026-11-20'), z.date()]),
  confidence: z.enum(['high', 'medium', 'low']).default('medium'),
});

const bookSchema = z.strictObject({
  format: z.literal('drydock-prices/1'),
  name: z.string().max(200).default(''),
  prices: z.array(priceSchema).max(20_000),
});

/**
 * Reads a price book (YAML or JSON; docs/guide/instances.md). Prices without amount are left out: they are places to fill in.
 * Errors: COST_PRICES_INVALID with the line.
 */
export function readPriceBook(text: string, file: string): PriceBook {
  const wrong = (detail: string): DrydockError => new DrydockError('COST_PRICES_INVALID', { file, detail });
  if (text.length > LARGEST_BOOK) throw wrong(`larger than ${LARGEST_BOOK} bytes`);
  const document = parseDocument(text, { version: '1.2', prettyErrors: true });
  const [error] = document.errors;
  if (error) throw wrong(error.message.split('\n')[0] ?? '');
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: MOST_ALIASES });
  } catch (cause) {
    throw wrong(cause instanceof Error ? cause.message : String(cause));
  }
  const parsed = bookSchema.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw wrong(`${issue?.path.join('.') || 'file'}: ${issue?.message ?? ''}`);
  }
  const prices = parsed.data.prices.flatMap(({ amount, date, region, times, ...each }): Price[] =>
    typeof amount !== 'number'
      ? []
      : [
          {
            ...each,
            amount,
            date: typeof date === 'string' ? date : date.toISOString().slice(0, 10),
            ...(region === undefined ? {} : { region }),
            ...(times === undefined ? {} : { times }),
          },
        ],
  );
  return { name: parsed.data.name || file, file, prices };
}
