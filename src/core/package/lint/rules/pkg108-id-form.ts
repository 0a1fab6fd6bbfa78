import { text } from '../../../text.ts';
import { MANIFEST } from '../manifest.ts';
import { defineRule } from '../rule.ts';
import { isPlaceholderId } from './pkg107-placeholder-id.ts';

export const pkg108 = defineRule(
  'PKG108',
  'warning',
  text('`id` has the form of a package id', '`id` 符合应用包 ID 的格式'),
  function* ({ model }) {
    const { id } = model;
    if (id === undefined || isPlaceholderId(id.value) || /^pkg-[0-9a-z]{8}$/.test(id.value)) return;
    yield {
      message: text(
        `"${id.value}" is not a package id: "pkg-" and 8 lower-case letters or digits.`,
        `"${id.value}" 不是应用包 ID:应为 "pkg-" 加 8 位小写字母或数字。`,
      ),
      file: MANIFEST,
      range: id.range,
    };
  },
);
