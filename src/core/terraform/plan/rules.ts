import { evaluate, type Scope } from '../eval/index.ts';
import type { CheckRule } from '../module/index.ts';
import { type HclDiagnostic, hclDiagnostic } from '../syntax/index.ts';
import { BOOL, tryConvert } from '../values/index.ts';

/** What a rule came to. */
export interface RuleOutcome {
  readonly status: 'pass' | 'fail' | 'unknown' | 'error';
  /** Why it failed, in the configuration's words. */
  readonly message?: string;
  readonly diagnostics: HclDiagnostic[];
}

/** Evaluates a validation, pre- or postcondition or assertion; what is unknown passes. */
export function checkRule(
  rule: CheckRule,
  scope: Scope,
  summary: string,
  severity: 'error' | 'warning' = 'error',
): RuleOutcome {
  if (rule.condition === undefined) return { status: 'pass', diagnostics: [] };
  const { value, diagnostics } = evaluate(rule.condition, scope, rule.file);
  if (diagnostics.some((d) => d.severity === 'error'))
    return {
      status: 'error',
      // A check block never stops a plan.
      diagnostics: diagnostics.map((d) => (severity === 'warning' ? { ...d, severity } : d)),
    };
  if (!value.isKnown) return { status: 'unknown', diagnostics };
  const result = tryConvert(value.unmark(), BOOL);
  if (result?.isTrue) return { status: 'pass', diagnostics };
  const text = rule.errorMessage ? evaluate(rule.errorMessage, scope, rule.file).value : undefined;
  const message =
    result === undefined || result.isNull
      ? 'The condition must be a bool and must not be null.'
      : text?.isKnown && !text.isMarked && text.text !== ''
        ? text.text
        : 'The condition is not met.';
  return {
    status: 'fail',
    message,
    diagnostics: [
      ...diagnostics,
      hclDiagnostic('TF_CONDITION_FAILED', severity, summary, message, rule.file, rule.condition.range),
    ],
  };
}
