import type { Json } from '../json.ts';
import type { PackageArg, PackageModel } from '../package/index.ts';
import { sameText, text } from '../text.ts';
import type { World } from '../world/index.ts';
import { judge } from './conditions.ts';
import { fieldError } from './field-error.ts';
import { findingsOf } from './findings.ts';
import { Scope } from './scope.ts';
import { type Draft, type FieldEnvironment, type Offer, settleField } from './settle-field.ts';
import type { Answers, AnswersSource, FieldError, FormField, FormState } from './types.ts';
import { findWidget } from './widgets/index.ts';

/** Passes over the args before a form counts as circular. A chain of references settles one link a pass at worst. */
const MAX_PASSES = 100;

export interface FormInput {
  readonly model: PackageModel;
  readonly world: World;
  /** Whole values or keys of options, by arg name; null leaves a field empty on purpose. */
  readonly answers: Answers;
  readonly source?: AnswersSource;
}

/** Resolves one form for many sets of answers: what a choice offers is worked out once. */
export type FormResolver = (answers: Answers, source?: AnswersSource) => FormState;

/** See `resolveForm`. */
export function formResolver(model: PackageModel, world: World): FormResolver {
  const offers = new Map<string, Offer>();
  const environments = model.args.map(
    (arg): FieldEnvironment => ({ world, offers, found: findWidget(arg.widget) }),
  );
  return (answers, source) => {
    const scope = new Scope(model.args);
    const { drafts, restless } = settle(model.args, scope, answers, environments);
    const errors = new Map(drafts.flatMap((draft) => entryOf(draft, scope)));
    const fields = drafts.map((draft) => toField(draft, errors.get(draft.arg.index), model));
    const visible = fields.filter((field) => field.visible);
    const taken = new Map<string, Json>();
    // The first of two visible args of one name counts.
    for (const { name, value } of visible)
      if (value !== undefined && !taken.has(name)) taken.set(name, value);
    const diagnostics = findingsOf({ model, scope, drafts, errors, answers, source, restless });
    return {
      fields,
      complete:
        diagnostics.every((each) => each.severity !== 'error') && !visible.some((field) => field.incomplete),
      answers: Object.fromEntries(taken),
      diagnostics,
    };
  };
}

/**
 * The state of a package's form in a world with some answers. Conditions, properties and defaults are evaluated until
 * nothing changes, so references may point forward. Never throws; what is wrong is in the fields and the diagnostics.
 */
export const resolveForm = ({ model, world, answers, source }: FormInput): FormState =>
  formResolver(model, world)(answers, source);

function settle(
  args: readonly PackageArg[],
  scope: Scope,
  answers: Answers,
  environments: readonly FieldEnvironment[],
): { drafts: Draft[]; restless: string[] } {
  let before: string[] = [];
  let restless: string[] = [];
  let drafts: Draft[] = [];
  for (let pass = 0; pass < MAX_PASSES; pass++) {
    drafts = args.flatMap((arg, index) => {
      const environment = environments[index];
      if (!environment) return [];
      const draft = settleField(arg, scope, answers, environment);
      scope.set(arg, draft.visible, draft.value);
      return [draft];
    });
    const now = drafts.map(({ visible, waitsFor, value, options }) =>
      JSON.stringify([visible, waitsFor ?? null, value ?? null, options.length]),
    );
    restless = args.filter((_, index) => now[index] !== before[index]).map((arg) => arg.name);
    if (restless.length === 0) break;
    before = now;
  }
  return { drafts, restless };
}

/** A field's error, the package's own rules included: those speak only about a field that has a value. */
function entryOf(draft: Draft, scope: Scope): [number, FieldError][] {
  if (!draft.visible) return [];
  if (draft.error) return [[draft.arg.index, draft.error]];
  if (draft.value === undefined) return [];
  const broken = draft.arg.validator.find((condition) => judge(condition, scope.lookup) === 'fails');
  if (!broken) return [];
  const message = broken.message ?? `${draft.arg.name}: ${broken.op}`;
  return [[draft.arg.index, fieldError('FORM_VALIDATOR', { message })]];
}

function toField(draft: Draft, error: FieldError | undefined, model: PackageModel): FormField {
  const { arg, found, visible, value, waitsFor } = draft;
  const { widget } = found;
  const upstream = model.args.find((each) => each.name === waitsFor)?.label ?? waitsFor;
  const tips = arg.incompleteTips === undefined ? undefined : sameText(arg.incompleteTips);
  return {
    index: arg.index,
    name: arg.name,
    label: arg.label,
    ...(arg.description === undefined ? {} : { description: arg.description }),
    widget: arg.widget,
    input: typeof widget.input === 'string' ? widget.input : widget.input(draft.context),
    optional: arg.optional,
    visible,
    ...(waitsFor === undefined
      ? {}
      : { incomplete: tips ?? text(`Choose "${upstream}" first.`, `请先选择“${upstream}”。`) }),
    options: draft.options,
    ...(value === undefined ? {} : { value }),
    ...(error ? { error } : {}),
    evidenced: found.match === 'exact',
    limits: draft.limits,
  };
}
