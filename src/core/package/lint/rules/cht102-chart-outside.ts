import { text } from '../../../text.ts';
import { chartUses } from '../charts.ts';
import { defineRule } from '../rule.ts';

export const cht102 = defineRule(
  'CHT102',
  'error',
  text('`chart_src` stays in the package', '`chart_src` 不超出安装包'),
  function* ({ tf, source }) {
    for (const { folder, file, range, src } of chartUses(tf, source)) {
      if (folder !== undefined) continue;
      yield {
        message: text(
          `chart_src "${src}" leaves the package folder: only what is inside is uploaded.`,
          `chart_src "${src}" 超出了安装包目录:只有包内的内容会被上传。`,
        ),
        file,
        range,
      };
    }
  },
);
