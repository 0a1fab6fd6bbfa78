import { text } from '../../../text.ts';
import { defineRule, TOLERATED } from '../rule.ts';
import { fieldsOf } from '../schema-walk.ts';
import { pluralityOf } from '../shape-of.ts';

export const tf116 = defineRule(
  'TF116',
  TOLERATED,
  text('Lists stand where lists are wanted, and only there', '列表只出现在需要列表的位置'),
  function* (context) {
    const { tf } = context;
    for (const part of tf.resourceParts) {
      const fields = fieldsOf(tf.schemas, part);
      for (const attribute of part.body.attributes.values()) {
        const field = fields?.get(attribute.name);
        if (field === undefined || field.block !== undefined) continue;
        const { kind } = field.type;
        const wantsMany = kind === 'list' || kind === 'set';
        const wantsOne = kind === 'string' || kind === 'number' || kind === 'bool';
        const given = pluralityOf(attribute.expr, context);
        if (!(wantsMany && given === 'one') && !(wantsOne && given === 'many')) continue;
        const { start, end } = attribute.expr.range;
        const [only, second] = attribute.expr.kind === 'tuple' ? attribute.expr.items : [];
        const file = part.body.file;
        const unwrap = only !== undefined && second === undefined;
        const fix = wantsMany
          ? {
              title: text('Put it in a list', '放入列表'),
              edits: [
                { file, range: { start, end: start }, newText: '[' },
                { file, range: { start: end, end }, newText: ']' },
              ],
            }
          : unwrap
            ? {
                title: text('Remove the brackets', '去掉方括号'),
                edits: [
                  { file, range: { start, end: only.range.start }, newText: '' },
                  { file, range: { start: only.range.end, end }, newText: '' },
                ],
              }
            : undefined;
        yield {
          message: wantsMany
            ? text(`"${attribute.name}" takes a list.`, `"${attribute.name}" 应为列表。`)
            : text(
                `"${attribute.name}" takes one ${kind}, not a list.`,
                `"${attribute.name}" 应为单个 ${kind},而不是列表。`,
              ),
          file,
          range: attribute.expr.range,
          ...(fix ? { fix } : {}),
        };
      }
    }
  },
);
