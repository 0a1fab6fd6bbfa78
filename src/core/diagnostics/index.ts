export type { Diagnostic, Fix, Position, Severity, SourceRange } from './diagnostic.ts';
export { LineMap } from './line-map.ts';
