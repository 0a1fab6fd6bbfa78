export type { Change } from './changes.ts';
export { createEngine, type EngineDeps, homePaths } from './create.ts';
export type { Addresses, Engine } from './types.ts';
