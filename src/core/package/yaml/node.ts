import type { Json } from '../../json.ts';

/** UTF-16 offsets in the file's text, half-open. */
export interface YamlSpan {
  readonly start: number;
  readonly end: number;
}

export interface YamlScalar {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
  readonly span: YamlSpan;
}

export interface YamlEntry {
  readonly key: string;
  readonly keySpan: YamlSpan;
  readonly value: YamlNode;
}

export interface YamlMap {
  readonly kind: 'map';
  /** In source order, then what `<<` merged in; keys are unique (of duplicates the last one stays). */
  readonly entries: readonly YamlEntry[];
  readonly span: YamlSpan;
}

export interface YamlSeq {
  readonly kind: 'seq';
  readonly items: readonly YamlNode[];
  readonly span: YamlSpan;
}

/** A YAML value with its place. Aliases are resolved: the aliased node itself stands in their place. */
export type YamlNode = YamlScalar | YamlMap | YamlSeq;

/** The entry of a key, or undefined. */
export const entryOf = (map: YamlMap, key: string): YamlEntry | undefined =>
  map.entries.find((entry) => entry.key === key);

/** The plain value of a node. */
export function toJson(node: YamlNode): Json {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'seq') return node.items.map(toJson);
  return Object.fromEntries(node.entries.map((entry) => [entry.key, toJson(entry.value)]));
}
