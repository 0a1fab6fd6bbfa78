import { text } from '../../../text.ts';
import { MANIFEST } from '../manifest.ts';
import { defineRule } from '../rule.ts';

export const pkg140 = defineRule(
  'PKG140',
  'error',
  text('Specifications and their values are different', '规格及其取值互不相同'),
  function* ({ model }) {
    const keys = new Set<string>();
    for (const spec of model.specs) {
      const at = { file: MANIFEST, range: spec.range };
      if (keys.has(spec.key)) {
        yield {
          message: text(`The specification "${spec.key}" stands twice.`, `规格 "${spec.key}" 重复。`),
          ...at,
        };
      }
      keys.add(spec.key);
      const values = spec.enum.map((each) => each.value);
      const twice = values.find((value, i) => values.indexOf(value) !== i);
      if (twice !== undefined) {
        yield {
          message: text(
            `The value "${twice}" of specification "${spec.key}" stands twice.`,
            `规格 "${spec.key}" 的取值 "${twice}" 重复。`,
          ),
          ...at,
        };
      }
      if (values.length === 0) {
        yield {
          message: text(`The specification "${spec.key}" has no values.`, `规格 "${spec.key}" 没有取值。`),
          ...at,
        };
      }
    }
  },
);
