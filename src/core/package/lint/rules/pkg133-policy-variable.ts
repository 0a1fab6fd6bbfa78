import { text } from '../../../text.ts';
import { pathUses } from '../args.ts';
import { MANIFEST } from '../manifest.ts';
import { defineRule } from '../rule.ts';
import { isSystemVariable } from '../system-variables.ts';

export const pkg133 = defineRule(
  'PKG133',
  'info',
  text('System variables of the policy are declared in Terraform', '策略用到的系统变量已在 Terraform 中声明'),
  function* ({ manifest, tf }) {
    const seen = new Set<string>();
    for (const { use, path } of pathUses(manifest.policyUses)) {
      const name = String(path.steps[0]?.key);
      if (path.root !== 'var' || !isSystemVariable(name) || seen.has(name)) continue;
      seen.add(name);
      const declared = tf.module.variables.has(name);
      const used = tf.variableUses.has(name);
      if (declared && used) continue;
      yield {
        message: declared
          ? text(
              `Only the policy uses system variable "${name}": keep its declaration in Terraform.`,
              `只有策略使用系统变量 "${name}":请保留其 Terraform 声明。`,
            )
          : text(
              `The policy uses system variable "${name}": declare it in Terraform too (variable "${name}" {}).`,
              `策略使用了系统变量 "${name}":请同时在 Terraform 中声明(variable "${name}" {})。`,
            ),
        file: MANIFEST,
        range: manifest.rangeIn(use.node, path.span),
      };
    }
  },
);
