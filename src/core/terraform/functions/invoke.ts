import {
  ArgError,
  conforms,
  DYNAMIC,
  type Mark,
  type Type,
  unknownValue,
  type Value,
  ValueError,
} from '../values/index.ts';
import type { FunctionEnv, FunctionSpec, Param } from './spec.ts';

/** Texts longer than this are refused, so that repeated joining cannot fill the memory. */
export const MAX_TEXT = 32 * 1024 * 1024;

const paramOf = (spec: FunctionSpec, i: number): Param | undefined => spec.params[i] ?? spec.varParam;

/** Calls a function with arguments that were converted to its parameter types. Throws ValueError or ArgError. */
export function invoke(spec: FunctionSpec, given: readonly Value[], env: FunctionEnv): Value {
  const marks = new Set<Mark>();
  const args = given.map((value, i) => {
    if (paramOf(spec, i)?.allowMarked || !value.containsMarked) return value;
    const plain = value.unmarkDeep();
    for (const mark of plain.marks) marks.add(mark);
    return plain.value;
  });
  const type = resultType(spec, args, env);
  for (const [i, value] of args.entries()) {
    if (!value.isKnown && !paramOf(spec, i)?.allowUnknown) return unknownValue(type).withMarks(marks);
  }
  const result = spec.call(args, type, env).withMarks(marks);
  if (result.text.length > MAX_TEXT) throw new ValueError(`the result is longer than ${MAX_TEXT} characters`);
  return result;
}

function resultType(spec: FunctionSpec, args: readonly Value[], env: FunctionEnv): Type {
  for (const [i, value] of args.entries()) {
    const param = paramOf(spec, i);
    if (param === undefined) continue;
    if (value.isNull && !param.allowNull) throw new ArgError(i, 'argument must not be null');
    if (value.type.kind === 'dynamic') {
      if (!param.allowDynamic) return DYNAMIC;
    } else if (!conforms(value.type, param.type)) {
      throw new ArgError(i, 'incorrect type');
    }
  }
  return typeof spec.returns === 'function' ? spec.returns(args, env) : spec.returns;
}
