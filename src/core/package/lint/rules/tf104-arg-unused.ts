import { text } from '../../../text.ts';
import { pathUses } from '../args.ts';
import { MANIFEST } from '../manifest.ts';
import { defineRule } from '../rule.ts';

export const tf104 = defineRule(
  'TF104',
  'warning',
  text('What the customer is asked is used', '向客户询问的参数得到使用'),
  function* ({ argsByName, tf, manifest }) {
    const elsewhere = new Set([
      ...pathUses(manifest.argUses)
        .filter(({ use, path }) => use.arg.name !== path.root)
        .map(({ path }) => path.root),
      ...pathUses(manifest.policyUses).map(({ path }) => String(path.steps[0]?.key ?? '')),
    ]);
    for (const [name, [arg]] of argsByName) {
      if (arg === undefined || tf.variableUses.has(name) || elsewhere.has(name)) continue;
      if (!tf.module.variables.has(name)) continue;
      yield {
        message: text(
          `The customer is asked for "${name}", but nothing uses it.`,
          `向客户询问了 "${name}",但没有任何地方使用。`,
        ),
        file: MANIFEST,
        range: arg.ranges.name ?? arg.range,
      };
    }
  },
);
