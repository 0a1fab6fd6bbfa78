import { formatFloat } from '../go/float.ts';
import { GoError } from '../go/func.ts';
import { GoInt, GoMap, GoObject, sortedKeys, type Value } from '../go/value.ts';

const BARE = /^[A-Za-z0-9_-]+$/;

const text = (value: string): string =>
  `"${value.replace(/[\\"\x00-\x1f\x7f]/g, (c) => {
    const known = {
      '\\': '\\\\',
      '"': '\\"',
      '\b': '\\b',
      '\t': '\\t',
      '\n': '\\n',
      '\f': '\\f',
      '\r': '\\r',
    }[c];
    return known ?? `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`;
  })}"`;

const key = (name: string): string => (BARE.test(name) ? name : text(name));

const isTable = (value: Value): value is GoMap => value instanceof GoMap;
const isTableList = (value: Value): value is GoMap[] =>
  Array.isArray(value) && value.length > 0 && value.every(isTable);

function float(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? '+inf' : '-inf';
  const plain = formatFloat(value, 'f', -1);
  return plain.includes('.') ? plain : `${plain}.0`;
}

function inline(value: Value): string {
  if (typeof value === 'string') return text(value);
  if (typeof value === 'number') return float(value);
  if (typeof value === 'boolean') return String(value);
  if (value instanceof GoInt) return value.value.toString();
  if (Array.isArray(value)) {
    if (value.some((item) => item === null || item === undefined)) {
      throw new GoError('toml: cannot encode array with nil element');
    }
    return `[${value.map(inline).join(', ')}]`;
  }
  if (value instanceof GoMap) {
    const parts = sortedKeys(value).map((name) => `${key(name)} = ${inline(value.get(name))}`);
    return `{${parts.join(', ')}}`;
  }
  if (value instanceof GoObject) return inline(value.json());
  throw new GoError('toml: cannot encode a nil value');
}

function table(map: GoMap, path: readonly string[], out: string[], depth: number): void {
  const inner = '  '.repeat(depth);
  const names = sortedKeys(map).filter((name) => map.get(name) !== null && map.get(name) !== undefined);
  for (const name of names) {
    const value = map.get(name);
    if (!isTable(value) && !isTableList(value)) out.push(`${inner}${key(name)} = ${inline(value)}\n`);
  }
  for (const name of names) {
    const value = map.get(name);
    const here = [...path, name];
    const title = here.map(key).join('.');
    if (isTable(value)) {
      if (out.length > 0 && depth === 0) out.push('\n');
      out.push(`${inner}[${title}]\n`);
      table(value, here, out, depth + 1);
    } else if (isTableList(value)) {
      for (const item of value) {
        if (out.length > 0) out.push('\n');
        out.push(`${inner}[[${title}]]\n`);
        table(item, here, out, depth + 1);
      }
    }
  }
}

/** TOML as BurntSushi's encoder writes it: plain keys first, tables after, indented by depth. */
export function writeToml(value: Value): string {
  if (!(value instanceof GoMap)) {
    throw new GoError('toml: top-level values must be Go maps or structs');
  }
  const out: string[] = [];
  table(value, [], out, 0);
  return out.join('');
}
