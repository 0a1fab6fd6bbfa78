import { type Expression, type HclDiagnostic, hclDiagnostic } from '../syntax/index.ts';
import { DYNAMIC_VALUE, type Value } from '../values/index.ts';
import { evalCall } from './eval-call.ts';
import { evalConditional } from './eval-conditional.ts';
import { evalFor } from './eval-for.ts';
import { evalObject } from './eval-object.ts';
import { evalSplat } from './eval-splat.ts';
import { Evaluator, FUEL, MAX_SIZE, OutOfFuel, PLAN_FUEL } from './evaluator.ts';
import type { Scope } from './scope.ts';

/** A value with what was wrong; with errors the value is unknown where they struck. */
export interface Evaluated {
  readonly value: Value;
  readonly diagnostics: HclDiagnostic[];
}

const KINDS = {
  object: evalObject,
  for: evalFor,
  splat: evalSplat,
  conditional: evalConditional,
  call: evalCall,
};

/** What an expression costs before anything of it is evaluated, in steps. */
const START = 16;

/** Evaluates an expression in a scope. Never throws for what an expression can contain; bounded in time. */
export function evaluate(expr: Expression, scope: Scope, file: string): Evaluated {
  const evaluator = new Evaluator(file, KINDS, scope.env.spent);
  try {
    evaluator.burn(START);
    const value = evaluator.eval(expr, scope);
    if (value.size > MAX_SIZE) throw new OutOfFuel();
    return { value, diagnostics: evaluator.diagnostics };
  } catch (error) {
    // What V8 refuses to hold or to nest, such as a text of a gigabyte, comes as a RangeError.
    if (!(error instanceof OutOfFuel || error instanceof RangeError)) throw error;
    const limit = hclDiagnostic(
      'TF_EVALUATION_LIMIT',
      'error',
      'Evaluation limit reached',
      `This expression needs more than ${FUEL} steps (all of a plan together: ${PLAN_FUEL}), or yields more than 8 MiB of text or ${MAX_SIZE} values.`,
      file,
      expr.range,
    );
    return { value: DYNAMIC_VALUE, diagnostics: [limit] };
  }
}
