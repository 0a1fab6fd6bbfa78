import type { FormField, FormState } from '../form/index.ts';
import type { Answers } from '../form/types.ts';
import { isJsonObject, type Json } from '../json.ts';
import { FREE } from '../shell/index.ts';
import type { Plan } from '../terraform/index.ts';
import { type LocalText, text } from '../text.ts';
import type { World } from '../world/types.ts';
import { hasChoices } from './answers.ts';
import { type Choice, pairRows } from './pairs.ts';
import type { Compared, Slice } from './slice.ts';

/** Plans with free answers changed that one closure may take. */
const MOST_VARIANTS = 600;
/** Sets of free answers that are planned under one set of the others; of more, each pair of values is. */
const MOST_JOINT = 128;

/** A plan, and the same with stand-ins for what only the cloud knows. */
export interface Planned {
  readonly plan: Plan;
  readonly applied: Plan;
}

/** A plan in which free answers are others. */
export interface FreePlan extends Planned {
  /** A number that was raised by one: what it was. */
  readonly number?: number;
}

export type Alter = (name: string, value: Json) => Json;

interface FreeParts {
  readonly world: World;
  readonly slice: Slice;
  readonly plan: (answers: Answers, alter: Alter) => Planned | undefined;
}

/**
 * Answers that customers give freely. Other ones are planned than the form has: they show what an answer feeds, and what it
 * decides, alone and together with others.
 */
export class FreeAnswers {
  readonly #parts: FreeParts;
  #left = MOST_VARIANTS;
  readonly #blind = new Set<string>();
  #mostJoint = 0;

  constructor(parts: FreeParts) {
    this.#parts = parts;
  }

  /** The plans that come of a form when its free answers are others. */
  variants(form: FormState): readonly FreePlan[] {
    const fields = form.fields.flatMap((field) => this.#freeField(field, form));
    return [...fields.flatMap((each) => this.#alone(form, each)), ...this.#together(form, fields)];
  }

  /** What was not seen. */
  gaps(): readonly LocalText[] {
    const gaps = [...this.#blind].map((name) =>
      text(
        `No other answer to ${name} can be planned than the one that was tried: what others lead to is not seen.`,
        `除已尝试的答案外,${name} 的其他取值均无法生成计划,无法得知其影响。`,
      ),
    );
    if (this.#mostJoint > 0)
      gaps.push(
        text(
          `Free answers that are compared with something make ${this.#mostJoint} sets, more than the ${MOST_JOINT} that are planned: only each pair of values was tried together.`,
          `参与比较的自由答案共有 ${this.#mostJoint} 种组合,超过上限 ${MOST_JOINT}:只按两两组合尝试。`,
        ),
      );
    if (this.#left < 0)
      gaps.push(
        text(
          `Free answers lead to more than ${MOST_VARIANTS} other plans; the rest was not tried.`,
          `自由填写的答案会产生超过 ${MOST_VARIANTS} 个其他计划,其余未尝试。`,
        ),
      );
    return gaps;
  }

  #freeField({ name, visible, value }: FormField, form: FormState): readonly FreeField[] {
    const { world, slice } = this.#parts;
    if (!visible || value === undefined || (slice.relevant && !slice.relevant.has(name))) return [];
    const field = form.fields.find((each) => each.name === name && each.visible);
    if (!field || (hasChoices(field, world) && field.widget !== 'cvm-instance-type-select')) return [];
    const others = (slice.compared.get(name) ?? []).flatMap((each) => {
      const changed = changedBy(value, each, form);
      return changed === undefined || isSame(changed, value) ? [] : [changed];
    });
    return [{ name, value, others }];
  }

  #alone(form: FormState, { name, value, others }: FreeField): readonly FreePlan[] {
    const found: FreePlan[] = [];
    let seen = false;
    for (const [i, other] of [altered(value), ...others].entries()) {
      if (!this.#mayTry()) return found;
      const planned = this.#parts.plan(form.answers, (each, was) => (each === name ? other : was));
      seen ||= planned !== undefined;
      if (planned)
        found.push({ ...planned, ...(i === 0 && typeof value === 'number' ? { number: value } : {}) });
    }
    if (!seen) this.#blind.add(name);
    return found;
  }

  /** Sets in which at least two answers are others: what decides only together is seen nowhere else. */
  #together(form: FormState, fields: readonly FreeField[]): readonly FreePlan[] {
    const choices = fields
      .filter(({ others }) => others.length > 0)
      .map(({ name, value, others }): Choice<Json> => {
        // A number raised by one looks like an answer of its own where it is part of a name.
        const any = typeof value === 'number' ? [] : [altered(value)];
        return { name, values: [value, ...any, ...others] };
      });
    if (choices.length < 2) return [];
    const sets = choices.reduce((product, { values }) => product * values.length, 1);
    if (sets > MOST_JOINT) this.#mostJoint = Math.max(this.#mostJoint, sets);
    const found: FreePlan[] = [];
    for (const row of sets > MOST_JOINT ? pairRows(choices, MOST_JOINT) : productOf(choices)) {
      if (choices.filter(({ name, values }) => row.get(name) !== values[0]).length < 2) continue;
      if (!this.#mayTry()) return found;
      const planned = this.#parts.plan(form.answers, (name, was) => row.get(name) ?? was);
      if (planned) found.push(planned);
    }
    return found;
  }

  #mayTry(): boolean {
    this.#left -= 1;
    return this.#left >= 0;
  }
}

interface FreeField {
  readonly name: string;
  readonly value: Json;
  /** Values that expressions compare it with. */
  readonly others: readonly Json[];
}

/** Every set of choices. */
function productOf<T>(choices: readonly Choice<T>[]): readonly ReadonlyMap<string, T>[] {
  return choices.reduce<readonly ReadonlyMap<string, T>[]>(
    (rows, { name, values }) =>
      rows.flatMap((row) => values.map((value) => new Map([...row, [name, value]]))),
    [new Map()],
  );
}

const isSame = (one: Json, other: Json): boolean => JSON.stringify(one) === JSON.stringify(other);

/** The value with what it is compared with in its place; undefined where it has no such place. */
function changedBy(value: Json, { path, to }: Compared, form: FormState): Json | undefined {
  if ('value' in to) return withAt(value, path, to.value);
  const other = form.fields.find((each) => each.name === to.variable && each.visible)?.value;
  const there = other === undefined ? undefined : at(other, to.path);
  return there === undefined ? undefined : withAt(value, path, there);
}

function at(value: Json, [first, ...rest]: readonly string[]): Json | undefined {
  if (first === undefined) return value;
  return isJsonObject(value) && Object.hasOwn(value, first) ? at(value[first] ?? null, rest) : undefined;
}

/** Replaces every text and number of a value, so that what it feeds can be seen. */
function altered(value: Json): Json {
  if (typeof value === 'string') return `${FREE}-${value}`;
  if (typeof value === 'number') return value + 1;
  if (Array.isArray(value)) return value.map(altered);
  if (isJsonObject(value))
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, altered(each)]));
  return value;
}

/** A value with another at a path in it; undefined where it has no such path. */
function withAt(value: Json, [first, ...rest]: readonly string[], other: Json): Json | undefined {
  if (first === undefined) return typeof value === typeof other ? other : undefined;
  if (!isJsonObject(value) || !Object.hasOwn(value, first)) return undefined;
  const inner = withAt(value[first] ?? null, rest, other);
  return inner === undefined ? undefined : { ...value, [first]: inner };
}
