import { text } from '../../text.ts';
import type { Widget } from './widget.ts';

/** Any component that is not in the manual: whatever is given is passed on, and nothing is passed when it is empty. */
export const unknownWidget: Widget = {
  name: '',
  title: text('Unknown component', '未知组件'),
  evidenced: false,
  otherNames: [],
  input: 'json',
  properties: [],
  options: () => [],
  accept: (answer) => ({ value: answer }),
  mayStayEmpty: true,
};
