import {
  formatJson,
  formatSarif,
  formatText,
  type LintResult,
  lint,
  readPackage,
} from '../../core/package/index.ts';
import type { Lang } from '../../core/text.ts';
import type { ActionContext } from '../action.ts';
import type { Content } from '../fields.ts';
import type { LintView } from '../views.ts';
import { schemasOf } from './schemas.ts';

interface Input {
  readonly dir: string;
  readonly dialect: 'cloudapp' | 'terraform';
  readonly providers?: Content | undefined;
  readonly format: 'text' | 'json' | 'sarif';
  readonly color: boolean;
}

export async function run(input: Input, { signal, lang, dataDir }: ActionContext<never>): Promise<LintView> {
  const source = await readPackage(input.dir, { signal });
  const result = lint(source, { dialect: input.dialect, schemas: schemasOf(dataDir, input.providers) });
  const { diagnostics, texts } = result;
  const count = (severity: string): number => diagnostics.filter((each) => each.severity === severity).length;
  const excerpts: Record<string, Record<number, string>> = {};
  const split = new Map<string, readonly string[]>();
  for (const { file, range } of diagnostics) {
    const text = texts.get(file);
    if (!range || text === undefined) continue;
    const lines = split.get(file) ?? text.split('\n');
    split.set(file, lines);
    excerpts[file] ??= {};
    excerpts[file][range.start.line] = (lines[range.start.line - 1] ?? '').slice(0, MOST_CHARS);
  }
  return {
    root: source.root,
    dialect: input.dialect,
    diagnostics,
    counts: { error: count('error'), warning: count('warning'), info: count('info') },
    excerpts,
    report: reportOf(result, input, lang),
  };
}

/** A generated line of a megabyte is no excerpt. */
const MOST_CHARS = 400;

function reportOf(result: LintResult, { format, color }: Input, lang: Lang): string {
  if (format === 'json') return formatJson(result);
  if (format === 'sarif') return formatSarif(result, lang, { version: SARIF_TOOL_VERSION });
  return formatText(result, lang, { color });
}

/** Version of the rules as SARIF names it; raised when a rule's meaning changes. */
const SARIF_TOOL_VERSION = '1.0.0';
