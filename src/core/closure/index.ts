export { imageClosure } from './closure.ts';
export type * from './types.ts';
