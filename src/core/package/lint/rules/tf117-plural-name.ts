import { text } from '../../../text.ts';
import { defineRule } from '../rule.ts';
import { fieldsOf } from '../schema-walk.ts';
import { pluralityOf } from '../shape-of.ts';

export const tf117 = defineRule(
  'TF117',
  'info',
  text('A name of several holds several', '复数名称的参数包含多个值'),
  function* (context) {
    const { tf } = context;
    for (const part of tf.resourceParts) {
      const fields = fieldsOf(tf.schemas, part);
      for (const attribute of part.body.attributes.values()) {
        if (!/_ids$/.test(attribute.name) || pluralityOf(attribute.expr, context) !== 'one') continue;
        const kind = fields?.get(attribute.name)?.type.kind;
        // A list that is wanted is TF116's.
        if (kind !== undefined && kind !== 'string') continue;
        yield {
          message: text(
            `"${attribute.name}" sounds like a list, and one value is given${kind === 'string' ? ' (the provider takes one string here)' : ''}.`,
            `"${attribute.name}" 看似列表,却只给了一个值${kind === 'string' ? '(provider 此处接受单个字符串)' : ''}。`,
          ),
          file: part.body.file,
          range: attribute.expr.range,
        };
      }
    }
  },
);
