import { text } from '../../../text.ts';
import { walkShape, widgetOutput } from '../../widgets/index.ts';
import { hasPath } from '../json-walk.ts';
import { defineRule, TOLERATED } from '../rule.ts';
import { missingStep } from '../type-walk.ts';

export const tf110 = defineRule(
  'TF110',
  TOLERATED,
  text("What is read of a variable is in the variable's type", '读取的变量属性在其类型中声明'),
  function* ({ tf, argsByName }) {
    for (const { site, reference } of tf.references) {
      if (reference.root !== 'var') continue;
      const [name, ...path] = reference.path;
      const variable = site.module.variables.get(String(name));
      const at = variable && missingStep(variable.type, path);
      if (variable === undefined || at === undefined) continue;
      const args = argsByName.get(variable.name) ?? [];
      const given =
        args.length > 0
          ? args.some((arg) => walkShape(widgetOutput(arg.widget), path).found)
          : hasPath(tf.defaultOf(variable.name) ?? null, path);
      // Without a value that has it, the read fails in both dialects: TF111.
      if (!given) continue;
      const attribute = path.slice(0, at + 1).join('.');
      yield {
        message: text(
          `The type of variable "${variable.name}" does not declare "${attribute}": the platform passes the whole value, Terraform drops what is not declared.`,
          `变量 "${variable.name}" 的类型未声明 "${attribute}":平台会传递完整的值,而 Terraform 会丢弃未声明的属性。`,
        ),
        file: site.file,
        range: reference.steps[at + 1]?.range ?? reference.range,
      };
    }
  },
);
