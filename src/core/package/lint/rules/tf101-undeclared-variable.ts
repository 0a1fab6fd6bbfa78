import { text } from '../../../text.ts';
import { suggest } from '../../suggest.ts';
import { askMeant } from '../mend.ts';
import { defineRule } from '../rule.ts';
import { isSystemVariable } from '../system-variables.ts';

export const tf101 = defineRule(
  'TF101',
  'error',
  text('Variables are declared before use', '变量先声明后使用'),
  function* ({ tf, argsByName }) {
    for (const [name, uses] of tf.variableUses) {
      if (isSystemVariable(name)) continue;
      for (const { site, reference } of uses) {
        if (tf.declares(site, name)) continue;
        const meant = suggest(name, [...tf.module.variables.keys(), ...argsByName.keys()]);
        yield {
          message: argsByName.has(name)
            ? text(
                `"${name}" is an arg, but no variable "${name}" declares it.`,
                `"${name}" 是安装参数,但没有声明变量 "${name}"。`,
              )
            : askMeant(`Variable "${name}" is not declared`, `变量 "${name}" 未声明`, meant),
          file: site.file,
          range: reference.range,
        };
      }
    }
  },
);
