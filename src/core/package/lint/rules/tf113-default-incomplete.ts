import type { Expression, Type } from '../../../terraform/index.ts';
import { text } from '../../../text.ts';
import { defineRule, TOLERATED } from '../rule.ts';
import { keyText } from '../static-json.ts';
import { isTypeCall } from './tf112-type-as-value.ts';

export const tf113 = defineRule(
  'TF113',
  TOLERATED,
  text("A default has all attributes of its variable's type", '默认值包含类型声明的全部属性'),
  function* ({ tf }) {
    for (const variable of tf.module.variables.values()) {
      if (variable.default === undefined) continue;
      const missing = missingAttributes(variable.type, variable.default.expr, '');
      if (missing.length === 0) continue;
      yield {
        message: text(
          `The default of "${variable.name}" lacks what its type declares: ${missing.join(', ')}.`,
          `"${variable.name}" 的默认值缺少类型声明的属性:${missing.join('、')}。`,
        ),
        file: variable.file,
        range: variable.default.expr.range,
      };
    }
  },
);

function missingAttributes(type: Type, written: Expression, path: string): string[] {
  const expr = isTypeCall(written) ? (written.args[0] ?? written) : written;
  if (type.kind !== 'object' || expr.kind !== 'object') return [];
  const items = new Map(expr.items.map((item) => [keyText(item.key), item.value]));
  return [...type.attributes].flatMap(([name, inner]) => {
    const value = items.get(name);
    if (value !== undefined) return missingAttributes(inner, value, `${path}${name}.`);
    return type.optional?.has(name) ? [] : [`${path}${name}`];
  });
}
