import { isJsonObject, type Json } from '../../json.ts';
import { text } from '../../text.ts';
import { nearest } from '../../world/index.ts';
import { fieldError, show } from '../field-error.ts';
import type { Accepted, Widget, WidgetContext } from './widget.ts';

function accept(answer: Json, { world }: WidgetContext): Accepted {
  const given = isJsonObject(answer) ? answer.policies : answer;
  const list = Array.isArray(given) ? given : [given];
  if (!list.every((item) => typeof item === 'string')) {
    const expected = 'policy | list of policies | {policies: [...]}';
    return { error: fieldError('FORM_ANSWER_TYPE', { given: show(answer), expected }) };
  }
  const unknown = list.find((name) => !world.policies.includes(name));
  if (unknown !== undefined && world.closed) {
    const near = nearest(unknown, world.policies).join(', ') || world.policies.join(', ') || '-';
    return { error: fieldError('FORM_ANSWER_NOT_OFFERED', { given: show(unknown), near }) };
  }
  return { value: { policies: list } };
}

/** 13. Role and policy binding. String and shape are guesses: `{policies: [names]}`. */
export const camPolicy: Widget = {
  name: 'cam-policy',
  title: text('Role and policy binding', '角色策略绑定'),
  evidenced: false,
  otherNames: [
    'cam-policy-select',
    'cam-role-policy',
    'role-policy',
    'role-policy-binding',
    'cam-role-select',
  ],
  input: 'multi-choice',
  properties: [],
  options: ({ world }) =>
    world.policies.map((name) => ({ key: name, label: name, value: { policies: [name] } })),
  accept,
};
