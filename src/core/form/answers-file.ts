import type { Diagnostic } from '../diagnostics/index.ts';
import { isJsonObject } from '../json.ts';
import { finding, readYamlFile } from '../world/index.ts';
import type { Answers, AnswersSource } from './types.ts';

export interface ParsedAnswers {
  readonly answers: Answers;
  /** Hand it to `resolveForm` or `autoAnswers`, so that wrong answers are shown where they stand. */
  readonly source: AnswersSource;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads an answers file: a YAML or JSON mapping from arg names to values, each a whole value or the key of an option
 * (`app_target: subnet-abc`). Bounded; `file` is the name that findings carry.
 */
export function parseAnswers(text: string, file: string): ParsedAnswers {
  const yaml = readYamlFile(text, file, { limit: 'FORM_ANSWERS_LIMIT', syntax: 'FORM_ANSWERS_SYNTAX' });
  const nothing = { answers: {}, source: { file, ranges: {} } };
  if (yaml.value === undefined) return { ...nothing, diagnostics: yaml.diagnostics };
  if (yaml.value === null) return { ...nothing, diagnostics: [] };
  if (!isJsonObject(yaml.value)) {
    const detail = 'a mapping from arg names to values is expected';
    const range = yaml.rangeOf([]);
    return { ...nothing, diagnostics: [finding('FORM_ANSWERS_SYNTAX', { detail }, { file, range })] };
  }
  const ranges = Object.fromEntries(
    Object.keys(yaml.value).flatMap((name) => {
      const range = yaml.rangeOf([name]);
      return range ? [[name, range] as const] : [];
    }),
  );
  return { answers: yaml.value, source: { file, ranges }, diagnostics: [] };
}
