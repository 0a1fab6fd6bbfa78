import {
  ArgError,
  conforms,
  DYNAMIC,
  goQuote,
  type Mark,
  type Type,
  unknownValue,
  type Value,
  ValueError,
} from '../values/index.ts';
import type { FunctionEnv, FunctionSpec, Param } from './spec.ts';

/** Texts longer than this are refused, so that repeated joining cannot fill the memory. */
export const MAX_TEXT = 8 * 1024 * 1024;

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
  try {
    return run(spec, args, env, marks);
  } catch (error) {
    if (error instanceof ValueError && marks.has('sensitive'))
      error.message = withoutSecrets(error.message, given);
    throw error;
  }
}

/** A message with what sensitive arguments say taken out. */
function withoutSecrets(message: string, given: readonly Value[]): string {
  let shown = message;
  const hide = (v: Value, secret: boolean): void => {
    const isSecret = secret || (v.marks?.has('sensitive') ?? false);
    if (v.type.kind === 'string' && isSecret && v.text !== '')
      shown = shown.replaceAll(goQuote(v.text), HIDDEN).replaceAll(v.text, HIDDEN);
    for (const e of v.elements) hide(e, isSecret);
    for (const e of v.entries.values()) hide(e, isSecret);
  };
  for (const v of given) hide(v, false);
  return shown;
}

const HIDDEN = '(sensitive value)';

function run(spec: FunctionSpec, args: readonly Value[], env: FunctionEnv, marks: ReadonlySet<Mark>): Value {
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
