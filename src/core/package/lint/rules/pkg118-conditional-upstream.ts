import { text } from '../../../text.ts';
import { impliesShown, isConditional, pathUses } from '../args.ts';
import { MANIFEST } from '../manifest.ts';
import { defineRule } from '../rule.ts';

export const pkg118 = defineRule(
  'PKG118',
  'warning',
  text('Args depend on args that are shown with them', '参数依赖的参数会一同显示'),
  function* ({ manifest, argsByName }) {
    for (const { use, path } of pathUses(manifest.argUses)) {
      if (use.role !== 'config' || use.expression.text.includes('?')) continue;
      const targets = argsByName.get(path.root) ?? [];
      const [target, second] = targets;
      if (target === undefined || second !== undefined || target === use.arg) continue;
      if (!isConditional(target) || impliesShown(use.arg, target)) continue;
      yield {
        message: text(
          `"${path.root}" is not always shown: while it is hidden, "${use.arg.name}" waits for it for ever.`,
          `"${path.root}" 并非总是显示:它隐藏时,"${use.arg.name}" 将一直无法选择。`,
        ),
        file: MANIFEST,
        range: manifest.rangeIn(use.node, path.span),
      };
    }
  },
);
