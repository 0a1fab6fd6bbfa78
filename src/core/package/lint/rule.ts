import type { Fix, Severity, SourceRange } from '../../diagnostics/index.ts';
import type { Dialect } from '../../terraform/plan/types.ts';
import type { LocalText } from '../../text.ts';
import { type RuleInfo, rule } from '../rule-info.ts';
import type { LintContext } from './context.ts';

/** What a rule says of one place; its code and severity come from the rule. */
export interface Finding {
  readonly message: LocalText;
  readonly file: string;
  readonly range?: SourceRange;
  readonly fix?: Fix;
}

export interface Rule extends RuleInfo {
  readonly check: (context: LintContext) => Iterable<Finding>;
}

/** Declares a rule. One severity serves both dialects. */
export const defineRule = (
  code: string,
  severity: Severity | Readonly<Record<Dialect, Severity>>,
  title: LocalText,
  check: Rule['check'],
): Rule => ({ ...rule(code, severity, title), check });

/** The severity of a difference that the platform's engine tolerates and Terraform refuses. */
export const TOLERATED = { cloudapp: 'warning', terraform: 'error' } as const;

/** The same, where a package that relies on it is usual and hardly wrong. */
export const TOLERATED_QUIETLY = { cloudapp: 'info', terraform: 'error' } as const;
