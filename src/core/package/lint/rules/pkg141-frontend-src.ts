import { text } from '../../../text.ts';
import { MANIFEST } from '../manifest.ts';
import { resolveInside } from '../package-paths.ts';
import { defineRule } from '../rule.ts';

export const pkg141 = defineRule(
  'PKG141',
  'error',
  text('The front end stays in the package', '前端模块不超出安装包'),
  function* ({ model }) {
    if (model.frontend === undefined) return;
    const { src, srcRange, range } = model.frontend;
    if (resolveInside('', src) !== undefined) return;
    yield {
      message: text(`"${src}" leaves the package folder.`, `"${src}" 超出了安装包目录。`),
      file: MANIFEST,
      range: srcRange ?? range,
    };
  },
);
