import { evaluate, MapScope } from './eval/index.ts';
import { FUNCTIONS } from './functions/index.ts';
import { type LoadedModule, type LoadOptions, loadModuleWith, ParsedModuleCache } from './module/index.ts';
import { functionEnv } from './plan/index.ts';

export {
  type Answer,
  answerLine,
  type ConsoleEnvironment,
  emptyScope,
  explain,
  type Failure,
  readableId,
} from './console.ts';
export { type Evaluated, evaluate, MapScope, type Scope } from './eval/index.ts';
export { FUNCTIONS } from './functions/index.ts';
export type { LoadedModule, LoadOptions } from './module/index.ts';
export { isTerraformFile, ParsedModuleCache } from './module/index.ts';
export type * from './module/types.ts';
export {
  attributesRead,
  changedArguments,
  checkResource,
  createApply,
  createPlan,
  type DataAssumption,
  type DataFound,
  type DataRead,
  type ElementCounts,
  elementsRead,
  functionEnv,
  type GatheredVariables,
  gatherVariables,
  type ModuleValues,
  moduleValues,
  ownVariableFiles,
  type PlanInput,
  type VariableSources,
} from './plan/index.ts';
export type * from './plan/types.ts';
export { type PlanJson, planJson } from './plan-json/index.ts';
export {
  type AttributeSchema,
  createSchemas,
  type ResourceSchema,
  type Schemas,
  schemasFrom,
  withProviders,
} from './schema/index.ts';
export type * from './syntax/index.ts';
export { childrenOf, referencesOf, walkExpression } from './syntax/index.ts';
export { markedJson, type Type, type Value } from './values/index.ts';

const constantEnv = functionEnv({
  files: new Map(),
  clock: () => new Date(0),
  random: () => 0,
  planning: true,
});

/** Whoever brings no cache of their own shares this one. */
const shared = new ParsedModuleCache();

/** Reads all `.tf` and `.tf.json` files of a package into its root module; every mistake is a diagnostic, nothing is thrown. */
export const loadModule = (
  files: readonly { readonly path: string; readonly text: string }[],
  options: LoadOptions,
): LoadedModule =>
  loadModuleWith(files, { parsed: shared, ...options }, (expr) => {
    const { value, diagnostics } = evaluate(expr, new MapScope(new Map(), FUNCTIONS, constantEnv), '');
    return diagnostics.some((d) => d.severity === 'error') ? undefined : value;
  });
