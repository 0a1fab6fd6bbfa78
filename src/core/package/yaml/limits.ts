/** What a YAML file may cost. Real files are a hundred times smaller. */
export interface YamlLimits {
  /** Bytes of the file. */
  readonly bytes: number;
  /** Lexical tokens of the text. */
  readonly tokens: number;
  /** Values after all aliases and merges are resolved. */
  readonly nodes: number;
  /** Depth of nesting. */
  readonly depth: number;
  /** Syntax problems that are listed. */
  readonly problems: number;
}

export const YAML_LIMITS: YamlLimits = {
  bytes: 524_288,
  tokens: 100_000,
  nodes: 50_000,
  depth: 64,
  problems: 50,
};
