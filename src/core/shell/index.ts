export { type Script, scriptsOf } from './machine-scripts.ts';
export { FREE, openPart, UNKNOWN, UNKNOWN_NUMBER } from './markers.ts';
export type { KnownFile, ReaderOptions, ScriptGap, ScriptPull, ScriptReading } from './reader.ts';
export { ScriptReader } from './reader.ts';
export { readUserData } from './user-data.ts';
