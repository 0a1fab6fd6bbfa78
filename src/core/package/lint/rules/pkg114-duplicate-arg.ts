import { text } from '../../../text.ts';
import { areExclusive } from '../args.ts';
import { MANIFEST } from '../manifest.ts';
import { defineRule } from '../rule.ts';

export const pkg114 = defineRule(
  'PKG114',
  'warning',
  text('Args that can be shown together have different names', '可同时显示的参数名称不同'),
  function* ({ argsByName }) {
    for (const [name, args] of argsByName) {
      for (const [i, arg] of args.entries()) {
        const earlier = args.slice(0, i).find((each) => !areExclusive(each, arg));
        if (earlier === undefined) continue;
        const line = earlier.range.start.line;
        yield {
          message: text(
            `The name "${name}" is used on line ${line} already, and both args can be shown at once.`,
            `名称 "${name}" 已在第 ${line} 行使用,且两个参数可能同时显示。`,
          ),
          file: MANIFEST,
          range: arg.ranges.name ?? arg.range,
        };
      }
    }
  },
);
