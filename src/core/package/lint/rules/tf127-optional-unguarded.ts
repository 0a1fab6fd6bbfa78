import { text } from '../../../text.ts';
import { unguardedReferences } from '../guards.ts';
import { defineRule } from '../rule.ts';

export const tf127 = defineRule(
  'TF127',
  'warning',
  text('Optional args are used only where they are given', '可选参数仅在已填写时使用'),
  function* ({ model, tf }) {
    const optional = new Set(model.args.filter((arg) => arg.optional).map((arg) => arg.name));
    if (optional.size === 0) return;
    for (const site of tf.sites) {
      if (site.owner.kind === 'variable' || !tf.isRoot(site)) continue;
      const guards = site.owner.kind === 'resource' ? site.owner.resource : undefined;
      for (const reference of unguardedReferences(site.attribute.expr)) {
        const name = String(reference.path[0]);
        if (reference.root !== 'var' || !optional.has(name)) continue;
        const fallback = tf.defaultOf(name);
        if (fallback !== undefined && fallback !== null) continue;
        const repeat = guards?.count ?? guards?.forEach;
        if (repeat && (repeat === site.attribute || tf.reads(repeat, name))) continue;
        yield {
          message: text(
            `"${name}" is optional, but it is used here in any case: left empty, its value is null.`,
            `"${name}" 是可选参数,但此处总会使用:未填写时其值为 null。`,
          ),
          file: site.file,
          range: reference.range,
        };
      }
    }
  },
);
