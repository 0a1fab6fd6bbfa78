import type { Json } from '../../json.ts';
import { text } from '../../text.ts';
import { acceptBoolean } from './boolean-value.ts';
import { acceptListed } from './select.ts';
import { listedOptions } from './select-options.ts';
import type { Accepted, Widget } from './widget.ts';

/** 15. Check box: a bool, or with `options` the list of the checked values. String and shape are guesses. */
export const checkbox: Widget = {
  name: 'checkbox',
  title: text('Check box', '选择框'),
  evidenced: false,
  otherNames: ['check-box', 'checkbox-group', 'checkboxes'],
  input: ({ config }) => (Array.isArray(config.options) ? 'multi-choice' : 'boolean'),
  properties: ['options'],
  options: ({ config }) => listedOptions(config).map((option) => ({ ...option, value: [option.value] })),
  accept(answer, { config }) {
    if (!Array.isArray(config.options)) return acceptBoolean(answer);
    const plain = listedOptions(config);
    const checked: Json[] = [];
    for (const item of Array.isArray(answer) ? answer : [answer]) {
      const one: Accepted = acceptListed(item, plain);
      if ('error' in one) return one;
      checked.push(one.value);
    }
    return { value: checked };
  },
};
