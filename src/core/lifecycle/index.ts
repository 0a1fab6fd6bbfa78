export { change, deletion, downtimeInAll, downtimeOf } from './downtime.ts';
export { immutableChanges } from './immutable.ts';
export { keptObjects, leftByRelease, leftByResource } from './left-behind.ts';
export { isEmptied, preventWords, protectedBy, protectionWords } from './protection.ts';
export { diffRelease } from './release-diff.ts';
export { lossOf, updateEffect } from './stateful.ts';
export type * from './types.ts';
