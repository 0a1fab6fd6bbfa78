export type { KnownFile, ReaderOptions, ScriptGap, ScriptPull, ScriptReading } from './reader.ts';
export { ScriptReader } from './reader.ts';
export { readUserData } from './user-data.ts';
