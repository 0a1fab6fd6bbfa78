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

/** A form under one set of answers, its findings not yet written. */
export interface SettledForm {
  readonly fields: readonly FormField[];
  readonly answers: Answers;
  readonly state: (source?: AnswersSource) => FormState;
}

/** Settles one form for many sets of answers: what a choice offers is worked out once. */
export function formSettler(model: PackageModel, world: World): (answers: Answers) => SettledForm {
  const offers = new Map<string, Offer>();
  const environments = model.args.map(
    (arg): FieldEnvironment => ({ world, offers, found: findWidget(arg.widget) }),
  );
  const labels = new Map(model.args.map((arg) => [arg.name, arg.label]));
  return (given) => {
    const scope = new Scope(model.args);
    const { drafts, restless } = settle(model.args, scope, given, environments);
    const errors = new Map(drafts.flatMap((draft) => entryOf(draft, scope)));
    const fields = drafts.map((draft) => toField(draft, errors.get(draft.arg.index), labels));
    const answers = answersOf(fields);
    const state = (source?: AnswersSource): FormState => {
      const diagnostics = findingsOf({ model, scope, drafts, errors, answers: given, source, restless });
      const waiting = fields.some((field) => field.visible && field.incomplete);
      const wrong = diagnostics.some((each) => each.severity === 'error');
      return { fields, complete: !wrong && !waiting, answers, diagnostics };
    };
    return { fields, answers, state };
  };
}

/** Values of the visible fields by name; of two visible args of one name, the first counts. */
function answersOf(fields: readonly FormField[]): Answers {
  const taken = new Map<string, Json>();
  for (const { name, value, visible } of fields) {
    if (visible && value !== undefined && !taken.has(name)) taken.set(name, value);
  }
  return Object.fromEntries(taken);
}

/** Resolves one form for many sets of answers, faster than `resolveForm` for each. */
export type FormResolver = (answers: Answers, source?: AnswersSource) => FormState;

/** See `resolveForm`. */
export function formResolver(model: PackageModel, world: World): FormResolver {
  const settled = formSettler(model, world);
  return (answers, source) => settled(answers).state(source);
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
  let restless: string[] = [];
  let drafts: Draft[] = [];
  for (let pass = 0; pass < MAX_PASSES; pass++) {
    const before = drafts;
    drafts = args.flatMap((arg, index) => {
      const environment = environments[index];
      if (!environment) return [];
      const draft = settleField(arg, scope, answers, environment);
      scope.set(arg, draft.visible, draft.value);
      return [draft];
    });
    restless = args.filter((_, index) => !sameDraft(drafts[index], before[index])).map((arg) => arg.name);
    if (restless.length === 0) break;
  }
  return { drafts, restless };
}

/** True when a pass left a field as it was. Options are compared by identity: equal configs share one list. */
const sameDraft = (a: Draft | undefined, b: Draft | undefined): boolean =>
  a !== undefined &&
  b !== undefined &&
  a.visible === b.visible &&
  a.waitsFor === b.waitsFor &&
  (a.options === b.options || a.options.length + b.options.length === 0) &&
  (a.value === b.value || JSON.stringify(a.value) === JSON.stringify(b.value));

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

function toField(
  draft: Draft,
  error: FieldError | undefined,
  labels: ReadonlyMap<string, string>,
): FormField {
  const { arg, found, visible, value, waitsFor } = draft;
  const { widget } = found;
  const upstream = labels.get(waitsFor ?? '') ?? waitsFor;
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
