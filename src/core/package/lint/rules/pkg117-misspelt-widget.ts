import { text } from '../../../text.ts';
import { MANIFEST } from '../manifest.ts';
import { askMeant, renameTo } from '../mend.ts';
import { defineRule } from '../rule.ts';
import { meantWidget } from './pkg116-unverified-widget.ts';

export const pkg117 = defineRule(
  'PKG117',
  'warning',
  text('Widget names are spelt right', '组件名称拼写正确'),
  function* ({ model }) {
    for (const { widget, ranges } of model.args) {
      const meant = meantWidget(widget);
      const range = ranges.widget;
      if (meant === undefined || range === undefined) continue;
      yield {
        message: askMeant(`There is no widget "${widget}"`, `没有组件 "${widget}"`, meant),
        file: MANIFEST,
        range,
        fix: renameTo(MANIFEST, range, meant),
      };
    }
  },
);
