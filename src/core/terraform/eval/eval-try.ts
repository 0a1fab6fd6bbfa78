import {
  type CallExpr,
  type Expression,
  type HclDiagnostic,
  hasErrors,
  walkExpression,
} from '../syntax/index.ts';
import { BOOL, boolValue, DYNAMIC_VALUE, unknownValue, type Value } from '../values/index.ts';
import type { Argument } from './argument.ts';
import type { Evaluator } from './evaluator.ts';
import type { Scope } from './scope.ts';
import { startRange } from './start-range.ts';

function fail(e: Evaluator, expr: CallExpr, message: string): Value {
  e.error('Error in function call', `Call to function "${expr.name}" failed: ${message}.`, startRange(expr));
  return DYNAMIC_VALUE;
}

/** `try(a, b, …)`: the first that has no error. */
export function evalTry(e: Evaluator, expr: CallExpr, args: readonly Argument[], scope: Scope): Value {
  if (args.length === 0) return fail(e, expr, 'at least one argument is required');
  const failures: HclDiagnostic[] = [];
  for (const arg of args) {
    if (!('expr' in arg)) return arg.value;
    if (dependsOnUnknown(e, arg.expr, scope)) return DYNAMIC_VALUE;
    const { result, diagnostics } = e.quietly(() => e.eval(arg.expr, scope));
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

function place({ file, range }: HclDiagnostic): string {
  if (range === undefined) return '';
  const { start, end } = range;
  const to = start.line === end.line ? end.column : `${end.line},${end.column}`;
  return ` (at ${file}:${start.line},${start.column}-${to})`;
}

/** `can(a)`: whether it has no error. */
export function evalCan(e: Evaluator, _: CallExpr, args: readonly Argument[], scope: Scope): Value {
  const [arg] = args;
  if (arg === undefined || !('expr' in arg)) return boolValue(true);
  if (dependsOnUnknown(e, arg.expr, scope)) return unknownValue(BOOL);
  const { diagnostics } = e.quietly(() => e.eval(arg.expr, scope));
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
