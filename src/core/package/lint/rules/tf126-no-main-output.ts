import { text } from '../../../text.ts';
import { MANIFEST } from '../manifest.ts';
import { defineRule } from '../rule.ts';

export const tf126 = defineRule(
  'TF126',
  'info',
  text('An output "main" gives the address of the application', '输出 "main" 提供应用地址'),
  function* ({ tf, model }) {
    if (tf.module.outputs.has('main') || tf.files.size === 0) return;
    const [other] = tf.module.outputs.values();
    const range = other?.nameRange ?? model.id?.range;
    yield {
      message: text(
        'There is no output "main": the console has no address to open the application with.',
        '没有名为 "main" 的输出:控制台没有打开应用的地址。',
      ),
      file: other?.file ?? MANIFEST,
      ...(range ? { range } : {}),
    };
  },
);
