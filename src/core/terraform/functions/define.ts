import { ArgError, goQuote, type Num, type Type, type Value, ValueError } from '../values/index.ts';
import type { FunctionSpec, Param } from './spec.ts';

/** A parameter; `flags`: n allows null, u unknown, d untyped, m marked. */
export const param = (name: string, type: Type, flags = ''): Param => ({
  name,
  type,
  ...(flags.includes('n') ? { allowNull: true } : {}),
  ...(flags.includes('u') ? { allowUnknown: true } : {}),
  ...(flags.includes('d') ? { allowDynamic: true } : {}),
  ...(flags.includes('m') ? { allowMarked: true } : {}),
});

/** A function with a fixed list of parameters. */
export const fixed = (
  params: readonly Param[],
  returns: FunctionSpec['returns'],
  call: FunctionSpec['call'],
): FunctionSpec => ({ params, returns, call });

/** A function whose last parameter takes any number of arguments. */
export const variadic = (
  params: readonly Param[],
  varParam: Param,
  returns: FunctionSpec['returns'],
  call: FunctionSpec['call'],
): FunctionSpec => ({ params, varParam, returns, call });

/** Throws a mistake of the call as a whole. */
export function fail(message: string): never {
  throw new ValueError(message);
}

/** Throws a mistake in one argument. */
export function failArg(index: number, message: string): never {
  throw new ArgError(index, message);
}

const arg = (args: readonly Value[], i: number): Value => {
  const value = args[i];
  if (value === undefined) throw new ValueError('missing argument');
  return value;
};

/** The n-th argument. */
export { arg };

/** A whole number that fits into a machine integer. */
export function asInt(n: Num): number {
  const i = n.toNumber();
  if (!n.isInteger || i < -(2 ** 63) || i >= 2 ** 63)
    fail('value must be a whole number, between -9223372036854775808 and 9223372036854775807');
  return i;
}

/** As `asInt`, blaming an argument. */
export function asIntArg(args: readonly Value[], i: number, prefix = ''): number {
  try {
    return asInt(arg(args, i).num);
  } catch (error) {
    if (error instanceof ValueError) failArg(i, prefix + error.message);
    throw error;
  }
}

/** Go's %q. */
export const quote = (text: string): string => goQuote(text);
