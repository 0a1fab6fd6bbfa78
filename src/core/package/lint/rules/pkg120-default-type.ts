import type { Json } from '../../../json.ts';
import { text } from '../../../text.ts';
import { type ValueShape, widgetOutput } from '../../widgets/index.ts';
import { MANIFEST } from '../manifest.ts';
import { defineRule } from '../rule.ts';

const JS_TYPES: Readonly<Record<string, string>> = { string: 'string', number: 'number', bool: 'boolean' };

const fits = (value: Json, shape: ValueShape): boolean =>
  value === null ||
  shape === 'any' ||
  (typeof value === 'string' && value.includes('${')) ||
  (typeof shape === 'string' && typeof value === JS_TYPES[shape]) ||
  // Every scalar can be typed into a text field.
  (shape === 'string' && typeof value !== 'object');

export const pkg120 = defineRule(
  'PKG120',
  'warning',
  text('Default values fit their widgets', '默认值与组件相符'),
  function* ({ model }) {
    for (const { name, widget, defaultValue, ranges, range } of model.args) {
      if (defaultValue === undefined || widget === 'select') continue;
      const shape = widgetOutput(widget);
      if (fits(defaultValue, shape)) continue;
      const scalar = typeof shape === 'string';
      yield {
        message: scalar
          ? text(`The default of "${name}" should be a ${shape}.`, `"${name}" 的默认值应为 ${shape} 类型。`)
          : text(
              `A ${widget} takes no default value: what it offers belongs to the customer's account.`,
              `${widget} 不支持默认值:可选项取决于客户账号。`,
            ),
        file: MANIFEST,
        range: ranges.defaultValue ?? range,
      };
    }
  },
);
