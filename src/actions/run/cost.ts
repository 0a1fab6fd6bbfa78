import { readFile } from 'node:fs/promises';
import { isAbsolute, join, resolve } from 'node:path';
import {
  type Billed,
  estimateCost,
  type PriceBook,
  priceTemplate,
  readPriceBook,
} from '../../core/cost/index.ts';
import type { Engine } from '../../core/engine/index.ts';
import { DrydockError } from '../../core/errors/index.ts';
import { previewPlan, type RehearsalInput } from '../../core/install/index.ts';
import { isJsonObject } from '../../core/json.ts';
import { parsePackage, readPackage } from '../../core/package/index.ts';
import type { Plan } from '../../core/terraform/plan/types.ts';
import type { ActionContext } from '../action.ts';
import type { Content } from '../fields.ts';
import type { CostView, PriceBookView } from '../lifecycle-views.ts';
import { type AnswersInput, answersFrom, worldFrom } from './inputs.ts';
import { schemasOf } from './schemas.ts';

export const SETTING = 'prices.file';
export const BUILT_IN = ['prices', 'tencentcloud.yaml'] as const;

/** The book that was given, else the one that was chosen, else the built-in one. Errors: COST_PRICES_INVALID. */
export async function bookInUse(
  { engine, dataDir }: { readonly engine: Engine; readonly dataDir: string },
  given?: Content,
): Promise<PriceBook> {
  if (given) return readPriceBook(given.text, given.name);
  const chosen = engine.settings.get(SETTING);
  return chosen ? bookFrom(chosen) : bookFrom(join(dataDir, ...BUILT_IN));
}

async function bookFrom(file: string): Promise<PriceBook> {
  try {
    return readPriceBook(await readFile(file, 'utf8'), file);
  } catch (cause) {
    if (cause instanceof DrydockError) throw cause;
    const detail = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
    throw new DrydockError('COST_PRICES_INVALID', { file, detail }, { cause });
  }
}

interface Input {
  readonly dir: string;
  readonly answers: AnswersInput;
  readonly world?: Content | undefined;
  readonly worldClosed: boolean;
  readonly prices?: Content | undefined;
  readonly template: boolean;
}

/** What a plan would create, with the arguments that are known. */
/** Managed resources of a plan, with the arguments that are known. */
export function billedOf(plan: Plan | undefined): readonly Billed[] {
  return (plan?.resources ?? [])
    .filter((each) => each.mode === 'managed')
    .map((each) => {
      const attributes = isJsonObject(each.args.value) ? each.args.value : {};
      const provider = plan?.providers[each.provider] ?? plan?.providers.tencentcloud;
      const region = attributes.region ?? provider?.region;
      return {
        address: each.address,
        type: each.type,
        region: typeof region === 'string' ? region : '',
        attributes,
      };
    });
}

/** The book that ships with Drydock, for what runs without an engine. */
export const builtInBook = (dataDir: string): Promise<PriceBook> => bookFrom(join(dataDir, ...BUILT_IN));

async function planned(input: Input, { dataDir, signal }: ActionContext<never>): Promise<readonly Billed[]> {
  const world = worldFrom(input.world, input.worldClosed);
  const given = answersFrom(input.answers);
  const source = await readPackage(input.dir, { signal });
  const asked: RehearsalInput = {
    project: input.dir,
    source,
    model: parsePackage(source).model,
    world,
    answers: given === 'auto' ? 'auto' : given.answers,
    closed: input.worldClosed,
    seed: 1,
    startedAt: 0,
    speed: 'instant',
  };
  return billedOf(previewPlan(asked, schemasOf(dataDir, undefined)).plan);
}

export async function cost(input: Input, context: ActionContext<never>): Promise<CostView> {
  const book = await bookInUse(context, input.prices);
  const estimate = estimateCost(await planned(input, context), book);
  const today = context.engine.clock().toISOString().slice(0, 10);
  return { ...estimate, ...(input.template ? { template: priceTemplate(estimate, today) } : {}) };
}

/** Resources of an instance that exist. */
export const standingOf = (engine: Engine, id: string): readonly Billed[] =>
  engine.instances
    .show(id, { reveal: true })
    .resources.filter(
      (each) => (each.state === 'created' || each.tainted) && !/(^|\.)data\./.test(each.address),
    )
    .map(({ address, type, region, attributes }) => ({ address, type, region, attributes }));

export async function instanceCost(
  input: { id: string; prices?: Content | undefined },
  context: ActionContext<never>,
): Promise<CostView> {
  return estimateCost(standingOf(context.engine, input.id), await bookInUse(context, input.prices));
}

export async function book(
  input: { file?: string | undefined; builtIn: boolean },
  context: ActionContext<never>,
): Promise<PriceBookView> {
  const { engine } = context;
  if (input.file !== undefined) {
    const file = isAbsolute(input.file) ? input.file : resolve(input.file);
    // A book that cannot be read is not chosen.
    await bookFrom(file);
    engine.settings.set(SETTING, file);
  } else if (input.builtIn) engine.settings.set(SETTING, '');
  const { name, file, prices } = await bookInUse(context);
  return { name, file, prices, builtIn: !engine.settings.get(SETTING) };
}
