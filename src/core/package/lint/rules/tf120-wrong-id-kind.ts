import { referencesOf } from '../../../terraform/index.ts';
import { text } from '../../../text.ts';
import { kindOfLiteral, kindOfReference, kindWanted, possibleValues } from '../id-kinds.ts';
import { defineRule } from '../rule.ts';
import { staticString } from '../static-json.ts';

const ZH = {
  vpc: '私有网络',
  subnet: '子网',
  'security group': '安全组',
  instance: '云服务器',
  image: '镜像',
};

export const tf120 = defineRule(
  'TF120',
  'error',
  text('Ids are of the kind that the argument takes', 'ID 的种类与参数一致'),
  function* (context) {
    for (const { attribute, owner, file } of context.tf.sites) {
      const wanted = kindWanted(attribute.name);
      if (wanted === undefined || owner.kind !== 'resource') continue;
      for (const value of possibleValues(attribute.expr)) {
        const literal = staticString(value);
        const [reference] = value.kind === 'traversal' ? referencesOf(value) : [];
        const kind =
          literal === undefined ? reference && kindOfReference(reference, context) : kindOfLiteral(literal);
        if (kind === undefined || kind === wanted) continue;
        yield {
          message: text(
            `"${attribute.name}" takes the id of a ${wanted}, but this is the id of a ${kind}.`,
            `"${attribute.name}" 应填${ZH[wanted]} ID,此处却是${ZH[kind]} ID。`,
          ),
          file,
          range: value.range,
        };
      }
    }
  },
);
