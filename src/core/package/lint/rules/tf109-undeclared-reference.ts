import type { Reference } from '../../../terraform/index.ts';
import { type LocalText, text } from '../../../text.ts';
import { suggest } from '../../suggest.ts';
import { askMeant } from '../mend.ts';
import { defineRule } from '../rule.ts';
import type { TerraformFacts } from '../terraform.ts';

/** Names that Terraform gives or that stand for something local to their block. */
const BUILT_IN = new Set(['var', 'each', 'count', 'self', 'path', 'terraform']);
/** Arguments that hold names and not references. */
const NAME_ARGUMENTS = new Set([
  'depends_on',
  'ignore_changes',
  'replace_triggered_by',
  'provider',
  'providers',
]);

export const tf109 = defineRule(
  'TF109',
  'error',
  text('References name things that are declared', '引用的对象已声明'),
  function* ({ tf }) {
    for (const { site, reference } of tf.references) {
      if (NAME_ARGUMENTS.has(site.attribute.name) && site.attribute.name !== 'depends_on') continue;
      if (!tf.isRoot(site) || site.iterators.has(reference.root)) continue;
      const message = problemOf(reference, tf);
      if (message !== undefined) yield { message, file: site.file, range: reference.range };
    }
  },
);

function problemOf(reference: Reference, tf: TerraformFacts): LocalText | undefined {
  const { root, path } = reference;
  const [first, second] = path;
  const { module } = tf;
  if (BUILT_IN.has(root)) return undefined;
  if (root === 'local') return missing('Local value', '局部值', String(first), module.locals);
  if (root === 'module') return missing('Module', '模块', String(first), module.modules);
  if (root === 'data') return missing('Data source', '数据源', `data.${first}.${second}`, module.data);
  if (first === undefined) {
    return text(
      `"${root}" is not a reference; texts stand in quotes, variables are written "var.${root}".`,
      `"${root}" 不是引用;文本请加引号,变量写作 "var.${root}"。`,
    );
  }
  return missing('Resource', '资源', `${root}.${first}`, module.resources);
}

function missing(
  en: string,
  zh: string,
  name: string,
  known: ReadonlyMap<string, unknown>,
): LocalText | undefined {
  if (known.has(name)) return undefined;
  return askMeant(`${en} "${name}" is not declared`, `${zh} "${name}" 未声明`, suggest(name, known.keys()));
}
