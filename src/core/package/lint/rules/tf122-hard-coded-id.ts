import { walkExpression } from '../../../terraform/index.ts';
import { text } from '../../../text.ts';
import { kindOfLiteral } from '../id-kinds.ts';
import { defineRule } from '../rule.ts';
import { staticString } from '../static-json.ts';

export const tf122 = defineRule(
  'TF122',
  'warning',
  text("Networks and machines are the customer's own", '网络与机器属于客户自己'),
  function* ({ tf }) {
    for (const { attribute, file, owner } of tf.sites) {
      if (owner.kind === 'output') continue;
      const hits: { id: string; kind: string; range: typeof attribute.range }[] = [];
      walkExpression(attribute.expr, (expr) => {
        const id = expr.kind === 'template' ? staticString(expr) : undefined;
        const kind = id === undefined ? undefined : kindOfLiteral(id);
        if (id !== undefined && kind !== undefined && kind !== 'image')
          hits.push({ id, kind, range: expr.range });
      });
      for (const { id, kind, range } of hits) {
        yield {
          message: text(
            `"${id}" names one account's own ${kind}: no other customer has it. Ask for it in the form, or create it.`,
            `"${id}" 只存在于某一个账号中:其他客户没有。请在表单中选择,或由安装包创建。`,
          ),
          file,
          range,
        };
      }
    }
  },
);
