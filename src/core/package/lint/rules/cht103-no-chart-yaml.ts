import { text } from '../../../text.ts';
import { chartUses } from '../charts.ts';
import { defineRule } from '../rule.ts';

export const cht103 = defineRule(
  'CHT103',
  'error',
  text('A chart has a Chart.yaml', 'Chart 含有 Chart.yaml'),
  function* ({ tf, source }) {
    for (const { folder, file, range, exists } of chartUses(tf, source)) {
      if (!exists || folder === undefined || folder.endsWith('.tgz')) continue;
      if (source.files.has(folder === '' ? 'Chart.yaml' : `${folder}/Chart.yaml`)) continue;
      yield {
        message: text(
          `"${folder}" is no chart: it has no Chart.yaml.`,
          `"${folder}" 不是 Chart:缺少 Chart.yaml。`,
        ),
        file,
        range,
      };
    }
  },
);
