import type { Diagnostic } from '../../diagnostics/index.ts';
import type { Dialect } from '../../terraform/index.ts';
import { createSchemas, type Schemas } from '../../terraform/index.ts';
import type { PackageArg } from '../model.ts';
import { type ParsedPackage, parsePackage } from '../parse/parse-package.ts';
import { structureRules } from '../parse/structure-rules.ts';
import type { RuleInfo } from '../rule-info.ts';
import type { PackageSource } from '../source.ts';
import type { LintContext } from './context.ts';
import { Manifest } from './manifest.ts';
import { packageRules } from './rules/index.ts';
import { TerraformFacts } from './terraform.ts';
import { terraformRules } from './terraform-rules.ts';

export interface LintOptions {
  readonly dialect: Dialect;
  /** What is known of resource types: `schemasFrom(dataDir)`. Without it only the platform's and the utility providers' types are. */
  readonly schemas?: Schemas;
}

export interface LintResult {
  /** By file, then place, then code. */
  readonly diagnostics: readonly Diagnostic[];
  readonly dialect: Dialect;
  /** Texts of the files that diagnostics are about, for excerpts: decoded, without a byte order mark. */
  readonly texts: ReadonlyMap<string, string>;
}

/** Every rule, for the faces: code, title, severity by dialect and the path of its page. */
export const rules: readonly RuleInfo[] = [
  ...Object.values(structureRules),
  ...packageRules.map(({ code, title, severity, docs }) => ({ code, title, severity, docs })),
  ...terraformRules,
];

/** Findings of one rule that are kept: a package that breaks a rule a thousand times says nothing new. */
const MAX_PER_RULE = 200;

/**
 * Checks a package with every rule (facts section 9 and docs/rules). Never throws on what a package contains: files that
 * cannot be parsed give their errors, and the rest is still checked. What real packages rely on and Terraform refuses is
 * a warning in the `cloudapp` dialect and an error in `terraform`.
 */
export function lint(source: PackageSource, options: LintOptions): LintResult {
  const { dialect, schemas = createSchemas() } = options;
  const parsed = parsePackage(source);
  const context = contextOf(source, parsed, dialect, schemas);
  const found = packageRules.flatMap((rule) => {
    const kept: Diagnostic[] = [];
    for (const finding of rule.check(context)) {
      if (kept.length === MAX_PER_RULE) break;
      kept.push({ code: rule.code, severity: rule.severity[dialect], ...finding });
    }
    return kept;
  });
  const diagnostics = [...parsed.diagnostics, ...context.tf.diagnostics, ...found].sort(byPlace);
  return { diagnostics, dialect, texts: textsOf(diagnostics, source) };
}

function contextOf(
  source: PackageSource,
  parsed: ParsedPackage,
  dialect: Dialect,
  schemas: Schemas,
): LintContext {
  const argsByName = new Map<string, PackageArg[]>();
  for (const arg of parsed.model.args) argsByName.set(arg.name, [...(argsByName.get(arg.name) ?? []), arg]);
  return {
    source,
    model: parsed.model,
    manifest: new Manifest(parsed),
    tf: new TerraformFacts(source, dialect, schemas),
    argsByName,
  };
}

const compare = (a: string | number, b: string | number): number => (a < b ? -1 : a > b ? 1 : 0);

function byPlace(a: Diagnostic, b: Diagnostic): number {
  return (
    compare(a.file, b.file) ||
    compare(a.range?.start.offset ?? -1, b.range?.start.offset ?? -1) ||
    compare(a.code, b.code)
  );
}

function textsOf(diagnostics: readonly Diagnostic[], source: PackageSource): Map<string, string> {
  const texts = new Map<string, string>();
  for (const { file, range } of diagnostics) {
    const bytes = range && !texts.has(file) ? source.files.get(file) : undefined;
    if (bytes !== undefined) texts.set(file, new TextDecoder().decode(bytes));
  }
  return texts;
}
