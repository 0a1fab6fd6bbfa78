export { type ClosureDeps, imageClosure, imageClosureWith } from './closure.ts';
export type { RegistryChart } from './find.ts';
export type { RemoteChart } from './release-charts.ts';
export type * from './types.ts';
