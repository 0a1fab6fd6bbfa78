import { text } from '../../../text.ts';
import { suggest } from '../../suggest.ts';
import { COMMON_ARG_KEYS, widgets } from '../../widgets/index.ts';
import { MANIFEST } from '../manifest.ts';
import { askMeant, renameTo } from '../mend.ts';
import { defineRule } from '../rule.ts';

export const pkg122 = defineRule(
  'PKG122',
  'info',
  text('Properties of args are known for their widgets', '参数属性是组件的已知属性'),
  function* ({ model }) {
    for (const { config, widget, ranges, range } of model.args) {
      const known = widgets.get(widget);
      if (known?.evidenced !== true) continue;
      const choices = [...COMMON_ARG_KEYS, ...known.properties];
      for (const key of Object.keys(config)) {
        if (known.properties.includes(key)) continue;
        const meant = suggest(
          key,
          choices.filter((each) => ranges[each] === undefined),
        );
        const at = ranges[`@${key}`] ?? range;
        yield {
          message: askMeant(
            `No real package gives ${widget} a property "${key}"`,
            `没有真实安装包为 ${widget} 设置属性 "${key}"`,
            meant,
          ),
          file: MANIFEST,
          range: at,
          ...(meant === undefined ? {} : { fix: renameTo(MANIFEST, at, meant) }),
        };
      }
    }
  },
);
