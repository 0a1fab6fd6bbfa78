import { text } from '../../../text.ts';
import { chartUses } from '../charts.ts';
import { defineRule } from '../rule.ts';

export const cht101 = defineRule(
  'CHT101',
  'error',
  text('`chart_src` names a folder of the package', '`chart_src` 指向安装包内的目录'),
  function* ({ tf, source }) {
    for (const { folder, file, range, src, exists } of chartUses(tf, source)) {
      if (folder === undefined || exists) continue;
      yield {
        message: text(
          `There is no "${folder}" in the package: chart_src "${src}" counts from infrastructure/.`,
          `安装包中没有 "${folder}":chart_src "${src}" 以 infrastructure/ 为起点。`,
        ),
        file,
        range,
      };
    }
  },
);
