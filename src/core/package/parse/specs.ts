import type { PackageModel, PackageSpec } from '../model.ts';
import type { YamlMap, YamlSeq } from '../yaml/index.ts';
import { Fields } from './fields.ts';
import type { Reporter } from './reporter.ts';

/** Reads `specs`; entries without a key are left out. */
export function readSpecs(list: YamlSeq, top: Fields, reporter: Reporter): PackageSpec[] {
  return list.items.flatMap((item, i) => {
    const map = top.asMap(item, `specs[${i}]`);
    if (map === undefined) return [];
    const fields = new Fields(map, `specs[${i}]`, reporter);
    fields.onlyKnown(['key', 'name', 'enum']);
    const key = requiredString(fields, 'key');
    const name = requiredString(fields, 'name');
    const choices = fields.required('enum') && fields.list('enum');
    if (key === undefined) return [];
    return {
      key,
      name: name ?? key,
      enum: (choices?.items ?? []).flatMap((choice, j) => {
        const inner = top.asMap(choice, `specs[${i}].enum[${j}]`);
        if (inner === undefined) return [];
        const choiceFields = new Fields(inner, `specs[${i}].enum[${j}]`, reporter);
        choiceFields.onlyKnown(['value', 'name']);
        const value = requiredString(choiceFields, 'value');
        const label = choiceFields.string('name', true);
        return value === undefined ? [] : [{ value, name: label ?? value }];
      }),
      range: reporter.range(map.span),
    };
  });
}

const requiredString = (fields: Fields, key: string): string | undefined => {
  const node = fields.required(key);
  return node && fields.asString(node, key, true);
};

/** Reads `frontend`. */
export function readFrontend(map: YamlMap, reporter: Reporter): PackageModel['frontend'] {
  const fields = new Fields(map, 'frontend', reporter);
  fields.onlyKnown(['runtimeMode', 'src']);
  const runtimeMode = requiredString(fields, 'runtimeMode');
  const src = requiredString(fields, 'src');
  if (src === undefined) return undefined;
  const srcNode = fields.node('src');
  return {
    runtimeMode: runtimeMode ?? '',
    src,
    range: reporter.range(map.span),
    ...(srcNode ? { srcRange: reporter.range(srcNode.span) } : {}),
  };
}
