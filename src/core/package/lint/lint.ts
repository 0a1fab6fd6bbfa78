import type { Diagnostic } from '../../diagnostics/index.ts';
import type { Dialect } from '../../terraform/index.ts';
import { createSchemas, type Schemas } from '../../terraform/index.ts';
import { type ParsedPackage, parsePackage } from '../parse/parse-package.ts';
import { structureRules } from '../parse/structure-rules.ts';
import type { RuleInfo } from '../rule-info.ts';
import type { PackageSource } from '../source.ts';
import { argsByName, byPlace, findingsOf } from './checks.ts';
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

/**
 * Checks a package with every rule (facts section 9 and docs/rules). Never throws on what a package contains: files that
 * cannot be parsed give their errors, and the rest is still checked. What real packages rely on and Terraform refuses is
 * a warning in the `cloudapp` dialect and an error in `terraform`.
 */
export function lint(source: PackageSource, options: LintOptions): LintResult {
  const { dialect, schemas = createSchemas() } = options;
  const parsed = parsePackage(source);
  const context = contextOf(source, parsed, dialect, schemas);
  const found = packageRules.flatMap((rule) => findingsOf(rule, context, dialect));
  const diagnostics = [...parsed.diagnostics, ...context.tf.diagnostics, ...found].sort(byPlace);
  return { diagnostics, dialect, texts: textsOf(diagnostics, source) };
}

function contextOf(
  source: PackageSource,
  parsed: ParsedPackage,
  dialect: Dialect,
  schemas: Schemas,
): LintContext {
  return {
    source,
    model: parsed.model,
    manifest: new Manifest(parsed),
    tf: new TerraformFacts(source, dialect, schemas),
    argsByName: argsByName(parsed.model),
  };
}

function textsOf(diagnostics: readonly Diagnostic[], source: PackageSource): Map<string, string> {
  const texts = new Map<string, string>();
  for (const { file, range } of diagnostics) {
    const bytes = range && !texts.has(file) ? source.files.get(file) : undefined;
    if (bytes !== undefined) texts.set(file, new TextDecoder().decode(bytes));
  }
  return texts;
}
