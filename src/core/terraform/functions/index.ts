export { invoke } from './invoke.ts';
export { decodeJson } from './json-decode.ts';
export { encodeJson } from './json-encode.ts';
export type { FunctionEnv, FunctionSpec, FunctionTable, Param } from './spec.ts';
export { FUNCTIONS } from './table.ts';
