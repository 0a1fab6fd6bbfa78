import { text } from '../../../text.ts';
import { defineRule } from '../rule.ts';
import { isSystemVariable } from '../system-variables.ts';

export const tf105 = defineRule(
  'TF105',
  'error',
  text('Variables that are used get a value', '使用的变量有值来源'),
  function* ({ tf, argsByName }) {
    for (const [name, variable] of tf.module.variables) {
      const hasValue = variable.default !== undefined || argsByName.has(name) || isSystemVariable(name);
      if (hasValue || !tf.variableUses.has(name)) continue;
      yield {
        message: text(
          `Variable "${name}" has neither an arg nor a default: it can get no value.`,
          `变量 "${name}" 既没有对应参数也没有默认值:无法取值。`,
        ),
        file: variable.file,
        range: variable.nameRange,
      };
    }
  },
);
