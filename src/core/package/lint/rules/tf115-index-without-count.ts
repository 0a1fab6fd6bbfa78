import { text } from '../../../text.ts';
import { mend } from '../mend.ts';
import { defineRule, TOLERATED } from '../rule.ts';

export const tf115 = defineRule(
  'TF115',
  TOLERATED,
  text('Single resources are read without index', '单个资源引用时不带下标'),
  function* ({ tf }) {
    for (const { site, reference } of tf.references) {
      const named = tf.isRoot(site) ? tf.resourceOf(reference) : undefined;
      if (named === undefined) continue;
      const { resource, at, rest } = named;
      const step = reference.steps[at];
      if (resource.count || resource.forEach || step?.kind !== 'index') continue;
      const certain = rest[0] === 0;
      yield {
        message: text(
          `"${resource.address}" has no count: there is no instance [${rest[0]}].`,
          `"${resource.address}" 没有 count:不存在实例 [${rest[0]}]。`,
        ),
        file: site.file,
        range: step.range,
        ...(certain ? { fix: mend(text('Remove the index', '删除下标'), site.file, step.range, '') } : {}),
      };
    }
  },
);
