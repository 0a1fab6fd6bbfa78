import { walkExpression } from '../../../terraform/index.ts';
import { text } from '../../../text.ts';
import { kindOfLiteral } from '../id-kinds.ts';
import { defineRule } from '../rule.ts';
import { staticString } from '../static-json.ts';

export const tf131 = defineRule(
  'TF131',
  'info',
  text('Images are chosen, not fixed', '镜像可选择,而非固定'),
  function* ({ tf }) {
    for (const { attribute, file } of tf.sites) {
      const hits: { id: string; range: typeof attribute.range }[] = [];
      walkExpression(attribute.expr, (expr) => {
        const id = expr.kind === 'template' ? staticString(expr) : undefined;
        if (id !== undefined && kindOfLiteral(id) === 'image') hits.push({ id, range: expr.range });
      });
      for (const { id, range } of hits) {
        yield {
          message: text(
            `The image "${id}" is fixed: it has to be hosted with the package and offered in every region where it is installed.`,
            `镜像 "${id}" 是固定的:须随安装包托管,并在所有可安装地域可用。`,
          ),
          file,
          range,
        };
      }
    }
  },
);
