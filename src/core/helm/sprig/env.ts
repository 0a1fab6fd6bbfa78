import type { Fuel } from '../engine/limits.ts';
import type { GoTime } from '../go/time.ts';
import type { Value } from '../go/value.ts';

/** Randomness from outside. Deterministic sources make renderings reproducible. */
export interface RandomSource {
  bytes(count: number): Uint8Array;
}

/**
 * Functions whose results depend on time, randomness or keys, by template name. A map of these replaces the built-in
 * ones, argument for argument.
 */
export type SpecialFunctions = Readonly<Record<string, (...args: Value[]) => Value>>;

/** What sprig's functions need of the rendering around them; the engine's execution state carries it. */
export interface SprigEnv {
  readonly program: {
    readonly fuel: Fuel;
    readonly now: () => GoTime;
    readonly random: RandomSource;
  };
}

/** Pays for a text of that many characters before it is made. */
export const spend = (env: SprigEnv, length: number): void => env.program.fuel.text(length);
