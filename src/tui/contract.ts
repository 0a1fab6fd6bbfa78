/** Every type that the terminal console takes from below, in one place: what all faces take, and what only it does. */
import type { Screen } from '../client/contract.ts';

export type { AccessView, ImportView } from '../actions/index.ts';
export type * from '../client/contract.ts';
export type { Client } from '../client/index.ts';

/** The screens in the order that all faces share. */
export const SCREENS = [
  'projects',
  'rehearsals',
  'instances',
  'licenses',
  'registry',
  'world',
  'engine',
] as const satisfies readonly Screen[];
