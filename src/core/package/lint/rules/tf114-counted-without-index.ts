import { text } from '../../../text.ts';
import { mend } from '../mend.ts';
import { defineRule, TOLERATED } from '../rule.ts';
import { staticJson } from '../static-json.ts';

export const tf114 = defineRule(
  'TF114',
  TOLERATED,
  text('Counted resources are read by index', '带 count 的资源通过下标引用'),
  function* ({ tf }) {
    for (const { site, reference } of tf.references) {
      const named = tf.isRoot(site) ? tf.resourceOf(reference) : undefined;
      if (named === undefined) continue;
      const { resource, at } = named;
      const repeated = resource.count ?? resource.forEach;
      const step = reference.steps[at];
      if (repeated === undefined || step?.kind !== 'attr') continue;
      const count = resource.count && staticJson(resource.count.expr);
      const place = { start: step.range.start, end: step.range.start };
      const what = resource.count ? 'count' : 'for_each';
      const none = count === undefined || count === 0;
      yield {
        message: text(
          `"${resource.address}" has ${what}, so one of its instances must be named: ${resource.address}[…].${none ? ' Without an index the platform takes the first, which may not exist.' : ''}`,
          `"${resource.address}" 带有 ${what},应指明实例:${resource.address}[…]。${none ? '不写下标时平台取第一个实例,而它可能不存在。' : ''}`,
        ),
        file: site.file,
        range: reference.range,
        ...(count === 1 ? { fix: mend(text('Add "[0]"', '补上 "[0]"'), site.file, place, '[0]') } : {}),
      };
    }
  },
);
