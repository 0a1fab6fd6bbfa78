import { text } from '../../text.ts';
import { suggestPassword } from '../suggest-text.ts';
import { acceptText } from './text-value.ts';
import type { Widget } from './widget.ts';

/** 17. Sensitive text of several lines: a string. The widget's name is a guess; faces hide what is typed. */
export const secretTextarea: Widget = {
  name: 'secret-textarea',
  title: text('Sensitive multi-line text', '敏感多行文本'),
  evidenced: false,
  otherNames: [
    'secret-text-area',
    'textarea-secret',
    'secret-multiline',
    'multiline-secret',
    'password-textarea',
  ],
  input: 'password',
  properties: ['minLength', 'maxLength'],
  options: () => [],
  accept: acceptText,
  limits: () => ({ multiline: true }),
  suggest: suggestPassword,
};
