import {
  type CallExpr,
  type Expression,
  type HclDiagnostic,
  hasErrors,
  walkExpression,
} from '../syntax/index.ts';
import { BOOL, boolValue, DYNAMIC_VALUE, unknownValue, type Value } from '../values/index.ts';
import type { Evaluator } from './evaluator.ts';
import type { Scope } from './scope.ts';
import { startRange } from './start-range.ts';

function fail(e: Evaluator, expr: CallExpr, message: string): Value {
  e.error('Error in function call', `Call to function "${expr.name}" failed: ${message}.`, startRange(expr));
  return DYNAMIC_VALUE;
}

/** `try(a, b, …)`: the first that has no error. */
export function evalTry(e: Evaluator, expr: CallExpr, scope: Scope): Value {
  if (expr.args.length === 0) return fail(e, expr, 'at least one argument is required');
  const failures: HclDiagnostic[] = [];
  for (const arg of expr.args) {
    if (dependsOnUnknown(e, arg, scope)) return DYNAMIC_VALUE;
    const { result, diagnostics } = e.quietly(() => e.eval(arg, scope));
    if (!hasErrors(diagnostics)) {
      for (const d of diagnostics) e.report(d);
      return result;
    }
    failures.push(...diagnostics);
  }
  const list = failures.map((d) => `- ${d.summary}${place(d)}\n  ${d.detail}`).join('\n');
  return fail(
    e,
    expr,
    `no expression succeeded:\n${list}\n\nAt least one expression must produce a successful result`,
  );
}

const place = (d: HclDiagnostic): string =>
  d.range ? ` (at ${d.file}:${d.range.start.line},${d.range.start.column}-${d.range.end.column})` : '';

/** `can(a)`: whether it has no error. */
export function evalCan(e: Evaluator, expr: CallExpr, scope: Scope): Value {
  const [arg, ...others] = expr.args;
  if (arg === undefined || others.length > 0) {
    const [summary, detail] =
      arg === undefined
        ? [
            'Not enough function arguments',
            'Function "can" expects 1 argument(s). Missing value for "expression".',
          ]
        : ['Too many function arguments', 'Function "can" expects only 1 argument(s).'];
    e.error(summary, detail, others[0] ? startRange(others[0]) : expr.closeRange);
    return DYNAMIC_VALUE;
  }
  if (dependsOnUnknown(e, arg, scope)) return unknownValue(BOOL);
  const { diagnostics } = e.quietly(() => e.eval(arg, scope));
  return boolValue(!hasErrors(diagnostics));
}

/** Whether the success of an expression hangs on something unknown. */
function dependsOnUnknown(e: Evaluator, expr: Expression, scope: Scope): boolean {
  let found = false;
  walkExpression(expr, (part, locals) => {
    if (found || part.kind !== 'traversal' || locals.has(part.root)) return;
    const { result, diagnostics } = e.quietly(() => e.eval(part, scope));
    if (!hasErrors(diagnostics) && !result.isWhollyKnown) found = true;
  });
  return found;
}
