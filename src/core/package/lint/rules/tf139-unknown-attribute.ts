import { text } from '../../../text.ts';
import { suggest } from '../../suggest.ts';
import { askMeant, renameTo } from '../mend.ts';
import { defineRule, TOLERATED } from '../rule.ts';
import { readPath, schemaOf } from '../schema-walk.ts';

export const tf139 = defineRule(
  'TF139',
  TOLERATED,
  text('Attributes that are read exist', '读取的资源属性存在'),
  function* ({ tf }) {
    for (const { site, reference } of tf.references) {
      const named = tf.isRoot(site) ? tf.resourceOf(reference) : undefined;
      const schema = named && schemaOf(tf.schemas, named.resource);
      if (named === undefined || schema === undefined) continue;
      const { missing, choices } = readPath(schema, named.rest);
      if (missing === undefined) continue;
      const key = String(named.rest[missing]);
      const step = reference.steps[named.at + missing];
      const meant = suggest(key, choices);
      const range = step?.range ?? reference.range;
      yield {
        message: askMeant(
          `${named.resource.type} has no attribute "${key}"`,
          `${named.resource.type} 没有属性 "${key}"`,
          meant,
        ),
        file: site.file,
        range,
        ...(meant !== undefined && step?.kind === 'attr'
          ? { fix: renameTo(site.file, range, `.${meant}`) }
          : {}),
      };
    }
  },
);
