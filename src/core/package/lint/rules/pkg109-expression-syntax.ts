import { text } from '../../../text.ts';
import { MANIFEST } from '../manifest.ts';
import { mend } from '../mend.ts';
import { defineRule } from '../rule.ts';

/** Only a path that runs to the end of the text is surely just a brace short. */
const OPEN_PATH = /\$\{\s*[\w-]+(\.[\w-]+)*\s*$/;

export const pkg109 = defineRule(
  'PKG109',
  'error',
  text('Expressions of args are well-formed', '参数表达式语法正确'),
  function* ({ manifest }) {
    for (const { node, expression } of manifest.argUses) {
      for (const problem of expression.problems) {
        const range = manifest.rangeIn(node, problem.span);
        const start = manifest.valueStart(node);
        const end = start === undefined ? undefined : start + expression.text.length;
        const certain =
          problem.kind === 'unterminated' && end !== undefined && OPEN_PATH.test(expression.text);
        yield {
          message: problem.message,
          file: MANIFEST,
          range,
          ...(certain
            ? { fix: mend(text('Add "}"', '补上 "}"'), MANIFEST, manifest.range(end, end), '}') }
            : {}),
        };
      }
    }
  },
);
