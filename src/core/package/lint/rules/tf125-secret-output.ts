import { referencesOf } from '../../../terraform/index.ts';
import { text } from '../../../text.ts';
import { mend } from '../mend.ts';
import { defineRule, TOLERATED } from '../rule.ts';
import { readsSecret } from '../sensitive.ts';

export const tf125 = defineRule(
  'TF125',
  TOLERATED,
  text('Outputs that show a secret are sensitive', '输出密码的 output 标记为 sensitive'),
  function* (context) {
    for (const output of context.tf.module.outputs.values()) {
      if (output.sensitive || output.value === undefined) continue;
      const secret = referencesOf(output.value.expr).find((reference) => readsSecret(reference, context));
      if (secret === undefined) continue;
      const { end } = output.value.range;
      const column = output.value.range.start.column - 1;
      yield {
        message: text(
          `Output "${output.name}" shows a secret in plain text: mark it "sensitive = true".`,
          `输出 "${output.name}" 会明文显示密码:请标记 "sensitive = true"。`,
        ),
        file: output.file,
        range: secret.range,
        ...(output.block.body.attributes.has('sensitive')
          ? {}
          : {
              fix: mend(
                text('Mark it sensitive', '标记为 sensitive'),
                output.file,
                { start: end, end },
                `\n${' '.repeat(column)}sensitive = true`,
              ),
            }),
      };
    }
  },
);
