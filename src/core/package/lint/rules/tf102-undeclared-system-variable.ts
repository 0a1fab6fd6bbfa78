import { text } from '../../../text.ts';
import { mend } from '../mend.ts';
import { defineRule } from '../rule.ts';
import { isSystemVariable } from '../system-variables.ts';

export const tf102 = defineRule(
  'TF102',
  'error',
  text('System variables are declared before use', '系统变量先声明后使用'),
  function* ({ tf }) {
    for (const [name, uses] of tf.variableUses) {
      if (!isSystemVariable(name)) continue;
      for (const { site, reference } of uses) {
        if (tf.declares(site, name)) continue;
        const start = { line: 1, column: 1, offset: 0 };
        yield {
          message: text(
            `The platform gives "${name}", but only to a package that declares it: variable "${name}" {}.`,
            `平台提供 "${name}",但安装包须先声明:variable "${name}" {}。`,
          ),
          file: site.file,
          range: reference.range,
          fix: mend(
            text(`Declare "${name}"`, `声明 "${name}"`),
            site.file,
            { start, end: start },
            `variable "${name}" {}\n\n`,
          ),
        };
      }
    }
  },
);
