import { text } from '../../../text.ts';
import { suggest } from '../../suggest.ts';
import { askMeant } from '../mend.ts';
import { defineRule } from '../rule.ts';
import { isSystemVariable, SYSTEM_VARIABLES } from '../system-variables.ts';

export const tf108 = defineRule(
  'TF108',
  'warning',
  text('System variables exist', '系统变量存在'),
  function* ({ tf, argsByName }) {
    for (const [name, variable] of tf.module.variables) {
      if (!name.startsWith('cloudapp_') || isSystemVariable(name) || argsByName.has(name)) continue;
      const meant = suggest(name, SYSTEM_VARIABLES);
      yield {
        message: askMeant(`The platform gives no variable "${name}"`, `平台没有提供变量 "${name}"`, meant),
        file: variable.file,
        range: variable.nameRange,
      };
    }
  },
);
