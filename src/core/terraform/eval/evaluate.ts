import { type Expression, type HclDiagnostic, hclDiagnostic } from '../syntax/index.ts';
import { DYNAMIC_VALUE, type Value } from '../values/index.ts';
import { evalCall } from './eval-call.ts';
import { evalConditional } from './eval-conditional.ts';
import { evalFor } from './eval-for.ts';
import { evalObject } from './eval-object.ts';
import { evalSplat } from './eval-splat.ts';
import { Evaluator, FUEL, MAX_SIZE, OutOfFuel } from './evaluator.ts';
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

/** Evaluates an expression in a scope. Never throws for what an expression can contain; bounded in time. */
export function evaluate(expr: Expression, scope: Scope, file: string): Evaluated {
  const evaluator = new Evaluator(file, KINDS);
  try {
    const value = evaluator.eval(expr, scope);
    if (value.size > MAX_SIZE) throw new OutOfFuel();
    return { value, diagnostics: evaluator.diagnostics };
  } catch (error) {
    if (!(error instanceof OutOfFuel)) throw error;
    const limit = hclDiagnostic(
      'TF_EVALUATION_LIMIT',
      'error',
      'Evaluation limit reached',
      `This expression needs more than ${FUEL} steps, or yields more than 32 MiB of text or ${MAX_SIZE} values.`,
      file,
      expr.range,
    );
    return { value: DYNAMIC_VALUE, diagnostics: [limit] };
  }
}
