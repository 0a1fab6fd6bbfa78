import { text } from '../../text.ts';
import { suggestText } from '../suggest-text.ts';
import { acceptText } from './text-value.ts';
import type { Widget } from './widget.ts';

/** 20. Multi-line text: a string. The widget's name is a guess. */
export const textarea: Widget = {
  name: 'textarea',
  title: text('Multi-line text', '多行文本'),
  evidenced: false,
  otherNames: ['text-area', 'input-textarea', 'textarea-input', 'input-multiline', 'multiline'],
  input: 'multiline',
  properties: ['minLength', 'maxLength'],
  options: () => [],
  accept: acceptText,
  suggest: suggestText,
};
