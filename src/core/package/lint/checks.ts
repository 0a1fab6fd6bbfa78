import type { Diagnostic } from '../../diagnostics/index.ts';
import type { Dialect } from '../../terraform/index.ts';
import type { PackageArg, PackageModel } from '../model.ts';
import type { LintContext } from './context.ts';
import type { Rule } from './rule.ts';

/** Findings of one rule that are kept: a package that breaks a rule a thousand times says nothing new. */
const MAX_PER_RULE = 200;

/** What one rule finds. */
export function findingsOf(rule: Rule, context: LintContext, dialect: Dialect): readonly Diagnostic[] {
  const kept: Diagnostic[] = [];
  for (const finding of rule.check(context)) {
    if (kept.length === MAX_PER_RULE) break;
    kept.push({ code: rule.code, severity: rule.severity[dialect], ...finding });
  }
  return kept;
}

export function argsByName(model: PackageModel): ReadonlyMap<string, readonly PackageArg[]> {
  const found = new Map<string, PackageArg[]>();
  for (const arg of model.args) found.set(arg.name, [...(found.get(arg.name) ?? []), arg]);
  return found;
}

const compare = (a: string | number, b: string | number): number => (a < b ? -1 : a > b ? 1 : 0);

export function byPlace(a: Diagnostic, b: Diagnostic): number {
  return (
    compare(a.file, b.file) ||
    compare(a.range?.start.offset ?? -1, b.range?.start.offset ?? -1) ||
    compare(a.code, b.code)
  );
}
