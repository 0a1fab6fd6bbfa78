import { type LoadedModule, type LoadOptions, loadModuleWith } from './module/index.ts';

export type { LoadedModule, LoadOptions } from './module/index.ts';
export { staticFalse, staticText, staticTrue } from './module/index.ts';
export type * from './module/types.ts';
export type * from './plan/types.ts';
export type * from './syntax/index.ts';
export {
  childrenOf,
  isLiteralKey,
  parseExpression,
  parseFile,
  parseTemplate,
  referencesOf,
  referencesOfBody,
  tokenize,
  walkExpression,
} from './syntax/index.ts';
export { friendlyName, nearest, type Type, typeToJson, type Value } from './values/index.ts';

/** Reads all `.tf` files of a package into its root module; every mistake is a diagnostic, nothing is thrown. */
export const loadModule = (
  files: readonly { readonly path: string; readonly text: string }[],
  options: LoadOptions,
): LoadedModule =>
  loadModuleWith(files, options, (expr) => (expr.kind === 'literal' ? expr.value : undefined));
