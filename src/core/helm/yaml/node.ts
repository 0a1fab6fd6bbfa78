/** What YAML text says, before it is resolved to values. Lines count from 0. */
export interface ScalarNode {
  readonly kind: 'scalar';
  readonly line: number;
  readonly value: string;
  readonly tag: string;
  /** Written plain and without a tag: its type follows from its text. */
  readonly plain: boolean;
}
export interface SequenceNode {
  readonly kind: 'sequence';
  readonly line: number;
  readonly tag: string;
  readonly items: YamlNode[];
}
export interface MappingNode {
  readonly kind: 'mapping';
  readonly line: number;
  readonly tag: string;
  readonly entries: (readonly [key: YamlNode, value: YamlNode])[];
}
export interface AliasNode {
  readonly kind: 'alias';
  readonly line: number;
  readonly name: string;
  readonly target: YamlNode;
}
export type YamlNode = ScalarNode | SequenceNode | MappingNode | AliasNode;
