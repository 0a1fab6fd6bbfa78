import { conditionsOf, OPERATORS, readOperator } from '../../../cam/index.ts';
import { nearest } from '../../../nearest.ts';
import { text } from '../../../text.ts';
import { MANIFEST } from '../manifest.ts';
import { defineRule } from '../rule.ts';

export const pkg137 = defineRule(
  'PKG137',
  'warning',
  text('Conditions of the policy use operators of CAM', '策略条件使用 CAM 的运算符'),
  function* ({ model }) {
    for (const { condition, range, ranges } of model.policy?.statement ?? []) {
      for (const { operator, range: place } of conditionsOf(condition, range, ranges)) {
        if (readOperator(operator)) continue;
        const [meant] = nearest(operator, OPERATORS);
        yield {
          message: text(
            `CAM has no condition operator "${operator}"${meant ? `; "${meant}" is one` : ''}: a statement with it never applies.`,
            `CAM 没有条件运算符 "${operator}"${meant ? `,可能是 "${meant}"` : ''}:含该条件的语句永不生效。`,
          ),
          file: MANIFEST,
          range: place ?? range,
        };
      }
    }
  },
);
