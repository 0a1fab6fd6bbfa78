import type { Json } from '../json.ts';
import type { PackageModel } from '../package/index.ts';
import type { World } from '../world/index.ts';
import { deciders, influences, leaves } from './dependencies.ts';
import { messageOf } from './field-error.ts';
import { formSettler, type SettledForm } from './resolve.ts';
import type { Answers, AnswersSource, FormField, FormState } from './types.ts';
import { findWidget } from './widgets/index.ts';

/** Sets of answers that are tried before the search gives up, … */
const MAX_TRIES = 3000;
/** … and fields that are settled on the way: bounds the time that a form of a thousand args can take. */
const MAX_FIELDS = 300_000;
/** Rounds of answering what is left once the search has failed; a round answers all that is open at the time. */
const MAX_ROUNDS = 200;

export interface AutoInput {
  readonly model: PackageModel;
  readonly world: World;
  /** Answers that are kept; the others are chosen around them. */
  readonly given?: Answers;
  readonly source?: AnswersSource;
  /**
   * `fill` (default) also answers optional fields that offer a choice, because many packages use such an arg without
   * asking whether it was answered; `skip` leaves them empty.
   */
  readonly optional?: 'fill' | 'skip';
}

/** A search that failed: the names that could have made a difference. */
type Conflict = ReadonlySet<string>;

/**
 * Answers a form by itself: for every field the first choice that can be had, in the order of the form, free inputs by
 * their name, label and description. When a choice leaves a later field without one (a zone without stock), the search
 * goes back to the last choice that had a say in it. Deterministic and bounded; what could not be answered is in the
 * returned state's fields and diagnostics.
 */
export function autoAnswers({ model, world, given = {}, source, optional = 'fill' }: AutoInput): FormState {
  return new Search(model, world, optional).run(given, source);
}

class Search {
  readonly #model: PackageModel;
  readonly #world: World;
  readonly #optional: 'fill' | 'skip';
  readonly #settle: (answers: Answers) => SettledForm;
  readonly #influences: ReadonlyMap<string, ReadonlySet<string>>;
  readonly #deciders: ReadonlySet<string>;
  readonly #leaves: ReadonlySet<string>;
  readonly #budget: number;
  #tries = 0;
  #firstFailure: Answers | undefined;
  #lastFailed = '';

  constructor(model: PackageModel, world: World, optional: 'fill' | 'skip') {
    this.#model = model;
    this.#world = world;
    this.#optional = optional;
    this.#settle = formSettler(model, world);
    this.#influences = influences(model.args);
    this.#deciders = deciders(model.args);
    this.#leaves = leaves(model.args);
    this.#budget = Math.min(MAX_TRIES, Math.ceil(MAX_FIELDS / Math.max(1, model.args.length)));
  }

  run(given: Answers, source: AnswersSource | undefined): FormState {
    const found = this.#extend(given);
    if ('form' in found) return found.form.state(source);
    const state = this.#fillRest(this.#firstFailure ?? given).state(source);
    if (state.complete || this.#tries < this.#budget) return state;
    const message = messageOf('FORM_AUTO_GAVE_UP', { tries: this.#tries, name: this.#lastFailed });
    const gaveUp = { code: 'FORM_AUTO_GAVE_UP', severity: 'error', message, file: 'package.yaml' } as const;
    return { ...state, complete: false, diagnostics: [...state.diagnostics, gaveUp] };
  }

  /** Extends a set of answers to a complete one. */
  #extend(answers: Answers): { form: SettledForm } | { conflict: Conflict } {
    this.#tries++;
    const form = this.#settle(answers);
    const open = this.#openFields(form, answers);
    const dead = form.fields.find((field) => isDead(field, open));
    // A default that is still open may be what makes the field fail: then that is what to vary next.
    const culprits = dead && open.filter((field) => this.#influences.get(dead.name)?.has(field.name));
    if (dead && culprits?.length === 0) return { conflict: this.#fail(answers, dead) };
    const [field] = culprits ?? open;
    if (!field) {
      const waiting = form.fields.find((each) => each.visible && each.incomplete);
      if (waiting) return { conflict: this.#fail(answers, waiting) };
      // Whatever else is wrong (two visible args of one name, an unknown name) no choice of ours can mend.
      return { form };
    }
    if (this.#leaves.has(field.name)) return this.#extend(this.#firstChoices(open, form, answers));
    const conflict = new Set(this.#influences.get(field.name));
    conflict.delete(field.name);
    for (const candidate of this.#candidates(field, form.answers)) {
      if (this.#tries >= this.#budget) break;
      const deeper = this.#extend({ ...answers, [field.name]: candidate });
      if ('form' in deeper || !deeper.conflict.has(field.name)) return deeper;
      for (const name of deeper.conflict) if (name !== field.name) conflict.add(name);
    }
    return { conflict };
  }

  /** The answers with the first choice for each of these fields. */
  #firstChoices(fields: readonly FormField[], form: SettledForm, answers: Answers): Answers {
    const chosen: Record<string, Json> = {};
    for (const field of fields) {
      const [value] = this.#candidates(field, { ...form.answers, ...chosen });
      if (value !== undefined && chosen[field.name] === undefined) chosen[field.name] = value;
    }
    return { ...answers, ...chosen };
  }

  #fail(answers: Answers, field: FormField): Conflict {
    this.#firstFailure ??= answers;
    this.#lastFailed = field.name;
    return this.#influences.get(field.name) ?? new Set();
  }

  /** What to report a failure with: all that can be answered is, so that only the true causes are left. */
  #fillRest(start: Answers): SettledForm {
    let answers = start;
    for (let round = 0; ; round++) {
      const form = this.#settle(answers);
      const open = this.#openFields(form, answers);
      if (open.length === 0 || round > MAX_ROUNDS) return form;
      answers = this.#firstChoices(open, form, answers);
    }
  }

  /** Fields still to be answered: those that decide what is shown first, leaves last, else in the order of the form. */
  #openFields(form: SettledForm, answers: Answers): FormField[] {
    const open = form.fields.filter(
      (field) =>
        field.visible &&
        !field.incomplete &&
        !Object.hasOwn(answers, field.name) &&
        (!field.optional || field.value !== undefined || this.#optional === 'fill') &&
        this.#candidates(field, form.answers).length > 0,
    );
    const rank = ({ name }: FormField) => (this.#deciders.has(name) ? 0 : this.#leaves.has(name) ? 2 : 1);
    return open.sort((a, b) => rank(a) - rank(b) || a.index - b.index);
  }

  /** Values to try for a field, the default first. */
  #candidates(field: FormField, taken: Answers): readonly Json[] {
    const own = field.value === undefined ? [] : [field.value];
    const enabled = field.options.filter((option) => !option.disabled).map((option) => option.value);
    if (enabled.length > 0) return [...own, ...enabled.filter((value) => !same(value, own[0]))];
    if (field.input === 'boolean')
      return field.value === undefined ? [true, false] : [field.value, !field.value];
    if (own.length > 0 || field.optional) return own;
    const arg = this.#model.args.find((each) => each.index === field.index);
    const { suggest } = findWidget(field.widget).widget;
    if (!arg || !suggest) return [];
    const config = { ...arg.config, ...field.limits };
    const value = suggest({ world: this.#world, arg, config }, taken);
    return value === undefined ? [] : [value];
  }
}

const same = (a: Json, b: Json | undefined): boolean =>
  b !== undefined && JSON.stringify(a) === JSON.stringify(b);

/** True when no further answer can mend the field as things stand. */
function isDead(field: FormField, open: readonly FormField[]): boolean {
  if (!field.visible || !field.error) return false;
  return !(field.error.code === 'FORM_REQUIRED' && open.includes(field));
}
