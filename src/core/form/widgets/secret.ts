import { text } from '../../text.ts';
import { suggestPassword } from '../suggest-text.ts';
import { acceptText } from './text-value.ts';
import type { Widget } from './widget.ts';

/** 16. Password or other sensitive text: a string. */
export const secret: Widget = {
  name: 'secret',
  title: text('Password or sensitive text', '密码或敏感信息'),
  evidenced: true,
  otherNames: ['password', 'input-password', 'password-input', 'secret-input', 'input-secret'],
  input: 'password',
  properties: ['minLength', 'maxLength'],
  options: () => [],
  accept: acceptText,
  suggest: suggestPassword,
};
