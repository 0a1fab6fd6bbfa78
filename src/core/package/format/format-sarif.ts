import type { Diagnostic, Position, Severity, SourceRange } from '../../diagnostics/index.ts';
import { type Lang, sameText } from '../../text.ts';
import { type LintResult, rules } from '../lint/lint.ts';
import { type RuleInfo, rule } from '../rule-info.ts';
import type {
  SarifArtifact,
  SarifLevel,
  SarifLog,
  SarifRegion,
  SarifResult,
  SarifRule,
} from './sarif-types.ts';

export interface SarifOptions {
  /** Drydock's version. */
  readonly version: string;
  /** Folder of the package relative to the repository (`.cloudapp`), put before every path. */
  readonly prefix?: string;
}

const LEVELS: Readonly<Record<Severity, SarifLevel>> = { error: 'error', warning: 'warning', info: 'note' };

/** Findings as a SARIF 2.1.0 log: paths relative to the package, columns in UTF-16 units, every rule with its help. */
export function sarifLog(result: LintResult, lang: Lang, options: SarifOptions): SarifLog {
  const known = new Map(rules.map((each) => [each.code, each]));
  for (const { code, severity } of result.diagnostics) {
    if (!known.has(code)) known.set(code, rule(code, severity, sameText(code)));
  }
  const index = new Map([...known.keys()].map((code, i) => [code, i]));
  const prefix = options.prefix ? `${options.prefix.replace(/\/+$/, '')}/` : '';
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'drydock',
            version: options.version,
            rules: [...known.values()].map((each) => sarifRule(each, lang, result)),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: result.diagnostics.map((each) =>
          sarifResult(each, index.get(each.code) ?? 0, lang, prefix, result.texts),
        ),
      },
    ],
  };
}

/** `sarifLog` as text. */
export const formatSarif = (result: LintResult, lang: Lang, options: SarifOptions): string =>
  `${JSON.stringify(sarifLog(result, lang, options), null, 2)}\n`;

const sarifRule = (info: RuleInfo, lang: Lang, { dialect }: LintResult): SarifRule => ({
  id: info.code,
  shortDescription: { text: info.title[lang] },
  help: {
    text: `${info.title[lang]}. ${info.docs}`,
    markdown: `**${info.title[lang]}.** \`${info.docs}\``,
  },
  defaultConfiguration: { level: LEVELS[info.severity[dialect]] },
});

function sarifResult(
  diagnostic: Diagnostic,
  ruleIndex: number,
  lang: Lang,
  prefix: string,
  texts: LintResult['texts'],
): SarifResult {
  const { code, severity, message, file, range, fix } = diagnostic;
  const artifact = (path: string): SarifArtifact => ({
    uri: relativeUri(prefix + path),
    uriBaseId: '%SRCROOT%',
  });
  const source = texts.get(file);
  return {
    ruleId: code,
    ruleIndex,
    level: LEVELS[severity],
    message: { text: message[lang] },
    locations: [
      {
        physicalLocation: {
          artifactLocation: artifact(file),
          ...(range && source !== undefined ? { region: region(range, source) } : {}),
        },
      },
    ],
    ...(fix
      ? {
          fixes: [
            {
              description: { text: fix.title[lang] },
              artifactChanges: [...Map.groupBy(fix.edits, (edit) => edit.file)].map(([path, edits]) => ({
                artifactLocation: artifact(path),
                replacements: edits.map((edit) => ({
                  deletedRegion: region(edit.range, texts.get(path) ?? ''),
                  insertedContent: { text: edit.newText },
                })),
              })),
            },
          ],
        }
      : {}),
  };
}

/** Our columns count grapheme clusters; SARIF is told UTF-16 units, which every consumer can count. */
function region(range: SourceRange, text: string): SarifRegion {
  const column = ({ offset }: Position): number => offset - (text.lastIndexOf('\n', offset - 1) + 1) + 1;
  return {
    startLine: range.start.line,
    startColumn: range.start.offset === 0 ? 1 : column(range.start),
    endLine: range.end.line,
    endColumn: range.end.offset === 0 ? 1 : column(range.end),
  };
}

const relativeUri = (path: string): string => path.split('/').map(encodeURIComponent).join('/');
