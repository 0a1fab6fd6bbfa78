import { LineMap } from '../../../diagnostics/index.ts';
import { text } from '../../../text.ts';
import { chartFolders } from '../charts.ts';
import { filesBelow } from '../package-paths.ts';
import { defineRule } from '../rule.ts';

const PLACEHOLDER = '${packageId}';
/** What stands before it on the line opens a YAML comment. */
const COMMENT = /(^|\s)#/;

export const cht106 = defineRule(
  'CHT106',
  'warning',
  text("A chart holds no template's placeholder", 'Chart 中没有模板占位符'),
  function* ({ tf, source }) {
    for (const folder of chartFolders(tf, source)) {
      for (const file of filesBelow(source, folder)) {
        if (!/\.(ya?ml|tpl|json|txt)$/.test(file)) continue;
        const content = new TextDecoder().decode(source.files.get(file));
        const lines = content.includes(PLACEHOLDER) ? new LineMap(content) : undefined;
        for (
          let at = content.indexOf(PLACEHOLDER);
          at !== -1 && lines;
          at = content.indexOf(PLACEHOLDER, at + 1)
        ) {
          if (COMMENT.test(content.slice(content.lastIndexOf('\n', at) + 1, at))) continue;
          yield {
            message: text(
              'Nobody replaces "${packageId}" in a chart: images with it in their name cannot be pulled.',
              'Chart 中的 "${packageId}" 不会被替换:名称含有它的镜像无法拉取。',
            ),
            file,
            range: lines.range(at, at + PLACEHOLDER.length),
          };
        }
      }
    }
  },
);
