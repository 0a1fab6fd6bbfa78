import { text } from '../../../text.ts';
import { defineRule, TOLERATED_QUIETLY } from '../rule.ts';
import { fieldsOf, PLATFORM_ARGUMENTS } from '../schema-walk.ts';

export const tf119 = defineRule(
  'TF119',
  TOLERATED_QUIETLY,
  text('Arguments are those of the public provider', '参数属于公开的 provider'),
  function* ({ tf }) {
    for (const part of tf.resourceParts) {
      if (part.blocks.length > 0) continue;
      const fields = fieldsOf(tf.schemas, part);
      if (fields === undefined) continue;
      for (const { name, nameRange } of part.body.attributes.values()) {
        if (fields.has(name) || !PLATFORM_ARGUMENTS.has(name)) continue;
        yield {
          message: text(
            `The platform lets every resource take "${name}"; the public provider's ${part.resource.type} does not know it.`,
            `平台允许所有资源使用 "${name}";公开 provider 的 ${part.resource.type} 没有该参数。`,
          ),
          file: part.body.file,
          range: nameRange,
        };
      }
    }
  },
);
