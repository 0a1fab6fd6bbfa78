import { text } from '../../../text.ts';
import { suggest } from '../../suggest.ts';
import { walkShape, widgetOutput } from '../../widgets/index.ts';
import { hasPath } from '../json-walk.ts';
import { askMeant, renameTo } from '../mend.ts';
import { defineRule } from '../rule.ts';
import { choicesAt, missingStep } from '../type-walk.ts';

export const tf111 = defineRule(
  'TF111',
  'error',
  text('What is read of a variable is in its value', '读取的变量属性存在于其值中'),
  function* ({ tf, argsByName }) {
    for (const { site, reference } of tf.references) {
      if (reference.root !== 'var') continue;
      const [name, ...path] = reference.path;
      const variable = site.module.variables.get(String(name));
      if (variable === undefined || path.length === 0) continue;
      const args = tf.isRoot(site) ? (argsByName.get(variable.name) ?? []) : [];
      const declaredMiss = missingStep(variable.type, path);
      let at: number | undefined;
      let choices: readonly string[] = [];
      let giver = '';
      if (args.length > 0) {
        const walks = args.map((arg) => walkShape(widgetOutput(arg.widget), path));
        const [first] = walks;
        if (first === undefined || first.found || walks.some((walk) => walk.found)) continue;
        // What the type declares and the widget is not known to give may be given all the same.
        if (declaredMiss === undefined && variable.type.kind !== 'dynamic') continue;
        at = first.step;
        choices = first.choices;
        giver = args[0]?.widget ?? '';
      } else {
        if (declaredMiss === undefined || hasPath(tf.defaultOf(variable.name) ?? null, path)) continue;
        at = declaredMiss;
        choices = choicesAt(variable.type, path, at);
        giver = 'variable';
      }
      const key = String(path[at]);
      const meant = suggest(key, choices);
      const step = reference.steps[at + 1];
      const range = step?.range ?? reference.range;
      yield {
        message: askMeant(
          `The value of "${variable.name}" (${giver}) has no "${key}"`,
          `"${variable.name}"(${giver})的值没有 "${key}"`,
          meant,
        ),
        file: site.file,
        range,
        ...(meant !== undefined && step?.kind === 'attr'
          ? { fix: renameTo(site.file, range, `.${meant}`) }
          : {}),
      };
    }
  },
);
