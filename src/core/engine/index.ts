export type { Change } from './changes.ts';
export { createEngine, homePaths } from './create.ts';
export { type Foundation, openFoundation } from './foundation.ts';
export type { Addresses, Engine, EngineDeps } from './types.ts';
