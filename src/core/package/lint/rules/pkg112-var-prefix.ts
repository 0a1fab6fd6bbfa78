import { text } from '../../../text.ts';
import { pathUses } from '../args.ts';
import { MANIFEST } from '../manifest.ts';
import { mend } from '../mend.ts';
import { defineRule } from '../rule.ts';

export const pkg112 = defineRule(
  'PKG112',
  'error',
  text('Expressions of args have no `var.`', '参数表达式不带 `var.` 前缀'),
  function* ({ manifest, argsByName }) {
    for (const { use, path } of pathUses(manifest.argUses)) {
      const [first] = path.steps;
      if (path.root !== 'var' || argsByName.has('var') || first === undefined) continue;
      const range = manifest.rangeIn(use.node, { start: path.rootSpan.start, end: first.span.start });
      const fixable = manifest.valueStart(use.node) !== undefined;
      yield {
        message: text(
          `Inside args another arg is named without "var.": "${first.key}…".`,
          `参数中引用其他参数不带 "var.":直接写 "${first.key}…"。`,
        ),
        file: MANIFEST,
        range,
        ...(fixable ? { fix: mend(text('Remove "var."', '删除 "var."'), MANIFEST, range, '') } : {}),
      };
    }
  },
);
