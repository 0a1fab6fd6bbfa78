export { formatJson, type LintReport } from './format-json.ts';
export { formatSarif, type SarifOptions, sarifLog } from './format-sarif.ts';
export { formatText, type TextOptions } from './format-text.ts';
export type { SarifLog } from './sarif-types.ts';
export type { SeverityCounts } from './summary.ts';
export { displayWidth } from './width.ts';
