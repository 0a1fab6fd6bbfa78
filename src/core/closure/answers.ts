import { autoAnswers, type FormField, type FormState, influences } from '../form/index.ts';
import type { Answers } from '../form/types.ts';
import { isJsonObject, type Json } from '../json.ts';
import type { PackageModel } from '../package/model.ts';
import type { World } from '../world/types.ts';
import { archOf } from './machines.ts';
import { type Choice, pairRows } from './pairs.ts';

/** Sets of answers that one closure may plan. */
export const MOST_PLANS = 400;

/** Widgets whose choices are the package's own: the same for every customer. */
const FINITE = new Set(['select', 'switch', 'checkbox', 'radio']);
const MACHINE = 'cvm-instance-type-select';

/** Answers that were tried, with what they lead to. */
export interface Tried<T> {
  /** The finite choices alone. */
  readonly chosen: Answers;
  readonly form: FormState;
  readonly result: T;
}

export interface Trial<T> {
  /** One for each different result. */
  readonly tried: readonly Tried<T>[];
  readonly plans: number;
  /** Sets of answers that there are, as far as they were counted. */
  readonly sets: number;
  /** `all`: each set was planned. `pairs`: there were too many, and each pair of choices was. */
  readonly method: 'all' | 'pairs';
}

/** Values that a field can have; empty for one whose choices are the customer's own or free. */
export function choicesOf(field: FormField, world: World): readonly Json[] {
  if (!field.visible) return [];
  if (field.widget === MACHINE) return machinesOf(field, world);
  if (!FINITE.has(field.widget)) return [];
  if (field.input === 'boolean') return [true, false];
  return field.options.map((option) => option.value);
}

/** Machine types differ for images by their architecture alone: one of each. */
function machinesOf(field: FormField, world: World): readonly Json[] {
  const byArch = new Map<string, Json>();
  for (const { value, disabled } of field.options) {
    const type = isJsonObject(value) ? value.instance_type : value;
    if (disabled || typeof type !== 'string') continue;
    const arch = archOf(type, world);
    if (!byArch.has(arch)) byArch.set(arch, value);
  }
  return byArch.size > 1 ? [...byArch.values()] : [];
}

export const hasChoices = (field: FormField, world: World): boolean => choicesOf(field, world).length > 0;

/** Stands for leaving an optional field empty. */
const EMPTY = Symbol('empty');
type Decision = Json | typeof EMPTY;

interface Asked<T> {
  readonly model: PackageModel;
  readonly world: World;
  /** Variables that can change what is pulled; undefined: any. */
  readonly relevant: ReadonlySet<string> | undefined;
  readonly plan: (answers: Answers) => T;
  /** Results with the same mark pull the same. */
  readonly mark: (result: T) => string;
}

/**
 * Plans every set of the form's finite answers that can change what is pulled, optional ones left out included. Where there
 * are more than MOST_PLANS, rows that hold each pair of choices stand for them. Fields whose choices belong to the
 * customer's account are answered once with and once without those that are optional.
 */
export function tryAnswers<T>(asked: Asked<T>): Trial<T> {
  const { model, world, plan, mark } = asked;
  const relevant = withInfluences(model, asked.relevant);
  const tried: Tried<T>[] = [];
  const seen = new Set<string>();
  const planned = new Set<string>();
  const formOf = (decisions: ReadonlyMap<string, Decision>, optional: 'fill' | 'skip'): FormState =>
    autoAnswers({ model, world, given: answersOf(decisions), optional });
  const take = (form: FormState, decisions: ReadonlyMap<string, Decision>): void => {
    const key = JSON.stringify(Object.entries(form.answers).sort(([a], [b]) => (a < b ? -1 : 1)));
    if (planned.has(key)) return;
    planned.add(key);
    const result = plan(form.answers);
    const signature = mark(result);
    if (seen.has(signature)) return;
    seen.add(signature);
    tried.push({ chosen: answersOf(decisions), form, result });
  };
  const openField = (
    form: FormState,
    decisions: ReadonlyMap<string, Decision>,
    optional: 'fill' | 'skip',
  ): Choice<Decision> | undefined => {
    for (const field of form.fields) {
      if (decisions.has(field.name) || (relevant && !relevant.has(field.name))) continue;
      const choices = choicesOf(field, world);
      if (choices.length === 0) continue;
      // What the form chose by itself comes first: the first set of answers is the usual one.
      const usual = choices.filter((each) => JSON.stringify(each) === JSON.stringify(field.value));
      const others = choices.filter((each) => !usual.includes(each));
      const empty: readonly Decision[] = field.optional && optional === 'skip' ? [EMPTY] : [];
      return { name: field.name, values: [...usual, ...others, ...empty] };
    }
    return undefined;
  };
  const leaves: { form: FormState; decisions: ReadonlyMap<string, Decision> }[] = [];
  let whole = true;
  for (const optional of ['fill', 'skip'] as const) {
    const stack: ReadonlyMap<string, Decision>[] = [new Map()];
    for (let decisions = stack.pop(); decisions; decisions = stack.pop()) {
      if (leaves.length >= MOST_PLANS) {
        whole = false;
        break;
      }
      const form = formOf(decisions, optional);
      const field = openField(form, decisions, optional);
      if (!field) leaves.push({ form, decisions });
      else
        for (const value of field.values.toReversed())
          stack.push(new Map([...decisions, [field.name, value]]));
    }
  }
  if (whole) {
    for (const { form, decisions } of leaves) take(form, decisions);
    return { tried, plans: planned.size, sets: planned.size, method: 'all' };
  }
  let sets = 1;
  for (const optional of ['fill', 'skip'] as const) {
    const fields: Choice<Decision>[] = [];
    const known = new Map<string, Decision>();
    for (;;) {
      const field = openField(formOf(new Map(), optional), known, optional);
      if (!field) break;
      fields.push(field);
      known.set(field.name, EMPTY);
    }
    sets = Math.max(
      sets,
      fields.reduce((product, each) => product * each.values.length, 1),
    );
    for (const row of pairRows(fields, MOST_PLANS)) {
      // Choices open other fields, which are then answered as the form would.
      take(formOf(row, optional), row);
    }
  }
  return { tried, plans: planned.size, sets, method: 'pairs' };
}

const answersOf = (decisions: ReadonlyMap<string, Decision>): Answers =>
  Object.fromEntries([...decisions].filter((each): each is [string, Json] => each[1] !== EMPTY));

/** The relevant variables with every arg that has a say in whether and how they are asked. */
function withInfluences(
  model: PackageModel,
  relevant: ReadonlySet<string> | undefined,
): ReadonlySet<string> | undefined {
  if (!relevant) return undefined;
  const say = influences(model.args);
  return new Set([...relevant].flatMap((name) => [name, ...(say.get(name) ?? [])]));
}
