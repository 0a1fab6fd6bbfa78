import { type Expression, type ObjectExpr, walkExpression } from '../../../terraform/index.ts';
import { text } from '../../../text.ts';
import { mend } from '../mend.ts';
import type { Finding } from '../rule.ts';
import { defineRule } from '../rule.ts';
import { fieldsOf } from '../schema-walk.ts';
import { keyText, staticString } from '../static-json.ts';

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
    for (const { attribute, file } of tf.sites) yield* quotedPorts(attribute.expr, file);
    for (const variable of tf.module.variables.values()) {
      if (variable.typeExpr) yield* textPorts(variable.typeExpr, variable.file);
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

const PORT = /(^|_)port$/;

/** `port = "80"` within a map that is written out. */
function* quotedPorts(expr: Expression, file: string): Generator<Finding> {
  for (const object of objectsIn(expr)) {
    for (const { key, value } of object.items) {
      const name = keyText(key) ?? '';
      const finding = PORT.test(name) ? quoted(name, 'number', value, file) : undefined;
      if (finding) yield finding;
    }
  }
}

/** `port = string` within an object type. */
function* textPorts(type: Expression, file: string): Generator<Finding> {
  for (const object of objectsIn(type)) {
    for (const { key, value } of object.items) {
      const name = keyText(key) ?? '';
      if (!PORT.test(name) || value.kind !== 'traversal' || value.root !== 'string') continue;
      yield {
        message: text(
          `"${name}" is a number elsewhere; as a string it is converted on the way.`,
          `"${name}" 在其他地方是数字;声明为字符串会被自动转换。`,
        ),
        file,
        range: value.range,
      };
    }
  }
}

function objectsIn(expr: Expression): ObjectExpr[] {
  const found: ObjectExpr[] = [];
  walkExpression(expr, (each) => {
    if (each.kind === 'object') found.push(each);
  });
  return found;
}
