import type { Diagnostic } from '../diagnostics/index.ts';
import type { FormField, FormState } from '../form/types.ts';
import { text } from '../text.ts';
import type { Cause, Failure } from './events.ts';
import { diagnosticFailure, failure } from './failure.ts';
import { either } from './template.ts';
import { show } from './values.ts';

const MANIFEST = 'package.yaml';
const MOST_CHOICES = 3;

/** Why a form keeps an install from going on: its fields first, then what else is wrong with answers and package. */
export function formFailures(state: FormState): readonly Failure[] {
  const wrong = state.diagnostics.filter((each) => each.severity === 'error');
  const fields = state.fields
    .filter((field) => field.visible && field.error)
    .map((field) => ofField(field, wrong));
  if (fields.length > 0) return fields;
  const others = wrong.map((each) =>
    diagnosticFailure(each.file === MANIFEST ? 'SIM_PACKAGE_INVALID' : 'SIM_ANSWERS_INVALID', each),
  );
  if (others.length > 0 || state.complete) return others;
  const waiting = state.fields.find((field) => field.visible && field.incomplete);
  const detail = waiting?.incomplete ?? text('has no value', '没有值');
  return [failure('SIM_FORM_INCOMPLETE', { field: waiting?.label ?? '', detail, choices: '' })];
}

function ofField(field: FormField, wrong: readonly Diagnostic[]): Failure {
  const offered = field.options.filter((option) => !option.disabled).slice(0, MOST_CHOICES);
  const list = either(offered.map((option) => option.key));
  const choices = offered.length === 0 ? '' : text(`: ${list.en}`, `:${list['zh-CN']}`);
  const { error } = field;
  return failure(
    'SIM_FORM_INCOMPLETE',
    { field: field.label, detail: error?.message ?? '', choices },
    { causes: causesOf(field, wrong), ...worldOf(field) },
  );
}

function causesOf(field: FormField, wrong: readonly Diagnostic[]): readonly Cause[] {
  const found = wrong.find((each) => each.message.en.startsWith(`${field.name} (`));
  const place = found && { file: found.file, ...(found.range ? { range: found.range } : {}) };
  const source: Cause = {
    kind: 'source',
    text: text(`The field "${field.label}" (${field.widget})`, `字段“${field.label}”(${field.widget})`),
    ...(place ? { place } : {}),
  };
  if (field.value === undefined) return [source];
  const shown = field.input === 'password' ? '"******"' : show(field.value);
  return [
    source,
    { kind: 'value', text: text(`${field.name} is ${shown}`, `${field.name} 的值为 ${shown}`) },
  ];
}

/** What the world says against the chosen option. */
function worldOf(field: FormField) {
  const chosen = JSON.stringify(field.value);
  const disabled = field.options.find((option) => JSON.stringify(option.value) === chosen)?.disabled;
  return disabled ? { world: disabled } : {};
}
