import type { Json } from '../../json.ts';
import { fieldError, show } from '../field-error.ts';
import { number } from './config.ts';
import type { Accepted, WidgetContext } from './widget.ts';

/** Longest text that is taken, in UTF-16 units: what a form of the platform could carry at most. */
const MAX_TEXT = 65_536;

/** A text answer. Numbers and booleans of a YAML file are taken by their words; an empty text counts as no answer. */
export function acceptText(answer: Json, { config }: WidgetContext): Accepted {
  if (typeof answer === 'object') {
    return { error: fieldError('FORM_ANSWER_TYPE', { given: show(answer), expected: 'text' }) };
  }
  const value = String(answer);
  const min = number(config, 'minLength') ?? 0;
  const max = Math.min(number(config, 'maxLength') ?? MAX_TEXT, MAX_TEXT);
  if (value.length < min || value.length > max) {
    return { error: fieldError('FORM_RANGE', { given: `length ${value.length}`, min, max }) };
  }
  return { value };
}
