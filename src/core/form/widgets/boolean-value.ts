import type { Json } from '../../json.ts';
import { fieldError, show } from '../field-error.ts';
import type { Accepted } from './widget.ts';

/** A yes-or-no answer; the words `true` and `false` are taken too. */
export function acceptBoolean(answer: Json): Accepted {
  if (typeof answer === 'boolean') return { value: answer };
  if (answer === 'true' || answer === 'false') return { value: answer === 'true' };
  return { error: fieldError('FORM_ANSWER_TYPE', { given: show(answer), expected: 'true | false' }) };
}
