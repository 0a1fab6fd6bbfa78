import type { Diagnostic, Severity } from '../../diagnostics/index.ts';
import { type Lang, type LocalText, text } from '../../text.ts';
import { visibleLine } from '../../visible.ts';
import type { LintResult } from '../lint/lint.ts';
import { excerpt } from './excerpt.ts';
import { countBySeverity } from './summary.ts';

export interface TextOptions {
  /** ANSI colours; off by default. */
  readonly color?: boolean;
}

const WORDS: Readonly<Record<Severity, LocalText>> = {
  error: text('error', '错误'),
  warning: text('warning', '警告'),
  info: text('info', '提示'),
};
const COLORS: Readonly<Record<Severity, string>> = { error: '31', warning: '33', info: '36' };

type Paint = (code: string, words: string) => string;

/**
 * Findings for people: `file:line:column  severity  CODE  message`, the line with the place marked, and a summary.
 * Whatever comes from the package has its control characters replaced, so that it cannot steer a terminal.
 */
export function formatText(result: LintResult, lang: Lang, options: TextOptions = {}): string {
  const paint: Paint = options.color
    ? (code, words) => `\u001b[${code}m${words}\u001b[0m`
    : (_, words) => words;
  const blocks = result.diagnostics.map((each) => block(each, result.texts.get(each.file), lang, paint));
  return `${[...blocks, summary(result, lang)].join('\n')}\n`;
}

function block(diagnostic: Diagnostic, source: string | undefined, lang: Lang, paint: Paint): string {
  const { file, range, severity, code, message, fix } = diagnostic;
  const place = range ? `${visibleLine(file)}:${range.start.line}:${range.start.column}` : visibleLine(file);
  const head = `${paint('1', place)}  ${paint(COLORS[severity], WORDS[severity][lang])}  ${code}  ${visibleLine(message[lang])}`;
  const lines = [head];
  if (range !== undefined && source !== undefined) {
    const shown = excerpt(source, range);
    const number = String(shown.line);
    const caret = paint(COLORS[severity], '^'.repeat(shown.width));
    lines.push(`  ${paint('2', `${number} |`)} ${shown.code}`);
    lines.push(`  ${paint('2', `${' '.repeat(number.length)} |`)} ${' '.repeat(shown.indent)}${caret}`);
  }
  if (fix !== undefined) lines.push(`  ${lang === 'en' ? 'fix: ' : '修复:'}${visibleLine(fix.title[lang])}`);
  return `${lines.join('\n')}\n`;
}

function summary(result: LintResult, lang: Lang): string {
  const { error, warning, info } = countBySeverity(result.diagnostics);
  if (result.diagnostics.length === 0) return lang === 'en' ? 'No findings.' : '未发现问题。';
  if (lang === 'zh-CN') return `${error} 个错误,${warning} 个警告,${info} 个提示。`;
  const several = (count: number, word: string) => `${count} ${word}${count === 1 ? '' : 's'}`;
  return `${several(error, 'error')}, ${several(warning, 'warning')}, ${several(info, 'note')}.`;
}
