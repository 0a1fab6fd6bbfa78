export * from './expression/index.ts';
export type * from './model.ts';
export type { PackageSource } from './source.ts';
export * from './widgets/index.ts';
