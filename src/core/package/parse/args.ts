import type { SourceRange } from '../../diagnostics/index.ts';
import { isJsonObject, type JsonObject } from '../../json.ts';
import { text } from '../../text.ts';
import type { ArgCondition, PackageArg } from '../model.ts';
import { COMMON_ARG_KEYS } from '../widgets/index.ts';
import { toJson, type YamlNode, type YamlSeq } from '../yaml/index.ts';
import { Fields } from './fields.ts';
import type { Reporter } from './reporter.ts';

/** Most args that are read: forms have a dozen. */
const MAX_ARGS = 1000;

/** Reads `args`. An entry without a name is left out: nothing could refer to it. */
export function readArgs(list: YamlSeq, reporter: Reporter): PackageArg[] {
  if (list.items.length > MAX_ARGS) {
    const message = text(`There are more than ${MAX_ARGS} args.`, `安装参数超过 ${MAX_ARGS} 个。`);
    reporter.report('PKG101', list.span, message);
  }
  return list.items.slice(0, MAX_ARGS).flatMap((item, index) => readArg(item, index, reporter) ?? []);
}

function readArg(item: YamlNode, index: number, reporter: Reporter): PackageArg | undefined {
  const where = `args[${index}]`;
  if (item.kind !== 'map') {
    reporter.report('PKG103', item.span, text(`"${where}" has to be a mapping.`, `"${where}" 必须是映射。`));
    return undefined;
  }
  const fields = new Fields(item, where, reporter);
  const requiredText = (key: string): string | undefined => {
    const node = fields.required(key);
    return node && fields.asString(node, key, key === 'label');
  };
  const name = requiredText('name');
  const label = requiredText('label');
  const widget = requiredText('widget');
  if (name === undefined) return undefined;
  // No prototype: paths come from the file, and `__proto__` is one that it may hold.
  const ranges: Record<string, SourceRange> = Object.create(null);
  reporter.index(item, '', ranges);
  const description = fields.string('description', true);
  const incompleteTips = fields.string('incompleteTips', true);
  const defaultNode = fields.node('defaultValue');
  return {
    index,
    name,
    label: label ?? name,
    widget: widget ?? '',
    ...(description === undefined ? {} : { description }),
    optional: fields.boolean('optional') ?? false,
    ...(defaultNode === undefined ? {} : { defaultValue: toJson(defaultNode) }),
    ...(incompleteTips === undefined ? {} : { incompleteTips }),
    when: readConditions(fields, 'when', reporter),
    hidden: readConditions(fields, 'hidden', reporter),
    validator: readConditions(fields, 'validator', reporter),
    config: readConfig(fields),
    range: reporter.range(item.span),
    ranges,
  };
}

/** Everything that is not common to all widgets is the widget's own. */
function readConfig(fields: Fields): JsonObject {
  const own = fields.map.entries.filter((entry) => !COMMON_ARG_KEYS.includes(entry.key));
  return Object.fromEntries(own.map((entry) => [entry.key, toJson(entry.value)]));
}

/** `[{eq: {a, b, message}}]`; each key of an entry is an operator. */
function readConditions(
  fields: Fields,
  key: 'when' | 'hidden' | 'validator',
  reporter: Reporter,
): ArgCondition[] {
  const list = fields.list(key);
  if (list === undefined) return [];
  return list.items.flatMap((item, i) => {
    const map = fields.asMap(item, `${key}[${i}]`);
    if (map === undefined) return [];
    if (map.entries.length === 0) {
      reporter.report(
        'PKG104',
        map.span,
        text(`"${key}[${i}]" names no operator.`, `"${key}[${i}]" 没有运算符。`),
      );
    }
    return map.entries.flatMap((entry) => {
      const where = `${key}[${i}].${entry.key}`;
      const operands = fields.asMap(entry.value, where);
      if (operands === undefined) return [];
      const inner = new Fields(operands, where, reporter);
      inner.onlyKnown(key === 'validator' ? ['a', 'b', 'message'] : ['a', 'b']);
      const message = inner.string('message', true);
      const json = toJson(operands);
      const { a = null, b = null } = isJsonObject(json) ? json : {};
      for (const operand of ['a', 'b']) inner.operand(operand);
      return {
        op: entry.key,
        a,
        b,
        ...(message === undefined ? {} : { message }),
        range: reporter.range({ start: entry.keySpan.start, end: operands.span.end }),
      };
    });
  });
}
