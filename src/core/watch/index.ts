export type { Conditions } from './session.ts';
export type { Again, Verdict } from './verdict.ts';
export { type WatchDeps, type WatchEvent, type WatchOptions, watchPackage } from './watch.ts';
