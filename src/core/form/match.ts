import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import { text } from '../text.ts';
import { nearest } from '../world/index.ts';
import { fieldError, show } from './field-error.ts';
import type { FieldOption } from './types.ts';
import type { Accepted } from './widgets/widget.ts';

/** What an answer is matched against. */
export interface Choice {
  readonly options: readonly FieldOption[];
  /** The same without the arg's filters, to tell "not here" from "nowhere". Asked only when an answer is wrong. */
  readonly unfiltered: () => readonly FieldOption[];
  /** The identifying attribute of a value, full or as a user abbreviates it. */
  readonly id: (value: Json) => string | undefined;
  /** The filters in force, for messages: `regions=ap-guangzhou`. */
  readonly filters: string;
  /** Completes an object that the world does not list, where the world is open and the object says enough. */
  readonly assume?: ((given: JsonObject) => JsonObject | undefined) | undefined;
}

/** True when every attribute of `part` stands in `value` with an equal value; scalars compare by their words. */
function contains(value: Json, part: Json): boolean {
  if (isJsonObject(part)) {
    return (
      isJsonObject(value) &&
      Object.entries(part).every(
        ([key, item]) => Object.hasOwn(value, key) && contains(value[key] ?? null, item),
      )
    );
  }
  if (Array.isArray(part)) {
    const list = Array.isArray(value) ? value : undefined;
    return list?.length === part.length && part.every((item, i) => contains(list[i] ?? null, item));
  }
  return value === part || (value !== null && part !== null && String(value) === String(part));
}

/** The first attribute in which a given value differs from the world's, as `path = given (world's)`. */
function difference(value: Json, given: Json, path: string): string {
  if (isJsonObject(value) && isJsonObject(given)) {
    for (const [key, item] of Object.entries(given)) {
      const at = path ? `${path}.${key}` : key;
      if (!Object.hasOwn(value, key)) return `${at} = ${show(item)} (-)`;
      if (!contains(value[key] ?? null, item)) return difference(value[key] ?? null, item, at);
    }
  }
  return `${path} = ${show(given)} (${show(value)})`;
}

function candidates(answer: Json, options: readonly FieldOption[], choice: Choice): readonly FieldOption[] {
  if (typeof answer !== 'string' && typeof answer !== 'number') {
    return options.filter((option) => contains(option.value, answer));
  }
  const word = String(answer);
  const tests: ((option: FieldOption) => boolean)[] = [
    (option) => option.key === word,
    (option) => choice.id(option.value) === word,
    (option) => option.label === word,
  ];
  for (const test of tests) {
    const found = options.filter(test);
    if (found.length > 0) return found;
  }
  return [];
}

/**
 * Finds the option that an answer means: by key, by identifying attribute, by label, or by an object all of whose
 * attributes agree with it. What an open world does not list is taken when the answer says enough, and that is said.
 */
export function matchOption(answer: Json, choice: Choice): Accepted {
  if (typeof answer === 'boolean' || Array.isArray(answer) || answer === null) {
    return { error: fieldError('FORM_ANSWER_TYPE', { given: show(answer), expected: 'key | object' }) };
  }
  // An option's own value given back, as faces and the automatic choice do.
  const own = choice.options.find((option) => option.value === answer && !option.disabled);
  if (own) return { value: own.value };
  const found = candidates(answer, choice.options, choice);
  const usable = found.filter((option) => !option.disabled);
  const [first, ...others] = usable.length > 0 ? usable : found;
  if (!first) return unmatched(answer, choice);
  const same = choice.id(first.value);
  if (others.some((option) => choice.id(option.value) !== same)) {
    const names = [first, ...others].slice(0, 5).map((option) => option.key);
    return { error: fieldError('FORM_ANSWER_AMBIGUOUS', { given: show(answer), options: names.join(', ') }) };
  }
  if (!first.disabled) return { value: first.value };
  return { error: fieldError('FORM_OPTION_DISABLED', { given: first.key, reason: first.disabled }) };
}

function unmatched(answer: string | number | JsonObject, choice: Choice): Accepted {
  const id = isJsonObject(answer) ? choice.id(answer) : String(answer);
  const given = id ?? show(answer);
  const listed = choice.options.find((option) => id !== undefined && choice.id(option.value) === id);
  if (listed) {
    const detail = difference(listed.value, answer, '');
    return { error: fieldError('FORM_ANSWER_MISMATCH', { given, detail }) };
  }
  const everywhere = choice.unfiltered();
  const elsewhere = candidates(id ?? answer, everywhere, choice)[0];
  if (elsewhere) {
    const where = choice.filters || '-';
    return {
      error: fieldError('FORM_ANSWER_FILTERED', { given, filters: where, options: some(choice.options) }),
    };
  }
  const assumed = isJsonObject(answer) ? choice.assume?.(answer) : undefined;
  if (assumed) {
    return {
      value: assumed,
      assumed: text(
        `The world does not list ${given}; it is taken to exist.`,
        `世界中未列出 ${given};按其存在处理。`,
      ),
    };
  }
  const keys = choice.options.map((option) => option.key);
  const near = nearest(given, keys).join(', ') || some(choice.options);
  return { error: fieldError('FORM_ANSWER_NOT_OFFERED', { given, near }) };
}

/** The first few keys that could be chosen. */
function some(options: readonly FieldOption[]): string {
  const keys = options.filter((option) => !option.disabled).map((option) => option.key);
  return keys.length > 5 ? `${keys.slice(0, 5).join(', ')}, …` : keys.join(', ') || '-';
}
