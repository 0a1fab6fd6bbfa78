import type { Diagnostic, Severity, SourceRange } from '../../diagnostics/index.ts';
import type { LocalText } from '../../text.ts';
import { summaryZh } from './messages-zh.ts';

/** A diagnostic in HCL's own parts; `message` joins them. */
export interface HclDiagnostic extends Diagnostic {
  readonly summary: string;
  readonly detail: string;
}

/** Builds a diagnostic with HCL's wording: a short summary and a sentence or two. */
export function hclDiagnostic(
  code: string,
  severity: Severity,
  summary: string,
  detail: string,
  file: string,
  range?: SourceRange,
): HclDiagnostic {
  const zh = summaryZh(summary);
  return {
    code,
    severity,
    summary,
    detail,
    file,
    message: {
      en: `${summary}: ${detail}`,
      'zh-CN': zh === summary ? `${summary}: ${detail}` : `${zh}:${detail}`,
    },
    ...(range ? { range } : {}),
  };
}

/** The same, where the words are ours and not the original's: the detail in both languages. */
export function ownDiagnostic(
  code: string,
  severity: Severity,
  summary: string,
  detail: LocalText,
  file: string,
  range?: SourceRange,
): HclDiagnostic {
  const found = hclDiagnostic(code, severity, summary, detail.en, file, range);
  return { ...found, message: { en: found.message.en, 'zh-CN': `${summaryZh(summary)}:${detail['zh-CN']}` } };
}

export const hasErrors = (diagnostics: readonly Diagnostic[]): boolean =>
  diagnostics.some((d) => d.severity === 'error');
