import { isJsonObject, type Json } from '../../json.ts';
import { text } from '../../text.ts';
import { nearest } from '../../world/index.ts';
import { fieldError, show } from '../field-error.ts';
import type { FieldOption } from '../types.ts';
import type { Accepted, Widget } from './widget.ts';

/** `skey-a`, `[skey-a, skey-b]` or `{keyIds: [...]}`, ids or names. */
function names(answer: Json): string[] | undefined {
  const list = isJsonObject(answer) ? answer.keyIds : answer;
  const items = Array.isArray(list) ? list : [list];
  return items.every((item) => typeof item === 'string') ? items : undefined;
}

function accept(answer: Json, closed: boolean, options: readonly FieldOption[]): Accepted {
  const wanted = names(answer);
  if (!wanted || wanted.length === 0) {
    const expected = 'key | list of keys | {keyIds: [...]}';
    return { error: fieldError('FORM_ANSWER_TYPE', { given: show(answer), expected }) };
  }
  const keyIds: string[] = [];
  const unlisted: string[] = [];
  for (const name of wanted) {
    const option = options.find((each) => each.key === name || each.label === name);
    if (!option && (closed || !isJsonObject(answer))) {
      const keys = options.map((each) => each.key);
      const near = nearest(name, keys).join(', ') || keys.join(', ') || '-';
      return { error: fieldError('FORM_ANSWER_NOT_OFFERED', { given: show(name), near }) };
    }
    if (!option) unlisted.push(name);
    keyIds.push(option?.key ?? name);
  }
  const value = { keyIds: [...new Set(keyIds)] };
  if (unlisted.length === 0) return { value };
  const list = unlisted.join(', ');
  return {
    value,
    assumed: text(
      `The world does not list ${list}; it is taken to exist.`,
      `世界中未列出 ${list};按其存在处理。`,
    ),
  };
}

/** 10. SSH key pairs, one or several: `{keyIds: [...]}`. */
export const sshKeyPairsSelect: Widget = {
  name: 'ssh-key-pairs-select',
  title: text('SSH key pair', 'SSH 密钥对'),
  evidenced: true,
  otherNames: ['ssh-key-pair-select', 'ssh-key-select', 'key-pair-select'],
  input: 'multi-choice',
  properties: [],
  options: ({ world }) =>
    world.keyPairs.map((pair) => ({ key: pair.id, label: pair.name, value: { keyIds: [pair.id] } })),
  accept: (answer, { world }, options) => accept(answer, world.closed, options),
};
