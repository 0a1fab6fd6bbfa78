import { text } from '../../text.ts';
import { fieldError, show } from '../field-error.ts';
import { suggestNumber } from '../suggest-number.ts';
import { number } from './config.ts';
import type { Widget } from './widget.ts';

/** 19. Number. `min`, `max` and `step` are unverified and honoured. */
export const inputNumber: Widget = {
  name: 'input-number',
  title: text('Number', '数字输入'),
  evidenced: true,
  otherNames: ['number', 'number-input', 'inputnumber', 'slider'],
  input: 'number',
  properties: ['min', 'max', 'step'],
  options: () => [],
  limits: ({ config }) =>
    Object.fromEntries(
      ['min', 'max', 'step'].flatMap((name) => {
        const value = number(config, name);
        return value === undefined ? [] : [[name, value] as const];
      }),
    ),
  accept(answer, { config }) {
    const value = typeof answer === 'string' && answer.trim() !== '' ? Number(answer) : answer;
    if (typeof value !== 'number' || !Number.isFinite(value)) {
      return { error: fieldError('FORM_ANSWER_TYPE', { given: show(answer), expected: 'number' }) };
    }
    const min = number(config, 'min') ?? Number.NEGATIVE_INFINITY;
    const max = number(config, 'max') ?? Number.POSITIVE_INFINITY;
    if (value < min || value > max) {
      const [low, high] = [Number.isFinite(min) ? min : '-', Number.isFinite(max) ? max : '-'];
      return { error: fieldError('FORM_RANGE', { given: value, min: low, max: high }) };
    }
    return { value };
  },
  suggest: suggestNumber,
};
