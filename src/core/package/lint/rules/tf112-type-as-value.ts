import type { CallExpr, Expression } from '../../../terraform/index.ts';
import { walkExpression } from '../../../terraform/index.ts';
import { text } from '../../../text.ts';
import { defineRule, TOLERATED } from '../rule.ts';

/** `object({…})` where a value is wanted. */
export const isTypeCall = (expr: Expression): expr is CallExpr =>
  expr.kind === 'call' && (expr.name === 'object' || expr.name === 'tuple');

export const tf112 = defineRule(
  'TF112',
  TOLERATED,
  text('Values are not written as types', '值不写成类型形式'),
  function* ({ tf }) {
    for (const { file, attribute } of tf.sites) {
      const calls: CallExpr[] = [];
      walkExpression(attribute.expr, (expr) => {
        if (isTypeCall(expr)) calls.push(expr);
      });
      for (const call of calls) {
        const [inner] = call.args;
        const fix = inner && {
          title: text('Keep the value only', '只保留值'),
          edits: [
            { file, range: { start: call.range.start, end: inner.range.start }, newText: '' },
            { file, range: { start: inner.range.end, end: call.range.end }, newText: '' },
          ],
        };
        yield {
          message: text(
            `"${call.name}(…)" is a type; the value is written without it.`,
            `"${call.name}(…)" 是类型;值应直接书写。`,
          ),
          file,
          range: call.nameRange,
          ...(fix ? { fix } : {}),
        };
      }
    }
  },
);
