import type { JsonObject } from '../json.ts';
import { type ArgValue, evaluateArgJson, type PackageArg } from '../package/index.ts';
import { type LocalText, text } from '../text.ts';
import type { Scope } from './scope.ts';

/** A property or condition that cannot be evaluated, whatever is chosen. */
export interface ExpressionFault {
  readonly property: string;
  readonly detail: LocalText;
}

export interface ResolvedConfig {
  readonly config: JsonObject;
  /** Name of the upstream arg that must be answered first. */
  readonly waitsFor?: string;
  readonly faults: readonly ExpressionFault[];
}

/** Why an expression that has no value will not get one either; undefined when it only waits for an answer. */
export function faultOf(value: ArgValue, scope: Scope): LocalText | undefined {
  if (value.state === 'invalid') return value.problem.message;
  if (value.state === 'missing') {
    return text(`${value.path} does not exist in the chosen value`, `所选值中不存在 ${value.path}`);
  }
  if (value.state === 'incomplete' && !scope.has(value.root)) {
    return text(`there is no arg "${value.root}"`, `不存在参数 "${value.root}"`);
  }
  return undefined;
}

/**
 * Evaluates the expressions in an arg's own properties. A property whose upstream is hidden, or optional and left empty,
 * sets no filter; one whose upstream is still to be answered makes the field wait.
 */
export function resolveConfig(arg: PackageArg, scope: Scope): ResolvedConfig {
  const config: JsonObject = {};
  const faults: ExpressionFault[] = [];
  let waitsFor: string | undefined;
  for (const [property, written] of Object.entries(arg.config)) {
    const result = evaluateArgJson(written, scope.lookup);
    if (result.state === 'value') {
      config[property] = result.value;
      continue;
    }
    const detail = faultOf(result, scope);
    if (detail) faults.push({ property, detail });
    else if (result.state === 'incomplete' && scope.awaited(result.root)) waitsFor ??= result.root;
  }
  return { config, faults, ...(waitsFor === undefined ? {} : { waitsFor }) };
}
