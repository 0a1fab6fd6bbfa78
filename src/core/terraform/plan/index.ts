import type { Scope } from '../eval/index.ts';
import type { HclDiagnostic } from '../syntax/index.ts';
import type { Value } from '../values/index.ts';
import type { PlanInput } from './input.ts';
import { Session } from './session.ts';
import { settled } from './settled.ts';
import type { ApplySession, PlanResult } from './types.ts';

export { changedArguments } from './actions.ts';
export type { Checked } from './check-results.ts';
export { functionEnv } from './environment.ts';
export type { Evaluation } from './evaluation.ts';
export type { DataAssumption, DataFound, DataRead, PlanInput } from './input.ts';
export { attributesRead, checkResource, type ElementCounts, elementsRead } from './inspect.ts';
export type { ModuleInstance, ResourceInstance, ResourceState } from './module-instance.ts';
export { Planner } from './planner.ts';
export { configKey } from './provider-configs.ts';
export { priorValue } from './resource-value.ts';
export { settled } from './settled.ts';
export type * from './types.ts';
export {
  type GatheredVariables,
  gatherVariables,
  ownVariableFiles,
  type VariableSources,
} from './variable-sources.ts';

/**
 * Evaluates a module and lays out what an install would do. Every mistake is a diagnostic; with an error there is no plan.
 * Bounded: 20,000 instances, and a number of steps per expression.
 */
export function createPlan(input: PlanInput): PlanResult {
  const planner = settled(input);
  const { diagnostics, failed } = planner.evaluation;
  return failed ? { diagnostics } : { plan: planner.plan(), diagnostics };
}

/** Begins an apply of the same inputs: `args` gives arguments as they are known, `complete` records what was created. */
export const createApply = (input: PlanInput): ApplySession => new Session(input);

/** A module's values before anything exists, for the console: all of them, unknown ones included. */
export interface ModuleValues {
  readonly scope: Scope;
  readonly variables: ReadonlyMap<string, Value>;
  readonly locals: ReadonlyMap<string, Value>;
  readonly outputs: ReadonlyMap<string, Value>;
  readonly diagnostics: readonly HclDiagnostic[];
}

/** Evaluates a module for the console; mistakes do not keep the rest from being read. */
export function moduleValues(input: PlanInput): ModuleValues {
  const { evaluation } = settled(input);
  const { variables, locals, outputs } = evaluation.root;
  return {
    scope: evaluation.scopeOf(evaluation.root),
    variables,
    locals,
    outputs,
    diagnostics: evaluation.diagnostics,
  };
}
