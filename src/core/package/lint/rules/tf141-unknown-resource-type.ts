import { text } from '../../../text.ts';
import { suggest } from '../../suggest.ts';
import { askMeant } from '../mend.ts';
import { defineRule, TOLERATED } from '../rule.ts';
import { schemaOf } from '../schema-walk.ts';

export const tf141 = defineRule(
  'TF141',
  TOLERATED,
  text('Resource types exist', '资源类型存在'),
  function* ({ tf }) {
    const types = tf.schemas.resourceTypes();
    // Without the provider's facts nothing can be said of its types.
    const providerKnown = types.some((type) => type.startsWith('tencentcloud_'));
    for (const resource of [...tf.module.resources.values(), ...tf.module.data.values()]) {
      const { type } = resource;
      if (schemaOf(tf.schemas, resource) !== undefined) continue;
      const ours = /^(tencentcloud|cloudapp)_/.test(type);
      if (type.startsWith('tencentcloud_') && !providerKnown) continue;
      const near = types.filter((each) => each[0] === type[0] && Math.abs(each.length - type.length) <= 3);
      const meant = suggest(type, near);
      yield {
        message:
          ours || meant !== undefined
            ? askMeant(`The provider has no type "${type}"`, `provider 没有类型 "${type}"`, meant)
            : text(
                `"${type}" belongs to a provider that the platform is not known to support.`,
                `"${type}" 所属的 provider 未见平台支持。`,
              ),
        file: resource.file,
        range: resource.block.labelRanges[0] ?? resource.nameRange,
      };
    }
  },
);
