import type { Severity } from '../diagnostics/index.ts';
import type { Dialect } from '../terraform/plan/types.ts';
import type { LocalText } from '../text.ts';

/** What a face shows of a rule; its page is `docs/rules/<code>.md`. */
export interface RuleInfo {
  /** Stable: PKG… package.yaml, TF… Terraform files, CHT… charts. */
  readonly code: string;
  /** What holds in a package that the rule does not fire on. */
  readonly title: LocalText;
  readonly severity: Readonly<Record<Dialect, Severity>>;
  /** Path of the rule's page, relative to the project. */
  readonly docs: string;
}

/** Builds a rule's description; one severity serves both dialects. */
export function rule(
  code: string,
  severity: Severity | Readonly<Record<Dialect, Severity>>,
  title: LocalText,
): RuleInfo {
  const both = typeof severity === 'string' ? { cloudapp: severity, terraform: severity } : severity;
  return { code, title, severity: both, docs: `docs/rules/${code}.md` };
}
