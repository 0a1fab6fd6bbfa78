import { text } from '../../text.ts';
import { parseCidr } from '../../world/index.ts';
import { fieldError, show } from '../field-error.ts';
import { suggestCidr } from '../suggest-cidr.ts';
import type { Widget } from './widget.ts';

/** 11. CIDR block: taken as a string, `172.16.0.0/16`. String and shape are guesses. */
export const cidrInput: Widget = {
  name: 'cidr-input',
  title: text('CIDR block', 'CIDR 网段'),
  evidenced: false,
  otherNames: ['cidr', 'cidr-block-input', 'input-cidr', 'cidr-select'],
  input: 'text',
  properties: [],
  options: () => [],
  accept: (answer) =>
    typeof answer === 'string' && parseCidr(answer) !== undefined
      ? { value: answer }
      : { error: fieldError('FORM_CIDR', { given: show(answer) }) },
  suggest: suggestCidr,
};
