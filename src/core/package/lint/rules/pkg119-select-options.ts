import type { SourceRange } from '../../../diagnostics/index.ts';
import { isJsonObject } from '../../../json.ts';
import { type LocalText, text } from '../../../text.ts';
import { argValuesEqual } from '../../expression/index.ts';
import type { PackageArg } from '../../model.ts';
import { MANIFEST } from '../manifest.ts';
import { defineRule } from '../rule.ts';

export const pkg119 = defineRule(
  'PKG119',
  'error',
  text('A select has options, and its default is one of them', '下拉组件有选项,默认值在选项中'),
  function* ({ model }) {
    for (const arg of model.args) {
      if (arg.widget !== 'select') continue;
      for (const [range, message] of problems(arg)) yield { message, file: MANIFEST, range };
    }
  },
);

function* problems(arg: PackageArg): Generator<[SourceRange, LocalText]> {
  const { config, ranges, defaultValue } = arg;
  const options = config.options;
  const at = ranges.options ?? ranges.name ?? arg.range;
  if (typeof options === 'string') return;
  if (!Array.isArray(options) || options.length === 0) {
    yield [
      at,
      text(`The select "${arg.name}" has no list of options.`, `下拉组件 "${arg.name}" 没有选项列表。`),
    ];
    return;
  }
  const seen = new Set<string>();
  for (const [i, option] of options.entries()) {
    const where = ranges[`options[${i}]`] ?? at;
    if (!isJsonObject(option) || option.value === undefined) {
      yield [
        where,
        text('An option is a mapping with "label" and "value".', '选项应为含 "label" 和 "value" 的映射。'),
      ];
      continue;
    }
    // 1 and "1" are one value to the form.
    const shown = typeof option.value === 'string' ? option.value : JSON.stringify(option.value);
    if (seen.has(shown)) {
      yield [where, text(`The option value "${shown}" stands twice.`, `选项值 "${shown}" 重复。`)];
    }
    seen.add(shown);
  }
  if (defaultValue === undefined || defaultValue === null) return;
  if (options.some((each) => isJsonObject(each) && argValuesEqual(each.value ?? null, defaultValue))) return;
  yield [
    ranges.defaultValue ?? at,
    text(
      `The default ${JSON.stringify(defaultValue)} is not among the options.`,
      `默认值 ${JSON.stringify(defaultValue)} 不在选项中。`,
    ),
  ];
}
