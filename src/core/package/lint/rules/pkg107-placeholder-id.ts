import { text } from '../../../text.ts';
import { MANIFEST } from '../manifest.ts';
import { defineRule } from '../rule.ts';

const PLACEHOLDER = /\$\{|\*{2,}|<.*>|^pkg-x+$/i;

export const isPlaceholderId = (id: string): boolean => PLACEHOLDER.test(id);

export const pkg107 = defineRule(
  'PKG107',
  'warning',
  text('`id` is a real package id', '`id` 是真实的应用包 ID'),
  function* ({ model }) {
    if (model.id === undefined || !isPlaceholderId(model.id.value)) return;
    yield {
      message: text(
        `"${model.id.value}" is a template's placeholder: a push is refused until it is replaced by the id from the developer centre.`,
        `"${model.id.value}" 是模板占位符:替换为开发者中心的应用 ID 之前无法推送。`,
      ),
      file: MANIFEST,
      range: model.id.range,
    };
  },
);
