export * from './expression/index.ts';
export * from './format/index.ts';
export { applyFix } from './lint/apply-fix.ts';
export { type LintOptions, type LintResult, lint, rules } from './lint/lint.ts';
export { Linter, type LintRound } from './lint/linter.ts';
export type * from './model.ts';
export { type ParsedPackage, parsePackage } from './parse/parse-package.ts';
export { FileCache } from './read/file-cache.ts';
export { findPackage } from './read/find.ts';
export type { PackageLimits } from './read/limits.ts';
export { readFolder } from './read/read-folder.ts';
export { type ReadPackageOptions, readPackage } from './read/read-package.ts';
export { type FileReads, RecordingFiles } from './read/recording-files.ts';
export { ROLE_PLACES } from './role-places.ts';
export type { RuleInfo } from './rule-info.ts';
export type { PackageSource } from './source.ts';
export { terraformFiles } from './terraform-files.ts';
export * from './widgets/index.ts';
export {
  readYaml,
  toJson,
  YAML_LIMITS,
  type YamlFile,
  type YamlLimits,
  type YamlNode,
  type YamlProblem,
} from './yaml/index.ts';
