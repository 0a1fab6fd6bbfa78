export { type LoadedModule, type LoadOptions, loadModuleWith } from './load.ts';
export { addressText, staticFalse, staticText, staticTrue } from './static.ts';
export type { Constant } from './type-constraint.ts';
export type * from './types.ts';
