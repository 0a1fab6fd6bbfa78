import type { Type, Value } from '../values/index.ts';

/** One parameter of a function. By default a null, an unknown, a marked or an untyped argument never reaches the function. */
export interface Param {
  readonly name: string;
  readonly type: Type;
  readonly allowNull?: boolean;
  readonly allowUnknown?: boolean;
  readonly allowDynamic?: boolean;
  readonly allowMarked?: boolean;
}

/** What functions may use of the world: only what is handed in. */
export interface FunctionEnv {
  /** Files of the package by path; file functions see nothing else. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** Folder that relative paths start from. */
  readonly dir: string;
  readonly clock: () => Date;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  /** True while planning: `timestamp()` and the like are unknown until apply. */
  readonly planning: boolean;
  /** Steps that evaluation took so far in all expressions together, where they are bounded together. */
  readonly spent?: { steps: number; hints?: number };
  /** The values that a `.tfvars` text gives, as an object. Throws ValueError. */
  readonly readVariables?: (text: string, name: string) => Value;
  /** Evaluates template text with the given variables; `name` is used in messages. */
  readonly renderTemplate: (text: string, name: string, variables: ReadonlyMap<string, Value>) => Value;
}

/** A function as cty describes one: its parameters, the type of its result, and what it does. */
export interface FunctionSpec {
  readonly params: readonly Param[];
  readonly varParam?: Param;
  /** The result's type, fixed or found from the arguments (which may be unknown). Throws ValueError or ArgError. */
  readonly returns: Type | ((args: readonly Value[], env: FunctionEnv) => Type);
  readonly call: (args: readonly Value[], type: Type, env: FunctionEnv) => Value;
}

export type FunctionTable = ReadonlyMap<string, FunctionSpec>;
