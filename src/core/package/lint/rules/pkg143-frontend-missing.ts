import { text } from '../../../text.ts';
import { MANIFEST } from '../manifest.ts';
import { exists, resolveInside } from '../package-paths.ts';
import { defineRule } from '../rule.ts';

export const pkg143 = defineRule(
  'PKG143',
  'warning',
  text('The front end is in the package', '前端模块在安装包内'),
  function* ({ model, source }) {
    if (model.frontend === undefined) return;
    const { src, srcRange, range } = model.frontend;
    const path = resolveInside('', src);
    if (path === undefined || exists(source, path)) return;
    yield {
      message: text(
        `There is no folder "${src}" in the package: build the front end before pushing.`,
        `安装包中没有目录 "${src}":推送前请先构建前端。`,
      ),
      file: MANIFEST,
      range: srcRange ?? range,
    };
  },
);
