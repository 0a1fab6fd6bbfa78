import { text } from '../../text.ts';
import { suggestText } from '../suggest-text.ts';
import { acceptText } from './text-value.ts';
import type { Widget } from './widget.ts';

/** 21. Text: a string. */
export const input: Widget = {
  name: 'input',
  title: text('Text', '文本输入'),
  evidenced: true,
  otherNames: ['text', 'text-input', 'input-text', 'string'],
  input: 'text',
  properties: ['minLength', 'maxLength'],
  options: () => [],
  accept: acceptText,
  suggest: suggestText,
};
