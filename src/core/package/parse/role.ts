import type { SourceRange } from '../../diagnostics/index.ts';
import { isJsonObject } from '../../json.ts';
import { text } from '../../text.ts';
import type { Located, PolicyStatement, RolePolicy } from '../model.ts';
import { toJson, type YamlMap, type YamlNode } from '../yaml/index.ts';
import { Fields } from './fields.ts';
import type { Reporter } from './reporter.ts';

/** Reads `role.policy`, a CAM policy document. */
export function readPolicy(role: YamlMap, reporter: Reporter): RolePolicy | undefined {
  const fields = new Fields(role, 'role', reporter);
  fields.onlyKnown(['policy']);
  const node = fields.required('policy');
  const map = node && fields.asMap(node, 'role.policy');
  if (map === undefined) return undefined;
  const policy = new Fields(map, 'role.policy', reporter);
  policy.onlyKnown(['version', 'statement']);
  const versionNode = policy.required('version');
  const version = versionNode && policy.asString(versionNode, 'version', true);
  const items = policy.required('statement') && policy.list('statement');
  return {
    version: version ?? '',
    statement: (items?.items ?? []).flatMap((item, i) => {
      const statement = policy.asMap(item, `role.policy.statement[${i}]`);
      return statement ? [readStatement(statement, i, reporter)] : [];
    }),
    range: reporter.range(map.span),
  };
}

function readStatement(map: YamlMap, index: number, reporter: Reporter): PolicyStatement {
  const fields = new Fields(map, `role.policy.statement[${index}]`, reporter);
  fields.onlyKnown(['action', 'resource', 'effect', 'condition']);
  const effect = fields.required('effect');
  const condition = fields.mapping('condition');
  const json = condition && toJson(condition);
  // No prototype: paths come from the file, and `__proto__` is one that it may hold.
  const ranges: Record<string, SourceRange> = Object.create(null);
  reporter.index(map, '', ranges);
  return {
    action: strings(fields, 'action', reporter),
    resource: strings(fields, 'resource', reporter),
    effect: (effect && fields.asString(effect, 'effect')) ?? '',
    ...(isJsonObject(json) ? { condition: json } : {}),
    range: reporter.range(map.span),
    ranges,
  };
}

/** One string or a list of strings. */
function strings(fields: Fields, key: string, reporter: Reporter): string[] {
  const node = fields.required(key);
  if (node === undefined) return [];
  const items: readonly YamlNode[] = node.kind === 'seq' ? node.items : [node];
  if (items.length === 0) {
    reporter.report('PKG104', node.span, text(`"${key}" lists nothing.`, `"${key}" 为空列表。`));
  }
  return items.flatMap((item) => fields.asString(item, key) ?? []);
}

/** Reads the legacy `scopes.cloudAPI` list. */
export function readScopes(scopes: YamlMap, reporter: Reporter): Located<string>[] {
  const fields = new Fields(scopes, 'scopes', reporter);
  fields.onlyKnown(['cloudAPI']);
  const items = fields.list('cloudAPI')?.items ?? [];
  return items.flatMap((item) => {
    const value = fields.asString(item, 'cloudAPI');
    return value === undefined ? [] : [{ value, range: reporter.range(item.span) }];
  });
}
