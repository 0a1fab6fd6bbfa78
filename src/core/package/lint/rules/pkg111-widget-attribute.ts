import { text } from '../../../text.ts';
import { suggest } from '../../suggest.ts';
import { type ShapeWalk, walkShape, widgetOutput } from '../../widgets/index.ts';
import { pathUses } from '../args.ts';
import { MANIFEST } from '../manifest.ts';
import { askMeant, renameTo } from '../mend.ts';
import { defineRule } from '../rule.ts';

export const pkg111 = defineRule(
  'PKG111',
  'error',
  text('Expressions read attributes that the widget gives', '表达式读取的属性由组件提供'),
  function* ({ manifest, argsByName }) {
    for (const { use, path } of pathUses(manifest.argUses)) {
      const targets = argsByName.get(path.root) ?? [];
      const keys = path.steps.map((step) => step.key);
      const walks = targets.map((arg) => ({ arg, walk: walkShape(widgetOutput(arg.widget), keys) }));
      if (walks.length === 0 || walks.some(({ walk }) => walk.found)) continue;
      const [first] = walks;
      if (first === undefined || first.walk.found) continue;
      const walk: Extract<ShapeWalk, { found: false }> = first.walk;
      const step = path.steps[walk.step];
      if (step === undefined) continue;
      const meant = suggest(String(step.key), walk.choices);
      const range = manifest.rangeIn(use.node, step.span);
      const certain = meant !== undefined && manifest.valueStart(use.node) !== undefined;
      yield {
        message: askMeant(
          `The value of "${path.root}" (${first.arg.widget}) has no "${step.key}"`,
          `"${path.root}"(${first.arg.widget})的值没有 "${step.key}"`,
          meant,
        ),
        file: MANIFEST,
        range,
        ...(certain ? { fix: renameTo(MANIFEST, range, meant) } : {}),
      };
    }
  },
);
