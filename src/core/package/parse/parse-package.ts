import type { Diagnostic } from '../../diagnostics/index.ts';
import { text } from '../../text.ts';
import type { PackageModel } from '../model.ts';
import { PACKAGE_LIMITS } from '../read/limits.ts';
import type { PackageSource } from '../source.ts';
import { readYaml, YAML_LIMITS, type YamlNode, type YamlProblem } from '../yaml/index.ts';
import { readArgs } from './args.ts';
import { Fields } from './fields.ts';
import { Reporter } from './reporter.ts';
import { readPolicy, readScopes } from './role.ts';
import { readFrontend, readSpecs } from './specs.ts';

export interface ParsedPackage {
  readonly model: PackageModel;
  readonly diagnostics: readonly Diagnostic[];
  /** Decoded text of package.yaml (without a byte order mark): the text that all its offsets count in. */
  readonly text: string;
  /** The file's values with their places; absent when nothing could be read. */
  readonly root?: YamlNode;
}

const FILE = 'package.yaml';
const CODES = { syntax: 'PKG100', limit: 'PKG101', duplicate: 'PKG102' } as const;

/**
 * Reads package.yaml (facts section 2). Never throws: what is malformed is named in the diagnostics (codes PKG100 to
 * PKG105) and the rest is read.
 */
export function parsePackage(source: PackageSource): ParsedPackage {
  const bytes = source.files.get(FILE) ?? new Uint8Array();
  const yaml = readYaml(bytes, { ...YAML_LIMITS, bytes: PACKAGE_LIMITS.manifestBytes });
  const reporter = new Reporter(FILE, yaml.text);
  for (const problem of yaml.problems) reportProblem(problem, reporter);
  const model = readModel(yaml.root, reporter);
  return {
    model,
    diagnostics: reporter.diagnostics,
    text: yaml.text,
    ...(yaml.root ? { root: yaml.root } : {}),
  };
}

const reportProblem = (problem: YamlProblem, reporter: Reporter): void =>
  reporter.report(CODES[problem.kind], problem.span, problem.message);

function readModel(root: YamlNode | undefined, reporter: Reporter): PackageModel {
  const empty: PackageModel = { args: [], scopes: [], specs: [] };
  if (root === undefined || root.kind !== 'map') {
    // A file that was refused whole has been named already.
    if (reporter.diagnostics.length === 0) {
      const span = root?.span ?? { start: 0, end: 0 };
      reporter.report('PKG103', span, text('package.yaml has to be a mapping.', 'package.yaml 必须是映射。'));
    }
    return empty;
  }
  const top = new Fields(root, '', reporter);
  top.onlyKnown(['id', 'args', 'role', 'scopes', 'specs', 'frontend']);
  const idNode = top.required('id');
  const id = idNode && top.asString(idNode, 'id');
  const role = top.mapping('role');
  const policy = role && readPolicy(role, reporter);
  const scopes = top.mapping('scopes');
  const args = top.list('args');
  const specs = top.list('specs');
  const frontendMap = top.mapping('frontend');
  const frontend = frontendMap && readFrontend(frontendMap, reporter);
  return {
    ...(id !== undefined && idNode ? { id: { value: id, range: reporter.range(idNode.span) } } : {}),
    args: args ? readArgs(args, reporter) : [],
    ...(policy ? { policy } : {}),
    scopes: scopes ? readScopes(scopes, reporter) : [],
    specs: specs ? readSpecs(specs, top, reporter) : [],
    ...(frontend ? { frontend } : {}),
  };
}
