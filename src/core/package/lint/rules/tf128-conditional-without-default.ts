import { text } from '../../../text.ts';
import { areExclusive, isConditional } from '../args.ts';
import { defineRule } from '../rule.ts';

export const tf128 = defineRule(
  'TF128',
  'warning',
  text('Variables of conditional args have a default', '条件显示的参数,其变量有默认值'),
  function* ({ argsByName, tf }) {
    for (const [name, args] of argsByName) {
      const variable = tf.module.variables.get(name);
      if (variable === undefined || variable.default !== undefined) continue;
      const [first] = args;
      if (first === undefined || !args.every(isConditional)) continue;
      // Two that exclude each other usually cover both cases.
      if (args.length > 1 && args.every((a) => args.every((b) => a === b || areExclusive(a, b)))) continue;
      yield {
        message: text(
          `The arg "${name}" is hidden in some cases, and then variable "${name}" has no value: give it a default.`,
          `参数 "${name}" 在某些情况下隐藏,此时变量 "${name}" 没有值:请设置默认值。`,
        ),
        file: variable.file,
        range: variable.nameRange,
      };
    }
  },
);
