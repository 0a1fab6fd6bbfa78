import { evaluate, type Scope } from '../eval/index.ts';
import type { CheckRule } from '../module/index.ts';
import { type HclDiagnostic, hclDiagnostic } from '../syntax/index.ts';
import { BOOL, tryConvert } from '../values/index.ts';

/** Evaluates a validation, pre- or postcondition or assertion; what is unknown passes. */
export function checkRule(
  rule: CheckRule,
  scope: Scope,
  summary: string,
  severity: 'error' | 'warning' = 'error',
): HclDiagnostic[] {
  if (rule.condition === undefined) return [];
  const { value, diagnostics } = evaluate(rule.condition, scope, rule.file);
  if (diagnostics.some((d) => d.severity === 'error')) return diagnostics;
  if (!value.isKnown) return diagnostics;
  const result = tryConvert(value.unmark(), BOOL);
  if (result?.isTrue) return diagnostics;
  const text = rule.errorMessage ? evaluate(rule.errorMessage, scope, rule.file).value : undefined;
  const detail =
    result === undefined || result.isNull
      ? 'The condition must be a bool and must not be null.'
      : text?.isKnown && !text.isMarked && text.text !== ''
        ? text.text
        : 'The condition is not met.';
  return [
    ...diagnostics,
    hclDiagnostic('TF_CONDITION_FAILED', severity, summary, detail, rule.file, rule.condition.range),
  ];
}
