import { text } from '../../../text.ts';
import { missingRequired } from '../required.ts';
import { defineRule, TOLERATED } from '../rule.ts';
import { isName } from './tf137-name-missing.ts';

export const tf138 = defineRule(
  'TF138',
  TOLERATED,
  text('Required arguments are there', '必需参数齐全'),
  function* ({ tf }) {
    for (const { part, name } of missingRequired(tf)) {
      if (isName(name)) continue;
      const block = part.blocks.at(-1);
      const where = [part.resource.address, ...part.blocks].join('.');
      yield {
        message: text(
          `${where} lacks "${name}", which the provider requires.`,
          `${where} 缺少 provider 要求的 "${name}"。`,
        ),
        file: part.body.file,
        range: block === undefined ? part.resource.nameRange : part.body.range,
      };
    }
  },
);
