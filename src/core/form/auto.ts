import type { Json } from '../json.ts';
import type { PackageModel } from '../package/index.ts';
import type { World } from '../world/index.ts';
import { deciders, influences } from './dependencies.ts';
import { messageOf } from './field-error.ts';
import { type FormResolver, formResolver } from './resolve.ts';
import type { Answers, AnswersSource, FormField, FormState } from './types.ts';
import { findWidget } from './widgets/index.ts';

/** Sets of answers that are tried before the search gives up. */
const MAX_TRIES = 3000;

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
  const search = new Search(model, world, optional, formResolver(model, world), source);
  return search.run(given);
}

class Search {
  readonly #model: PackageModel;
  readonly #world: World;
  readonly #optional: 'fill' | 'skip';
  readonly #resolve: FormResolver;
  readonly #source: AnswersSource | undefined;
  readonly #influences: ReadonlyMap<string, ReadonlySet<string>>;
  readonly #deciders: ReadonlySet<string>;
  #tries = 0;
  #firstFailure: Answers | undefined;
  #lastFailed = '';

  constructor(
    model: PackageModel,
    world: World,
    optional: 'fill' | 'skip',
    resolve: FormResolver,
    source: AnswersSource | undefined,
  ) {
    this.#model = model;
    this.#world = world;
    this.#optional = optional;
    this.#resolve = resolve;
    this.#source = source;
    this.#influences = influences(model.args);
    this.#deciders = deciders(model.args);
  }

  run(given: Answers): FormState {
    const found = this.#extend(given);
    if ('state' in found) return found.state;
    const state = this.#fillRest(this.#firstFailure ?? given);
    if (this.#tries < MAX_TRIES) return state;
    const message = messageOf('FORM_AUTO_GAVE_UP', { tries: MAX_TRIES, name: this.#lastFailed });
    const gaveUp = { code: 'FORM_AUTO_GAVE_UP', severity: 'error', message, file: 'package.yaml' } as const;
    return { ...state, complete: false, diagnostics: [...state.diagnostics, gaveUp] };
  }

  /** Extends a set of answers to a complete one. */
  #extend(answers: Answers): { state: FormState } | { conflict: Conflict } {
    this.#tries++;
    const state = this.#resolve(answers, this.#source);
    const open = this.#openFields(state, answers);
    const dead = state.fields.find((field) => isDead(field, open));
    // A default that is still open may be what makes the field fail: then that is what to vary next.
    const culprits = dead && open.filter((field) => this.#influences.get(dead.name)?.has(field.name));
    if (dead && culprits?.length === 0) return { conflict: this.#fail(answers, dead) };
    const [field] = culprits ?? open;
    if (!field) {
      const waiting = state.fields.find((each) => each.visible && each.incomplete);
      if (waiting) return { conflict: this.#fail(answers, waiting) };
      // Whatever else is wrong (two visible args of one name, an unknown name) no choice of ours can mend.
      return { state };
    }
    const conflict = new Set(this.#influences.get(field.name));
    conflict.delete(field.name);
    for (const candidate of this.#candidates(field, state)) {
      if (this.#tries >= MAX_TRIES) break;
      const deeper = this.#extend({ ...answers, [field.name]: candidate });
      if ('state' in deeper || !deeper.conflict.has(field.name)) return deeper;
      for (const name of deeper.conflict) if (name !== field.name) conflict.add(name);
    }
    return { conflict };
  }

  #fail(answers: Answers, field: FormField): Conflict {
    this.#firstFailure ??= answers;
    this.#lastFailed = field.name;
    return this.#influences.get(field.name) ?? new Set();
  }

  /** The state to report a failure with: what can be answered is, so that only the true causes are left. */
  #fillRest(start: Answers): FormState {
    let answers = start;
    for (;;) {
      const state = this.#resolve(answers, this.#source);
      const [field] = this.#openFields(state, answers);
      const [value] = field ? this.#candidates(field, state) : [];
      if (!field || value === undefined) return state;
      answers = { ...answers, [field.name]: value };
    }
  }

  /** Fields still to be answered: those that decide what is shown first, then in the order of the form. */
  #openFields(state: FormState, answers: Answers): FormField[] {
    const open = state.fields.filter(
      (field) =>
        field.visible &&
        !field.incomplete &&
        !Object.hasOwn(answers, field.name) &&
        (!field.optional || field.value !== undefined || this.#optional === 'fill') &&
        this.#candidates(field, state).length > 0,
    );
    const rank = (field: FormField) => (this.#deciders.has(field.name) ? 0 : 1);
    return open.sort((a, b) => rank(a) - rank(b) || a.index - b.index);
  }

  /** Values to try for a field, the default first. */
  #candidates(field: FormField, state: FormState): readonly Json[] {
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
    const value = suggest({ world: this.#world, arg, config }, state.answers);
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
