import type { CallExpr } from '../syntax/index.ts';
import { convert, DYNAMIC, DYNAMIC_VALUE, unknownValue, type Value, ValueError } from '../values/index.ts';
import type { Argument } from './argument.ts';
import type { Evaluator } from './evaluator.ts';
import { MapScope, type Scope } from './scope.ts';
import { startRange } from './start-range.ts';
import { readTypeConstraint } from './type-constraint.ts';
import { applyDefaults } from './type-defaults.ts';

/**
 * `convert(value, type)` of current Terraform and OpenTofu: the second argument is a type as variables have it, with the
 * defaults of optional attributes, which must be constant.
 */
export function evalConvert(e: Evaluator, expr: CallExpr, args: readonly Argument[], scope: Scope): Value {
  const [given, wanted] = args;
  if (given === undefined || wanted === undefined) return DYNAMIC_VALUE;
  const refuse = (parameter: string, detail: string, range: typeof wanted.range): Value => {
    e.error('Invalid function argument', `Invalid value for "${parameter}" parameter: ${detail}.`, range);
    return DYNAMIC_VALUE;
  };
  if (!('expr' in wanted))
    return refuse('type', 'a type is written out, it cannot come from a list', wanted.range);
  const before = e.errorCount;
  const constants = new MapScope(new Map(), scope.functions, scope.env);
  const constraint = readTypeConstraint(wanted.expr, (each) => {
    const errors = e.errorCount;
    const result = e.eval(each, constants);
    return e.errorCount > errors ? undefined : result;
  });
  const [problem] = constraint.problems;
  if (problem) return refuse('type', problem.detail.replace(/\.$/, ''), problem.range);
  const value = 'expr' in given ? e.eval(given.expr, scope) : given.value;
  if (e.errorCount > before)
    return unknownValue(constraint.type.kind === 'dynamic' ? DYNAMIC : constraint.type);
  try {
    return convert(applyDefaults(value, constraint.defaults), constraint.type);
  } catch (error) {
    if (!(error instanceof ValueError)) throw error;
    return refuse('value', error.message, 'expr' in given ? startRange(given.expr) : expr.range);
  }
}
