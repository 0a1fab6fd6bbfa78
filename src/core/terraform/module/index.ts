export { type LoadedModule, type LoadOptions, loadModuleWith } from './load.ts';
export { isTerraformFile, ParsedModuleCache } from './parsed-files.ts';
export { staticText } from './static.ts';
export type * from './types.ts';
