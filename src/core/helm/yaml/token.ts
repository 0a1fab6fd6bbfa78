export type YamlTokenType =
  | 'streamEnd'
  | 'directive'
  | 'documentStart'
  | 'documentEnd'
  | 'blockSequenceStart'
  | 'blockMappingStart'
  | 'blockEnd'
  | 'flowSequenceStart'
  | 'flowSequenceEnd'
  | 'flowMappingStart'
  | 'flowMappingEnd'
  | 'blockEntry'
  | 'flowEntry'
  | 'key'
  | 'value'
  | 'alias'
  | 'anchor'
  | 'tag'
  | 'scalar';

export interface YamlToken {
  readonly type: YamlTokenType;
  /** Line from 0. */
  readonly line: number;
  readonly endLine: number;
  readonly value: string;
  /** Scalars only: written without quotes. */
  readonly plain: boolean;
}

export interface Mark {
  readonly index: number;
  readonly line: number;
  readonly column: number;
}
