import { autoAnswers, type FormField, type FormState } from '../form/index.ts';
import type { Answers } from '../form/types.ts';
import type { Json } from '../json.ts';
import type { PackageModel } from '../package/model.ts';
import type { World } from '../world/types.ts';

/** Plans that one closure may take to try answers. */
const MOST_PLANS = 400;

/** Widgets whose choices are the package's own: the same for every customer. */
const FINITE = new Set(['select', 'switch', 'checkbox', 'radio']);

/** Answers that were tried, with what they lead to. */
export interface Tried<T> {
  /** The finite choices alone. */
  readonly chosen: Answers;
  readonly form: FormState;
  readonly result: T;
}

/** Values that a field can have; empty for one whose choices are the customer's own or free. */
export function choicesOf(field: FormField): readonly Json[] {
  if (!field.visible || !FINITE.has(field.widget)) return [];
  if (field.input === 'boolean') return [true, false];
  return field.options.map((option) => option.value);
}

export const hasChoices = (field: FormField): boolean => choicesOf(field).length > 0;

/**
 * Tries the finite answers of a form: from every set that led to something new, each other choice of each field. What
 * `plan` answers is compared by `mark`; `complete` is false when there were too many.
 */
export function tryAnswers<T>(
  model: PackageModel,
  world: World,
  plan: (answers: Answers) => T,
  mark: (result: T) => string,
): { readonly tried: readonly Tried<T>[]; readonly plans: number; readonly complete: boolean } {
  const tried: Tried<T>[] = [];
  const seen = new Set<string>();
  const asked = new Set<string>();
  const queue: { chosen: Answers; optional: 'fill' | 'skip' }[] = [
    { chosen: {}, optional: 'fill' },
    { chosen: {}, optional: 'skip' },
  ];
  let plans = 0;
  for (let next = queue.shift(); next; next = queue.shift()) {
    if (plans >= MOST_PLANS) return { tried, plans, complete: false };
    const form = autoAnswers({ model, world, given: next.chosen, optional: next.optional });
    plans++;
    const result = plan(form.answers);
    const fields = form.fields.filter(hasChoices);
    const signature = JSON.stringify([mark(result), fields.map((field) => field.name)]);
    if (seen.has(signature)) continue;
    seen.add(signature);
    tried.push({ chosen: next.chosen, form, result });
    for (const field of fields) {
      for (const value of choicesOf(field)) {
        if (JSON.stringify(value) === JSON.stringify(field.value)) continue;
        const chosen = { ...next.chosen, [field.name]: value };
        const key = JSON.stringify([
          next.optional,
          Object.entries(chosen).sort(([a], [b]) => (a < b ? -1 : 1)),
        ]);
        if (asked.has(key)) continue;
        asked.add(key);
        queue.push({ chosen, optional: next.optional });
      }
    }
  }
  return { tried, plans, complete: true };
}
