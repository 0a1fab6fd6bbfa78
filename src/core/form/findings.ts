import type { Diagnostic, Severity, SourceRange } from '../diagnostics/index.ts';
import type { ErrorCode } from '../errors/index.ts';
import { evaluateArgJson, type PackageArg, type PackageModel } from '../package/index.ts';
import { type LocalText, sameText } from '../text.ts';
import { nearest } from '../world/index.ts';
import { faultOf } from './arg-config.ts';
import { conditionReading } from './conditions.ts';
import { type MessageData, messageOf } from './field-error.ts';
import type { Scope } from './scope.ts';
import type { Draft } from './settle-field.ts';
import type { Answers, AnswersSource, FieldError } from './types.ts';
import { WIDGETS } from './widgets/index.ts';

const FILE = 'package.yaml';

const report = (
  code: ErrorCode,
  severity: Severity,
  data: MessageData,
  range?: SourceRange,
  file = FILE,
): Diagnostic => ({
  code,
  severity,
  message: messageOf(code, data),
  file,
  ...(range ? { range } : {}),
});

const place = (arg: PackageArg, property: string): SourceRange => arg.ranges[property] ?? arg.range;

function ofWidget({ arg, found }: Draft): Diagnostic[] {
  const data = { name: arg.name, widget: arg.widget };
  if (found.match === 'exact') return [];
  if (found.match === 'unverified') {
    const more = { ...data, title: found.widget.title };
    return [report('FORM_WIDGET_UNVERIFIED', 'info', more, place(arg, 'widget'))];
  }
  const near =
    nearest(
      arg.widget,
      WIDGETS.map((widget) => widget.name),
    ).join(', ') || '-';
  return [report('FORM_WIDGET_UNKNOWN', 'info', { ...data, near }, place(arg, 'widget'))];
}

function ofConditions(arg: PackageArg, scope: Scope): Diagnostic[] {
  return (['when', 'hidden', 'validator'] as const).flatMap((property) =>
    arg[property].flatMap((condition) => {
      const reading = conditionReading(condition.op);
      const data = { name: arg.name, op: condition.op, reading: reading ?? '-' };
      const unverified =
        condition.op === 'eq' ? [] : [report('FORM_OP_UNVERIFIED', 'warning', data, condition.range)];
      const faults = [condition.a, condition.b].flatMap((operand) => {
        const detail = faultOf(evaluateArgJson(operand, scope.lookup), scope);
        return detail
          ? [report('FORM_EXPRESSION', 'warning', { name: arg.name, property, detail }, condition.range)]
          : [];
      });
      return [...unverified, ...faults];
    }),
  );
}

/** The finding for a field's error: in the answers file where the answer stands there, else at the arg. */
function ofError(arg: PackageArg, error: FieldError, source: AnswersSource | undefined): Diagnostic {
  const label: LocalText = {
    en: `${arg.name} (${arg.label}): ${error.message.en}`,
    'zh-CN': `${arg.name}(${arg.label}):${error.message['zh-CN']}`,
  };
  const range = source?.ranges[arg.name];
  const where = source && range ? { file: source.file, range } : { file: FILE, range: arg.range };
  return { code: error.code, severity: 'error', message: label, ...where };
}

function ofField(
  draft: Draft,
  error: FieldError | undefined,
  source: AnswersSource | undefined,
): Diagnostic[] {
  const { arg } = draft;
  const name = arg.name;
  const out = draft.faults.map(({ property, detail }) =>
    report('FORM_EXPRESSION', 'warning', { name, property, detail }, place(arg, property)),
  );
  if (draft.unusableDefault) {
    const data = { name, detail: draft.unusableDefault };
    out.push(report('FORM_DEFAULT_UNUSABLE', 'warning', data, place(arg, 'defaultValue')));
  }
  if (draft.assumed) {
    const range = source?.ranges[name];
    const data = { name, detail: draft.assumed };
    out.push(
      source && range
        ? report('FORM_VALUE_ASSUMED', 'warning', data, range, source.file)
        : report('FORM_VALUE_ASSUMED', 'warning', data, arg.range),
    );
  }
  if (error) out.push(ofError(arg, error, source));
  return out;
}

/** Answers that no visible field takes. */
function ofAnswers(
  model: PackageModel,
  scope: Scope,
  answers: Answers,
  source: AnswersSource | undefined,
): Diagnostic[] {
  const names = [...new Set(model.args.map((arg) => arg.name))];
  const file = source?.file ?? 'answers';
  return Object.keys(answers).flatMap((name) => {
    const range = source?.ranges[name];
    if (!scope.has(name)) {
      const near = nearest(name, names).join(', ') || names.slice(0, 10).join(', ') || '-';
      return [report('FORM_ANSWER_UNKNOWN_ARG', 'error', { name, near }, range, file)];
    }
    return scope.shown(name) ? [] : [report('FORM_ANSWER_UNUSED', 'info', { name }, range, file)];
  });
}

/** Circles of fields that wait for one another, each named once. */
function circles(drafts: readonly Draft[]): string[][] {
  const next = new Map(drafts.flatMap((draft) => (draft.waitsFor ? [[draft.arg.name, draft.waitsFor]] : [])));
  const found: string[][] = [];
  const seen = new Set<string>();
  for (const start of next.keys()) {
    const path: string[] = [];
    for (let at: string | undefined = start; at !== undefined && !seen.has(at); at = next.get(at)) {
      seen.add(at);
      path.push(at);
    }
    const back = next.get(path.at(-1) ?? '');
    const from = back === undefined ? -1 : path.indexOf(back);
    if (from !== -1) found.push(path.slice(from));
  }
  return found;
}

export interface FindingsInput {
  readonly model: PackageModel;
  readonly scope: Scope;
  readonly drafts: readonly Draft[];
  readonly errors: ReadonlyMap<number, FieldError>;
  readonly answers: Answers;
  readonly source: AnswersSource | undefined;
  /** Names that still changed when the passes ran out. */
  readonly restless: readonly string[];
}

/** Everything there is to say about a settled form, in the order of its args. */
export function findingsOf(form: FindingsInput): Diagnostic[] {
  const { model, scope, drafts, errors, answers, source } = form;
  const shown = drafts.filter((draft) => draft.visible);
  const cycles = [...circles(shown), ...(form.restless.length > 0 ? [form.restless] : [])];
  const rangeOf = (name: string | undefined) => model.args.find((arg) => arg.name === name)?.range;
  return [
    ...drafts.flatMap((draft) => [...ofWidget(draft), ...ofConditions(draft.arg, scope)]),
    ...shown.flatMap((draft) => ofField(draft, errors.get(draft.arg.index), source)),
    ...shown
      .filter((draft) => scope.shown(draft.arg.name) !== draft.arg)
      .map(({ arg }) => report('FORM_DUPLICATE_VISIBLE', 'error', { name: arg.name }, arg.range)),
    ...cycles.map((names) =>
      report('FORM_CYCLE', 'error', { names: sameText(names.join(' → ')) }, rangeOf(names[0])),
    ),
    ...ofAnswers(model, scope, answers, source),
  ];
}
