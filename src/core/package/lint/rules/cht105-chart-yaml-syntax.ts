import { LineMap } from '../../../diagnostics/index.ts';
import { text } from '../../../text.ts';
import { readYaml } from '../../yaml/index.ts';
import { chartFolders } from '../charts.ts';
import { filesBelow } from '../package-paths.ts';
import { defineRule } from '../rule.ts';

/** Files of a chart that are YAML as they stand; templates are not. */
const PLAIN_YAML = /(^|\/)(Chart|values|requirements)\.ya?ml$/;

export const cht105 = defineRule(
  'CHT105',
  'error',
  text('Chart.yaml and values.yaml are valid YAML', 'Chart.yaml 和 values.yaml 是有效的 YAML'),
  function* ({ tf, source }) {
    for (const folder of chartFolders(tf, source)) {
      for (const file of filesBelow(source, folder)) {
        if (!PLAIN_YAML.test(file) || file.includes('/templates/')) continue;
        const yaml = readYaml(source.files.get(file) ?? new Uint8Array());
        const lines = new LineMap(yaml.text);
        for (const { message, span, kind } of yaml.problems) {
          // Helm takes the last of duplicate keys.
          if (kind === 'duplicate') continue;
          yield {
            message: text(`Not valid YAML: ${message.en}`, `YAML 无效:${message['zh-CN']}`),
            file,
            range: lines.range(span.start, span.end),
          };
        }
      }
    }
  },
);
