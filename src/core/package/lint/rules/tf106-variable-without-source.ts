import { text } from '../../../text.ts';
import { defineRule } from '../rule.ts';
import { isSystemVariable } from '../system-variables.ts';

export const tf106 = defineRule(
  'TF106',
  { cloudapp: 'warning', terraform: 'error' },
  text('Unused variables need no value either', '未使用的变量也不缺值'),
  function* ({ tf, argsByName }) {
    for (const [name, variable] of tf.module.variables) {
      const hasValue = variable.default !== undefined || argsByName.has(name) || isSystemVariable(name);
      if (hasValue || tf.variableUses.has(name)) continue;
      yield {
        message: text(
          `No arg and no default gives variable "${name}" a value: give it one, or remove it.`,
          `变量 "${name}" 既没有对应参数也没有默认值:请设置默认值或删除。`,
        ),
        file: variable.file,
        range: variable.nameRange,
      };
    }
  },
);
