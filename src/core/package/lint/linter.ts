import type { Diagnostic } from '../../diagnostics/index.ts';
import { createSchemas, type Dialect, type Schemas } from '../../terraform/index.ts';
import { type ParsedPackage, parsePackage } from '../parse/parse-package.ts';
import { type FileReads, RecordingFiles } from '../read/recording-files.ts';
import type { PackageSource } from '../source.ts';
import { argsByName, byPlace, findingsOf } from './checks.ts';
import type { LintContext } from './context.ts';
import type { LintOptions } from './lint.ts';
import { Manifest } from './manifest.ts';
import type { Rule } from './rule.ts';
import { packageRules } from './rules/index.ts';
import { TerraformFacts } from './terraform.ts';

/** What came of checking a package again. */
export interface LintRound {
  readonly parsed: ParsedPackage;
  /** As `lint` gives them. */
  readonly diagnostics: readonly Diagnostic[];
  /** Rules that were run; the others' findings are those of the last round. */
  readonly rules: number;
  /** How many rules there are. */
  readonly of: number;
}

type Part = 'manifest' | 'terraform';

interface Checked {
  readonly findings: readonly Diagnostic[];
  readonly parts: ReadonlySet<Part>;
  readonly reads: FileReads;
}

/** The package as one rule looks at it; notes what it looks at. */
class Observed implements LintContext {
  readonly parts = new Set<Part>();
  readonly files: RecordingFiles;
  readonly #context: LintContext;

  constructor(context: LintContext) {
    this.#context = context;
    this.files = new RecordingFiles(context.source.files);
  }

  get source(): PackageSource {
    return { root: this.#context.source.root, files: this.files };
  }

  get model(): LintContext['model'] {
    this.parts.add('manifest');
    return this.#context.model;
  }

  get manifest(): LintContext['manifest'] {
    this.parts.add('manifest');
    return this.#context.manifest;
  }

  get argsByName(): LintContext['argsByName'] {
    this.parts.add('manifest');
    return this.#context.argsByName;
  }

  get tf(): LintContext['tf'] {
    this.parts.add('terraform');
    return this.#context.tf;
  }
}

/**
 * Checks a package again and again as it is edited. What a rule looked at is noted; it runs again when that changed.
 * The findings are those that `lint` gives for the same package.
 */
export class Linter {
  readonly #dialect: Dialect;
  readonly #schemas: Schemas;
  readonly #checked = new Map<Rule, Checked>();
  #parsed: { readonly reads: FileReads; readonly value: ParsedPackage } | undefined;
  #manifest: Manifest | undefined;
  #facts: { readonly reads: FileReads; readonly value: TerraformFacts } | undefined;

  constructor({ dialect, schemas = createSchemas() }: LintOptions) {
    this.#dialect = dialect;
    this.#schemas = schemas;
  }

  /** package.yaml, read; the very object of last time when the file did not change. */
  parse(source: PackageSource): ParsedPackage {
    if (this.#parsed?.reads.holdFor(source.files)) return this.#parsed.value;
    const files = new RecordingFiles(source.files);
    const value = parsePackage({ root: source.root, files });
    this.#parsed = { reads: files.reads, value };
    this.#manifest = undefined;
    return value;
  }

  check(source: PackageSource): LintRound {
    const before = this.#parsed?.value;
    const parsed = this.parse(source);
    const changed = new Set<Part>();
    if (parsed !== before || this.#manifest === undefined) changed.add('manifest');
    this.#manifest ??= new Manifest(parsed);
    const tf = this.#terraform(source, changed);
    const context: LintContext = {
      source,
      model: parsed.model,
      manifest: this.#manifest,
      tf,
      argsByName: argsByName(parsed.model),
    };
    let rules = 0;
    const found = packageRules.flatMap((rule) => {
      const known = this.#checked.get(rule);
      if (known?.reads.holdFor(source.files) && ![...known.parts].some((part) => changed.has(part)))
        return known.findings;
      rules += 1;
      const observed = new Observed(context);
      const findings = findingsOf(rule, observed, this.#dialect);
      this.#checked.set(rule, { findings, parts: observed.parts, reads: observed.files.reads });
      return findings;
    });
    const diagnostics = [...parsed.diagnostics, ...tf.diagnostics, ...found].sort(byPlace);
    return { parsed, diagnostics, rules, of: packageRules.length };
  }

  #terraform(source: PackageSource, changed: Set<Part>): TerraformFacts {
    if (this.#facts?.reads.holdFor(source.files)) return this.#facts.value;
    const files = new RecordingFiles(source.files);
    const value = new TerraformFacts({ root: source.root, files }, this.#dialect, this.#schemas);
    this.#facts = { reads: files.reads, value };
    changed.add('terraform');
    return value;
  }
}
