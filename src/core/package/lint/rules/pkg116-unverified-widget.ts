import { text } from '../../../text.ts';
import { suggest } from '../../suggest.ts';
import { widgets } from '../../widgets/index.ts';
import { MANIFEST } from '../manifest.ts';
import { defineRule } from '../rule.ts';

/** The evidenced widget that a name was surely meant to be: two slips at most. */
export const meantWidget = (name: string): string | undefined =>
  widgets.has(name)
    ? undefined
    : suggest(
        name,
        [...widgets.values()].filter((each) => each.evidenced).map((each) => each.name),
      );

export const pkg116 = defineRule(
  'PKG116',
  'info',
  text('Widgets are known to exist', '组件已验证存在'),
  function* ({ model }) {
    for (const { widget, ranges, range } of model.args) {
      const known = widgets.get(widget);
      if (widget === '' || known?.evidenced || meantWidget(widget) !== undefined) continue;
      yield {
        message: known
          ? text(
              `The manual lists a widget like "${widget}", but no real package shows its exact name and value.`,
              `文档列有类似 "${widget}" 的组件,但没有真实安装包能证实其名称和取值。`,
            )
          : text(
              `No widget "${widget}" is known; Drydock asks for a plain value, the platform may refuse it.`,
              `未知组件 "${widget}";Drydock 按普通值处理,平台可能不支持。`,
            ),
        file: MANIFEST,
        range: ranges.widget ?? range,
      };
    }
  },
);
