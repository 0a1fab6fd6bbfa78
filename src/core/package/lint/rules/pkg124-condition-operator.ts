import { text } from '../../../text.ts';
import { MANIFEST } from '../manifest.ts';
import { defineRule } from '../rule.ts';

export const pkg124 = defineRule(
  'PKG124',
  'info',
  text('Conditions use operators that are known to work', '条件使用已验证的运算符'),
  function* ({ model }) {
    for (const { when, hidden, validator } of model.args) {
      for (const { op, range } of [...when, ...hidden, ...validator]) {
        if (op === 'eq') continue;
        yield {
          message: text(
            `Only the operator "eq" is seen in real packages; "${op}" may not exist.`,
            `真实安装包中只出现过运算符 "eq";"${op}" 可能不存在。`,
          ),
          file: MANIFEST,
          range: {
            start: range.start,
            end: {
              ...range.start,
              column: range.start.column + op.length,
              offset: range.start.offset + op.length,
            },
          },
        };
      }
    }
  },
);
