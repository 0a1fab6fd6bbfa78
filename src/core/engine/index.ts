export { type Change, ChangeFeed } from './changes.ts';
export type { Addresses, Engine } from './types.ts';
