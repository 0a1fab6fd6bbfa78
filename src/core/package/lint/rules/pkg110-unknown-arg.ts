import { text } from '../../../text.ts';
import { suggest } from '../../suggest.ts';
import { pathUses } from '../args.ts';
import { MANIFEST } from '../manifest.ts';
import { askMeant, renameTo } from '../mend.ts';
import { defineRule } from '../rule.ts';

export const pkg110 = defineRule(
  'PKG110',
  'error',
  text('Expressions refer to args that exist', '表达式引用的参数存在'),
  function* ({ manifest, argsByName }) {
    for (const { use, path } of pathUses(manifest.argUses)) {
      if (argsByName.has(path.root) || path.root === 'var') continue;
      const meant = suggest(path.root, argsByName.keys());
      const range = manifest.rangeIn(use.node, path.rootSpan);
      const fixable = meant !== undefined && manifest.valueStart(use.node) !== undefined;
      yield {
        message: askMeant(`There is no arg "${path.root}"`, `不存在参数 "${path.root}"`, meant),
        file: MANIFEST,
        range,
        ...(fixable ? { fix: renameTo(MANIFEST, range, meant) } : {}),
      };
    }
  },
);
