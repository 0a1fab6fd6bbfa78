import type { Value } from './value.ts';

export type ParamType =
  | 'any'
  | 'reflect'
  | 'string'
  | 'bool'
  | 'int'
  | 'int64'
  | 'float64'
  | 'map'
  | 'list'
  | 'time'
  | 'error';

/** A function as templates call it: Go's parameter types decide what arguments are accepted. */
export interface GoFunc {
  readonly params: readonly ParamType[];
  readonly variadic: ParamType | undefined;
  readonly call: (args: Value[], env: unknown) => Value;
}

/**
 * Declares a function by its parameter types, `'string int ...any'`. The signature is what checks arguments at run time;
 * `call`'s own parameter types have to say the same.
 */
export function fn<A extends Value[]>(signature: string, call: (...args: A) => Value): GoFunc {
  const words = signature.split(' ').filter((word) => word !== '');
  const last = words.at(-1);
  const variadic = last?.startsWith('...') ? (last.slice(3) as ParamType) : undefined;
  const params = (variadic === undefined ? words : words.slice(0, -1)) as ParamType[];
  return { params, variadic, call: (args) => call(...(args as A)) };
}

/** As `fn`, for functions that need the execution around them as first argument. */
export function envFn<E, A extends Value[]>(signature: string, call: (env: E, ...args: A) => Value): GoFunc {
  const base = fn(signature, () => undefined);
  return { ...base, call: (args, env) => call(env as E, ...(args as A)) };
}

export type FuncMap = Readonly<Record<string, GoFunc>>;

/** An error that a Go function returns or panics with; the engine puts place and function around it. */
export class GoError extends Error {
  override readonly name: string = 'GoError';
}

/** A template's own failure, already with its place: `template: x:1:2: executing …`. */
export class ExecError extends GoError {
  override readonly name = 'ExecError';
}
