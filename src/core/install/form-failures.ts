import type { Diagnostic } from '../diagnostics/index.ts';
import type { FormField, FormState } from '../form/types.ts';
import type { Json } from '../json.ts';
import { text } from '../text.ts';
import { answerCure } from './cures/index.ts';
import type { Cause, Cure, Failure } from './events.ts';
import { diagnosticFailure, failure } from './failure.ts';
import type { RehearsalInput } from './input.ts';
import { packageFailure } from './package-failure.ts';
import type { Run } from './run.ts';
import { either } from './template.ts';
import { show } from './values.ts';

const MANIFEST = 'package.yaml';
const MOST_CHOICES = 3;
const UNKNOWN_ARG = 'FORM_ANSWER_UNKNOWN_ARG';
/** Errors of fields that come from the account and not from the answer's form. */
const WORLD_SAYS: ReadonlySet<string> = new Set([
  'FORM_OPTION_DISABLED',
  'FORM_ALL_DISABLED',
  'FORM_NO_OPTIONS',
  'FORM_ANSWER_NOT_OFFERED',
  'FORM_ANSWER_FILTERED',
]);

/** Why a form keeps an install from going on: its fields first, then what else is wrong with answers and package. */
export function formFailures(run: Run, state: FormState): readonly Failure[] {
  const { source, answers } = run.input;
  const wrong = state.diagnostics.filter((each) => each.severity === 'error');
  const fields = state.fields
    .filter((field) => field.visible && field.error)
    .map((field, _i, all) => ofField(run, field, wrong, { answers, all }));
  const others = wrong
    .filter((each) => fields.length === 0 || each.code === UNKNOWN_ARG)
    .map((each) =>
      each.file === MANIFEST ? packageFailure(source, each) : diagnosticFailure('SIM_ANSWERS_INVALID', each),
    );
  if (fields.length > 0) return [...fields, ...others];
  if (others.length > 0 || state.complete) return others;
  const waiting = state.fields.find((field) => field.visible && field.incomplete);
  const detail = waiting?.incomplete ?? text('has no value', '没有值');
  return [failure('SIM_FORM_INCOMPLETE', { field: waiting?.label ?? '', detail, choices: '' })];
}

function ofField(
  run: Run,
  field: FormField,
  wrong: readonly Diagnostic[],
  { answers, all }: { readonly answers: RehearsalInput['answers']; readonly all: readonly FormField[] },
): Failure {
  const offered = field.options.filter((option) => !option.disabled).slice(0, MOST_CHOICES);
  const list = either(offered.map((option) => option.key));
  const choices = offered.length === 0 ? '' : text(`: ${list.en}`, `:${list['zh-CN']}`);
  const detail = field.error?.message ?? '';
  return failure(
    'SIM_FORM_INCOMPLETE',
    { field: field.label, detail, choices },
    {
      causes: causesOf(field, wrong, answers === 'auto' ? undefined : answers[field.name]),
      // What the world says against an answer is in the field's own words.
      cure: firstFitting(run, field) ?? firstOfAll(all),
      ...(field.error && WORLD_SAYS.has(field.error.code) ? { world: field.error.message } : {}),
    },
  );
}

/** The first option with which the form is complete, or one that is the default. */
function firstFitting(run: Run, field: FormField): Cure | undefined {
  const option = field.options.find((each) => !each.disabled && run.form.fits({ [field.name]: each.value }));
  return option && answerCure(field.name, option.value, field.label, option.label);
}

/** No option alone makes the form complete: the first of each field that is wrong, and what then is missing comes next. */
function firstOfAll(fields: readonly FormField[]): Cure | undefined {
  const cures = fields.flatMap((field) => {
    const option = field.options.find((each) => !each.disabled);
    return option ? [answerCure(field.name, option.value, field.label, option.label)] : [];
  });
  if (cures.length === 0) return undefined;
  return {
    title: {
      en: cures.map((each) => each.title.en).join(' '),
      'zh-CN': cures.map((each) => each.title['zh-CN']).join(''),
    },
    changes: cures.flatMap((each) => each.changes),
    lifts: [],
  };
}

function causesOf(
  field: FormField,
  wrong: readonly Diagnostic[],
  answer: Json | undefined,
): readonly Cause[] {
  const found = wrong.find((each) => each.message.en.startsWith(`${field.name} (`));
  const place = found && { file: found.file, ...(found.range ? { range: found.range } : {}) };
  const source: Cause = {
    kind: 'source',
    text: text(`The field "${field.label}" (${field.widget})`, `字段“${field.label}”(${field.widget})`),
    ...(place ? { place } : {}),
  };
  const given = answer ?? field.value;
  if (given === undefined) return [source];
  const shown = field.input === 'password' ? '"******"' : show(given);
  return [
    source,
    { kind: 'value', text: text(`${field.name} is ${shown}`, `${field.name} 的值为 ${shown}`) },
  ];
}
