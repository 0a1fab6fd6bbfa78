export { YAML_LIMITS, type YamlLimits } from './limits.ts';
export {
  entryOf,
  toJson,
  type YamlEntry,
  type YamlMap,
  type YamlNode,
  type YamlScalar,
  type YamlSeq,
  type YamlSpan,
} from './node.ts';
export type { YamlProblem } from './problem.ts';
export { readYaml, type YamlFile } from './read.ts';
