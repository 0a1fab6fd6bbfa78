import type { Expression } from '../../../terraform/index.ts';
import { text } from '../../../text.ts';
import { mend } from '../mend.ts';
import type { Finding } from '../rule.ts';
import { defineRule } from '../rule.ts';
import { fieldsOf } from '../schema-walk.ts';
import { staticString } from '../static-json.ts';

export const tf129 = defineRule(
  'TF129',
  'info',
  text('Numbers and booleans are written without quotes', '数字与布尔值不加引号'),
  function* ({ tf }) {
    for (const part of tf.resourceParts) {
      const fields = fieldsOf(tf.schemas, part);
      for (const { name, expr } of part.body.attributes.values()) {
        const kind = fields?.get(name)?.type.kind;
        const finding = kind && quoted(name, kind, expr, part.body.file);
        if (finding) yield finding;
      }
    }
    for (const variable of tf.module.variables.values()) {
      const finding =
        variable.default && quoted(variable.name, variable.type.kind, variable.default.expr, variable.file);
      if (finding) yield finding;
    }
  },
);

function quoted(name: string, kind: string, expr: Expression, file: string): Finding | undefined {
  const words = staticString(expr);
  if (words === undefined) return undefined;
  const fits =
    (kind === 'number' && /^-?(0|[1-9]\d*)(\.\d+)?$/.test(words)) ||
    (kind === 'bool' && /^(true|false)$/.test(words));
  if (!fits) return undefined;
  return {
    message: text(
      `"${name}" is a ${kind}: "${words}" is converted on the way.`,
      `"${name}" 是 ${kind} 类型:"${words}" 会被自动转换。`,
    ),
    file,
    range: expr.range,
    fix: mend(text('Remove the quotes', '去掉引号'), file, expr.range, words),
  };
}
