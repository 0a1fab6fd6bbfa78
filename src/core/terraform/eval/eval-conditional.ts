import type { ConditionalExpr } from '../syntax/index.ts';
import {
  BOOL,
  type Conversion,
  convert,
  DYNAMIC,
  DYNAMIC_VALUE,
  type Type,
  tryConvert,
  unifyTypes,
  unknownValue,
  type Value,
  ValueError,
} from '../values/index.ts';
import type { Evaluator } from './evaluator.ts';
import type { Scope } from './scope.ts';
import { describeMismatch } from './type-mismatch.ts';

interface Plan {
  readonly type: Type;
  readonly whenTrue?: Conversion | undefined;
  readonly whenFalse?: Conversion | undefined;
}

const isBareNull = (v: Value): boolean => v.isNull && v.type.kind === 'dynamic' && !v.isMarked;

function commonPlan(a: Value, b: Value): Plan | undefined {
  if (isBareNull(a)) return { type: b.type, whenTrue: (v) => convert(v, b.type) };
  if (isBareNull(b)) return { type: a.type, whenFalse: (v) => convert(v, a.type) };
  if (a.type.kind === 'dynamic' || b.type.kind === 'dynamic') return { type: DYNAMIC };
  const unified = unifyTypes([a.type, b.type]);
  return (
    unified && { type: unified.type, whenTrue: unified.conversions[0], whenFalse: unified.conversions[1] }
  );
}

/** `condition ? a : b`. Errors of the branch that is not taken do not count, but both take part in the type. */
export function evalConditional(e: Evaluator, expr: ConditionalExpr, scope: Scope): Value {
  const a = e.quietly(() => e.eval(expr.whenTrue, scope));
  const b = e.quietly(() => e.eval(expr.whenFalse, scope));
  const plan = commonPlan(a.result, b.result);
  if (plan === undefined && !scope.leniency.looseConditionals) {
    e.error(
      'Inconsistent conditional result types',
      `The true and false result expressions must have consistent types. ${describeMismatch(a.result.type, b.result.type)}.`,
      { start: expr.whenTrue.range.start, end: expr.whenFalse.range.end },
    );
    return DYNAMIC_VALUE;
  }
  const type = plan?.type ?? DYNAMIC;
  const condition = truth(e, expr, scope);
  if (condition === undefined) return unknownValue(type);
  if (!condition.isKnown) return unknownValue(type).withMarks(condition.marks);
  const taken = condition.isTrue ? a : b;
  for (const d of taken.diagnostics) e.report(d);
  if (plan === undefined) {
    e.warn(
      'TF_CONDITIONAL_TYPES',
      'Inconsistent conditional result types',
      `Terraform refuses this conditional: ${describeMismatch(a.result.type, b.result.type)}.`,
      expr.range,
    );
  }
  const conversion = condition.isTrue ? plan?.whenTrue : plan?.whenFalse;
  return converted(e, expr, taken.result, conversion, condition.isTrue, type).withMarks(condition.marks);
}

function truth(e: Evaluator, expr: ConditionalExpr, scope: Scope): Value | undefined {
  const value = e.eval(expr.condition, scope);
  if (value.isNull) {
    e.error(
      'Null condition',
      'The condition value is null. Conditions must either be true or false.',
      expr.condition.range,
    );
    return undefined;
  }
  if (!value.isKnown) return value;
  const result = tryConvert(value, BOOL);
  if (result === undefined) {
    e.error(
      'Incorrect condition type',
      'The condition expression must be of type bool.',
      expr.condition.range,
    );
  }
  return result;
}

function converted(
  e: Evaluator,
  expr: ConditionalExpr,
  value: Value,
  conversion: Conversion | undefined,
  which: boolean,
  type: Type,
): Value {
  if (conversion === undefined) return value;
  try {
    return conversion(value);
  } catch (error) {
    if (!(error instanceof ValueError)) throw error;
    const branch = which ? expr.whenTrue : expr.whenFalse;
    e.error(
      'Inconsistent conditional result types',
      `The ${which} result value has the wrong type: ${error.message}.`,
      branch.range,
    );
    return unknownValue(type);
  }
}
