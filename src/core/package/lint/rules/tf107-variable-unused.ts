import { text } from '../../../text.ts';
import { pathUses } from '../args.ts';
import { defineRule } from '../rule.ts';
import { isSystemVariable } from '../system-variables.ts';

export const tf107 = defineRule(
  'TF107',
  'info',
  text('Variables are used', '变量得到使用'),
  function* ({ tf, manifest, argsByName }) {
    const policy = new Set(pathUses(manifest.policyUses).map(({ path }) => String(path.steps[0]?.key ?? '')));
    const form = new Set(
      pathUses(manifest.argUses)
        .filter(({ use, path }) => use.arg.name !== path.root)
        .map(({ path }) => path.root),
    );
    for (const [name, variable] of tf.module.variables) {
      if (isSystemVariable(name) || tf.variableUses.has(name) || policy.has(name)) continue;
      // An arg that only steers the form needs its variable, used or not.
      if (argsByName.has(name) && form.has(name)) continue;
      yield {
        message: text(`Nothing uses variable "${name}".`, `变量 "${name}" 未被使用。`),
        file: variable.file,
        range: variable.nameRange,
      };
    }
  },
);
