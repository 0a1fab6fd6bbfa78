import type { Json, JsonObject } from '../json.ts';
import { evaluateArgJson, type PackageArg } from '../package/index.ts';
import type { LocalText } from '../text.ts';
import type { World } from '../world/index.ts';
import { type ExpressionFault, resolveConfig } from './arg-config.ts';
import { isVisible } from './conditions.ts';
import { fieldError } from './field-error.ts';
import type { Scope } from './scope.ts';
import type { Answers, FieldError, FieldOption } from './types.ts';
import { describeFilters } from './widgets/choice.ts';
import type { FoundWidget, WidgetContext } from './widgets/index.ts';

/** One field while the form settles. */
export interface Draft {
  readonly arg: PackageArg;
  readonly found: FoundWidget;
  readonly visible: boolean;
  readonly context: WidgetContext;
  readonly waitsFor?: string;
  readonly options: readonly FieldOption[];
  readonly limits: JsonObject;
  readonly value?: Json;
  readonly error?: FieldError;
  /** Set when an open world took a value on trust. */
  readonly assumed?: LocalText;
  /** Why `defaultValue` was not used. */
  readonly unusableDefault?: LocalText;
  readonly faults: readonly ExpressionFault[];
}

export interface Offer {
  readonly options: readonly FieldOption[];
  readonly limits: JsonObject;
}

/** What a form's args and world are, with the offers already worked out: they depend on the config alone. */
export interface FieldEnvironment {
  readonly world: World;
  readonly found: FoundWidget;
  readonly offers: Map<string, Offer>;
}

/** The field of an arg under the present scope and answers. */
export function settleField(arg: PackageArg, scope: Scope, answers: Answers, env: FieldEnvironment): Draft {
  const { found, world } = env;
  const nothing = { arg, found, context: { world, arg, config: {} }, options: [], limits: {}, faults: [] };
  if (!isVisible(arg, scope.lookup)) return { ...nothing, visible: false };
  const { config, waitsFor, faults } = resolveConfig(arg, scope);
  const context: WidgetContext = { world, arg, config };
  const base = { ...nothing, context, visible: true, faults };
  if (waitsFor !== undefined) return { ...base, waitsFor };
  const offer = offerOf(context, env);
  return { ...base, ...offer, ...answeredField(context, offer, answers, scope, env) };
}

function offerOf(context: WidgetContext, { found, offers }: FieldEnvironment): Offer {
  const key = `${context.arg.index} ${JSON.stringify(context.config)}`;
  const known = offers.get(key);
  if (known) return known;
  const { widget } = found;
  const offer = { options: widget.options(context), limits: widget.limits?.(context) ?? {} };
  offers.set(key, offer);
  return offer;
}

type Answered = Pick<Draft, 'value' | 'error' | 'assumed' | 'unusableDefault'>;

const isEmpty = (answer: Json | undefined): boolean => answer === null || answer === '';

function answeredField(
  context: WidgetContext,
  offer: Offer,
  answers: Answers,
  scope: Scope,
  { found: { widget } }: FieldEnvironment,
): Answered {
  const { arg } = context;
  const given = Object.hasOwn(answers, arg.name) ? answers[arg.name] : undefined;
  if (given !== undefined && !isEmpty(given)) return widget.accept(given, context, offer.options);
  const fallback: Answered = given === undefined ? defaultOf(context, offer, scope, widget) : {};
  if (fallback.value !== undefined) return fallback;
  if (widget.untouched !== undefined && given === undefined) return { ...fallback, value: widget.untouched };
  if (arg.optional || widget.mayStayEmpty) return fallback;
  return { ...fallback, error: emptyError(context, offer, widget) };
}

function emptyError(context: WidgetContext, offer: Offer, widget: FoundWidget['widget']): FieldError {
  const chooses =
    typeof widget.input === 'string' && widget.input !== 'text' && widget.input.endsWith('choice');
  if (!chooses || offer.options.some((option) => !option.disabled)) return fieldError('FORM_REQUIRED');
  const filters = describeFilters(context.config, widget.properties) || '-';
  const [first] = offer.options;
  if (!first?.disabled) return fieldError('FORM_NO_OPTIONS', { filters });
  const data = { filters, count: offer.options.length, first: first.key };
  return fieldError('FORM_ALL_DISABLED', { ...data, reason: first.disabled });
}

function defaultOf(
  context: WidgetContext,
  offer: Offer,
  scope: Scope,
  widget: FoundWidget['widget'],
): Answered {
  const { defaultValue } = context.arg;
  if (defaultValue === undefined || isEmpty(defaultValue)) return {};
  if (widget.ignoresDefault) {
    const detail = { en: `${widget.name} takes none`, 'zh-CN': `${widget.name} 不支持默认值` };
    return { unusableDefault: detail };
  }
  const result = evaluateArgJson(defaultValue, scope.lookup);
  if (result.state !== 'value') {
    return result.state === 'incomplete' ? {} : { unusableDefault: faultText(result) };
  }
  const accepted = widget.accept(result.value, context, offer.options);
  return 'error' in accepted ? { unusableDefault: accepted.error.message } : accepted;
}

const faultText = (
  result: Exclude<ReturnType<typeof evaluateArgJson>, { state: 'value' | 'incomplete' }>,
): LocalText =>
  result.state === 'invalid'
    ? result.problem.message
    : { en: `${result.path} does not exist`, 'zh-CN': `不存在 ${result.path}` };
