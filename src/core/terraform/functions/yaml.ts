import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  parseDocument,
  visit,
} from 'yaml';
import {
  boolValue,
  NULL_VALUE,
  Num,
  numberValue,
  objectValue,
  stringValue,
  tupleValue,
  type Value,
  ValueError,
} from '../values/index.ts';

const MAX_NODES = 200_000;
const MAX_LENGTH = 1024 * 1024;

/** YAML text as a value, by the rules of Terraform's yamldecode: YAML 1.1 words for bools, timestamps as text. Throws ValueError. */
export function decodeYaml(text: string): Value {
  if (text.length > MAX_LENGTH) throw new ValueError(`the document is longer than ${MAX_LENGTH} characters`);
  const doc = parseDocument(text, {
    version: '1.1',
    merge: true,
    intAsBigInt: true,
    uniqueKeys: false,
    logLevel: 'silent',
  });
  const [error] = doc.errors;
  if (error) throw new ValueError(`on line ${error.linePos?.[0].line ?? 1}: ${error.message.split('\n')[0]}`);
  let budget = MAX_NODES;
  const targets = aliasTargets(doc);
  const anchors = new Set<string>();
  const read = (node: unknown): Value => {
    budget -= 1;
    if (budget < 0) throw new ValueError(`the document has more than ${MAX_NODES} nodes`);
    if (node === null || node === undefined) return NULL_VALUE;
    if (isAlias(node)) {
      if (anchors.has(node.source))
        throw new ValueError(`cannot refer to anchor ${node.source} from inside its own definition`);
      anchors.add(node.source);
      const value = read(targets.get(node));
      anchors.delete(node.source);
      return value;
    }
    if (isSeq(node)) return tupleValue(node.items.map(read));
    if (isMap(node)) return objectValue(entriesOf(node.items, read));
    return isScalar(node) ? scalar(node.value, node.source ?? '') : NULL_VALUE;
  };
  return read(doc.contents as Node | null);
}

/** What each alias stands for, found in one walk: asking the library goes through the document every time. */
function aliasTargets(doc: Document): ReadonlyMap<Alias, Node> {
  const named = new Map<string, Node>();
  const targets = new Map<Alias, Node>();
  visit(doc, {
    Alias: (_key, alias) => {
      const target = named.get(alias.source);
      if (target !== undefined) targets.set(alias, target);
    },
    Value: (_key, node) => {
      if (node.anchor !== undefined) named.set(node.anchor, node);
    },
  });
  return targets;
}

function* entriesOf(
  items: readonly { readonly key: unknown; readonly value: unknown }[],
  read: (node: unknown) => Value,
): Iterable<readonly [string, Value]> {
  for (const { key, value } of items) {
    if (isScalar(key) && key.source === '<<') {
      const merged = read(value);
      const sources = merged.type.kind === 'tuple' ? merged.elements : [merged];
      for (const source of sources) yield* source.entries;
      continue;
    }
    const name = read(key);
    if (name.isNull || name.type.kind === 'tuple' || name.type.kind === 'object') {
      throw new ValueError('mapping keys must be strings');
    }
    yield [isScalar(key) ? String(key.source ?? key.value) : name.text, read(value)];
  }
}

function scalar(value: unknown, source: string): Value {
  if (value === null) return NULL_VALUE;
  if (typeof value === 'boolean') return boolValue(value);
  if (typeof value === 'bigint') return numberValue(Num.bigint(value));
  if (typeof value === 'number') {
    const exact = Num.parse(source.replaceAll('_', ''));
    const number = exact ?? Num.float(value);
    return number === undefined ? stringValue(source) : numberValue(number);
  }
  if (value instanceof Date) return stringValue(value.toISOString().replace(/\.000Z$/, 'Z'));
  return stringValue(String(value));
}

const quoted = (text: string): string => JSON.stringify(text);

/** A value as YAML in the layout of Terraform's yamlencode: block style, strings in double quotes. */
export function encodeYaml(value: Value): string {
  // What a plain scalar is only shows at the end of the document.
  const open = value.isNull || value.type.kind === 'number' || value.type.kind === 'bool';
  return `${block(value, 0)}\n${open ? '...\n' : ''}`;
}

function block(value: Value, depth: number): string {
  const pad = '  '.repeat(depth);
  if (value.isNull) return 'null';
  switch (value.type.kind) {
    case 'string':
      return textBlock(value.text, depth);
    case 'number':
      return value.num.toString();
    case 'bool':
      return String(value.isTrue);
    case 'map':
    case 'object': {
      if (value.entries.size === 0) return '{}';
      const lines = [...value.entries].map(([k, v]) => `${quoted(k)}:${nested(v, depth, false)}`);
      return lines.join(`\n${pad}`);
    }
    default: {
      if (value.elements.length === 0) return '[]';
      return value.elements.map((v) => `-${nested(v, depth, true)}`).join(`\n${pad}`);
    }
  }
}

function isCompound(v: Value): boolean {
  if (v.isNull) return false;
  if (v.type.kind === 'map' || v.type.kind === 'object') return v.entries.size > 0;
  return ['list', 'set', 'tuple'].includes(v.type.kind) && v.elements.length > 0;
}

/** What follows `key:` or `-`. Lists within maps stand at the map's own depth, as Go's emitter puts them. */
function nested(v: Value, depth: number, inList: boolean): string {
  if (!isCompound(v)) return ` ${block(v, depth + 1)}`;
  if (inList) return ` ${block(v, depth + 1)}`;
  const isList = v.type.kind !== 'map' && v.type.kind !== 'object';
  const at = isList ? depth : depth + 1;
  return `\n${'  '.repeat(at)}${block(v, at)}`;
}

function textBlock(text: string, depth: number): string {
  if (!text.includes('\n') || /[^\n\t\x20-\x7e\u00a0-\ud7ff]/.test(text) || /^\s/.test(text))
    return quoted(text);
  const pad = '  '.repeat(Math.max(1, depth));
  const chomp = text.endsWith('\n\n') ? '|+' : text.endsWith('\n') ? '|' : '|-';
  const lines = (text.endsWith('\n') ? text.slice(0, -1) : text).split('\n');
  return `${chomp}\n${lines.map((l) => (l === '' ? '' : pad + l)).join('\n')}`;
}
