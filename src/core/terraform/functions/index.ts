export { invoke } from './invoke.ts';
export type { FunctionEnv, FunctionSpec, FunctionTable, Param } from './spec.ts';
export { FUNCTIONS } from './table.ts';
