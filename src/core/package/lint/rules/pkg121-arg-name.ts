import { text } from '../../../text.ts';
import { MANIFEST } from '../manifest.ts';
import { defineRule } from '../rule.ts';

export const pkg121 = defineRule(
  'PKG121',
  'error',
  text('Arg names can be variable names', '参数名可作为变量名'),
  function* ({ model }) {
    for (const { name, ranges, range } of model.args) {
      const reserved = name.startsWith('cloudapp_');
      if (!reserved && /^[\p{L}_][\p{L}\p{N}_-]*$/u.test(name)) continue;
      yield {
        message: reserved
          ? text(
              `"${name}" is taken: names that start with "cloudapp_" belong to the system variables.`,
              `"${name}" 不可用:以 "cloudapp_" 开头的名称属于系统变量。`,
            )
          : text(
              `"${name}" cannot be a Terraform variable: letters, digits, "_" and "-", not starting with a digit.`,
              `"${name}" 不能作为 Terraform 变量名:仅限字母、数字、"_" 和 "-",且不能以数字开头。`,
            ),
        file: MANIFEST,
        range: ranges.name ?? range,
      };
    }
  },
);
