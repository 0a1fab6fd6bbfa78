import { text } from '../../../text.ts';
import { isConditional } from '../args.ts';
import { unconditionalReferences } from '../guards.ts';
import { defineRule } from '../rule.ts';

export const tf133 = defineRule(
  'TF133',
  'warning',
  text("The provider's region comes from an arg that is always shown", 'provider 的地域来自始终显示的参数'),
  function* ({ tf, argsByName }) {
    for (const provider of tf.module.providers) {
      const region = provider.attributes.get('region');
      if (region === undefined) continue;
      for (const reference of unconditionalReferences(region.expr)) {
        const name = String(reference.path[0]);
        const args = argsByName.get(name) ?? [];
        if (reference.root !== 'var' || args.length === 0 || !args.every(isConditional)) continue;
        yield {
          message: text(
            `"${name}" is not always shown: while it is hidden, everything goes to the region of the variable's default.`,
            `"${name}" 并非总是显示:它隐藏时,所有资源都会创建在变量默认值的地域。`,
          ),
          file: provider.file,
          range: reference.range,
        };
      }
    }
  },
);
