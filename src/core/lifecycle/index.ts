export { change, deletion, downtimeInAll, downtimeOf } from './downtime.ts';
export { immutableChanges } from './immutable.ts';
export { isPrepaid, keptObjects, leftByRelease, leftByResource } from './left-behind.ts';
export { isEmptied, preventWords, protectedBy, protectionWords } from './protection.ts';
export { differingPaths, diffRelease } from './release-diff.ts';
export { holdsData, lossOf, serves, updateEffect } from './stateful.ts';
export type * from './types.ts';
