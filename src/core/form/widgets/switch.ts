import { text } from '../../text.ts';
import { acceptBoolean } from './boolean-value.ts';
import type { Widget } from './widget.ts';

/** 14. Switch: a bool; off when nobody touches it. */
export const switchWidget: Widget = {
  name: 'switch',
  title: text('Switch', '开关'),
  evidenced: true,
  otherNames: ['toggle', 'boolean'],
  input: 'boolean',
  properties: [],
  options: () => [],
  accept: acceptBoolean,
  untouched: false,
};
