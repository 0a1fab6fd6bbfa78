import type { Json } from '../../json.ts';
import { text } from '../../text.ts';
import { nearest } from '../../world/index.ts';
import { fieldError, show } from '../field-error.ts';
import type { FieldOption } from '../types.ts';
import { listedOptions } from './select-options.ts';
import type { Accepted, Widget } from './widget.ts';

/** Finds an entry by its value, else by its label. */
export function acceptListed(answer: Json, options: readonly FieldOption[]): Accepted {
  const word = typeof answer === 'object' ? JSON.stringify(answer) : String(answer);
  const option =
    options.find((each) => each.value === answer) ??
    options.find((each) => each.key === word) ??
    options.find((each) => each.label === word);
  if (option) return { value: option.value };
  const keys = options.map((each) => each.key);
  const near = nearest(word, keys).join(', ') || keys.slice(0, 10).join(', ') || '-';
  return { error: fieldError('FORM_ANSWER_NOT_OFFERED', { given: show(answer), near }) };
}

/** 18. Dropdown: the `value` of one of its `options`. */
export const select: Widget = {
  name: 'select',
  title: text('Dropdown', '下拉选择'),
  evidenced: true,
  otherNames: ['dropdown', 'select-input', 'radio', 'radio-group'],
  input: 'choice',
  properties: ['options'],
  options: ({ config }) => listedOptions(config),
  accept: (answer, _context, options) => acceptListed(answer, options),
};
