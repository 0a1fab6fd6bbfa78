import { text } from '../../../text.ts';
import { argValuesEqual } from '../../expression/index.ts';
import { MANIFEST } from '../manifest.ts';
import { defineRule } from '../rule.ts';

export const pkg125 = defineRule(
  'PKG125',
  'info',
  text("An arg's default equals its variable's", '参数默认值与变量默认值一致'),
  function* ({ model, tf }) {
    for (const { name, widget, defaultValue, ranges, range } of model.args) {
      if (widget !== 'select' || defaultValue === undefined) continue;
      const declared = tf.defaultOf(name);
      if (declared === undefined || declared === null || argValuesEqual(declared, defaultValue)) continue;
      yield {
        message: text(
          `The form starts with ${JSON.stringify(defaultValue)}, but variable "${name}" has the default ${JSON.stringify(declared)}.`,
          `表单默认值为 ${JSON.stringify(defaultValue)},而变量 "${name}" 的默认值为 ${JSON.stringify(declared)}。`,
        ),
        file: MANIFEST,
        range: ranges.defaultValue ?? range,
      };
    }
  },
);
