import { text } from '../../../text.ts';
import { MANIFEST } from '../manifest.ts';
import { defineRule } from '../rule.ts';

export const tf103 = defineRule(
  'TF103',
  'warning',
  text('Every arg has a variable', '每个参数都有对应的变量'),
  function* ({ argsByName, tf }) {
    for (const [name, [arg]] of argsByName) {
      // An undeclared variable that is used is an error of its own.
      if (arg === undefined || tf.module.variables.has(name) || tf.variableUses.has(name)) continue;
      yield {
        message: text(`No variable "${name}" receives this arg.`, `没有变量 "${name}" 接收该参数。`),
        file: MANIFEST,
        range: arg.ranges.name ?? arg.range,
      };
    }
  },
);
