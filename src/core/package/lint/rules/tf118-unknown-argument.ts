import { referencesOf } from '../../../terraform/index.ts';
import { text } from '../../../text.ts';
import { suggest } from '../../suggest.ts';
import { askMeant } from '../mend.ts';
import { defineRule, TOLERATED_QUIETLY } from '../rule.ts';
import { fieldsOf, META_ARGUMENTS, PLATFORM_ARGUMENTS, schemaOf } from '../schema-walk.ts';
import { isMetaBlock } from '../terraform.ts';

export const tf118 = defineRule(
  'TF118',
  TOLERATED_QUIETLY,
  text('Arguments exist', '参数存在'),
  function* ({ tf }) {
    for (const part of tf.resourceParts) {
      const fields = fieldsOf(tf.schemas, part);
      const top = part.blocks.length === 0;
      const schema = schemaOf(tf.schemas, part.resource);
      const { file } = part.body;
      const where = [part.resource.type, ...part.blocks].join('.');
      if (schema === undefined) {
        for (const { name, nameRange } of part.body.attributes.values()) {
          if (!/[A-Z]/.test(name)) continue;
          yield {
            message: text(
              `"${name}" is not spelt as providers spell arguments (small letters and "_"): it is probably ignored.`,
              `"${name}" 不符合 provider 参数的写法(小写字母与 "_"):可能会被忽略。`,
            ),
            file,
            range: nameRange,
          };
        }
      }
      if (fields === undefined || schema?.coverage === 'partial') continue;
      for (const { name, nameRange, expr } of part.body.attributes.values()) {
        if (fields.has(name) || (top && (META_ARGUMENTS.has(name) || PLATFORM_ARGUMENTS.has(name)))) continue;
        const edge = referencesOf(expr).find((reference) => tf.resourceOf(reference) !== undefined);
        const meant = suggest(name, fields.keys());
        const address = edge && tf.resourceOf(edge)?.resource.address;
        yield {
          message:
            address === undefined
              ? askMeant(`${where} has no argument "${name}"`, `${where} 没有参数 "${name}"`, meant)
              : text(
                  `${where} has no argument "${name}"; on the platform it still makes this resource wait for ${address}. depends_on says so in Terraform.`,
                  `${where} 没有参数 "${name}";在平台上它仍使该资源等待 ${address}。Terraform 中应使用 depends_on。`,
                ),
          file,
          range: nameRange,
        };
      }
      for (const block of part.body.blocks) {
        const name = block.type === 'dynamic' ? (block.labels[0] ?? '') : block.type;
        if (fields.has(name) || (top && isMetaBlock(block.type))) continue;
        yield {
          message: askMeant(
            `${where} has no block "${name}"`,
            `${where} 没有块 "${name}"`,
            suggest(name, fields.keys()),
          ),
          file,
          range: block.headerRange,
        };
      }
    }
  },
);
