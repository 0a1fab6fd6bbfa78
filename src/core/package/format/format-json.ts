import type { Diagnostic } from '../../diagnostics/index.ts';
import type { Dialect } from '../../terraform/index.ts';
import type { LintResult } from '../lint/lint.ts';
import { countBySeverity, type SeverityCounts } from './summary.ts';

/** The JSON report: stable, both languages in every message. */
export interface LintReport {
  readonly dialect: Dialect;
  readonly summary: SeverityCounts;
  readonly diagnostics: readonly Diagnostic[];
}

export const lintReport = ({ diagnostics, dialect }: LintResult): LintReport => ({
  dialect,
  summary: countBySeverity(diagnostics),
  diagnostics,
});

/** The report as one JSON document. JSON escapes control characters by itself. */
export const formatJson = (result: LintResult): string => `${JSON.stringify(lintReport(result), null, 2)}\n`;
