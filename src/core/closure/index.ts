export { type ClosureDeps, imageClosure, imageClosureWith } from './closure.ts';
export type { RegistryChart } from './find.ts';
export type { RemoteChart } from './release-charts.ts';
export { readUserData, type ScriptGap, ScriptReader } from './shell/index.ts';
export type * from './types.ts';
