import type { Diagnostic } from '../../core/diagnostics/index.ts';
import { DrydockError } from '../../core/errors/index.ts';
import { type Answers, type AnswersSource, parseAnswers } from '../../core/form/index.ts';
import { defaultWorld, loadWorld, type World } from '../../core/world/index.ts';
import type { Content } from '../fields.ts';

/** What the `answers` field of an action may hold. */
export type AnswersInput = 'auto' | Content | { readonly values: Readonly<Record<string, unknown>> };

/** The world of a file, or the built-in one. Error: INPUT_FILE_INVALID with the first finding's place. */
export function worldFrom(content: Content | undefined, closed: boolean): World {
  if (!content) return { ...defaultWorld(), closed };
  const { world, diagnostics } = loadWorld(content.text, content.name);
  if (!world) throw fileError(content.name, diagnostics);
  return closed ? { ...world, closed } : world;
}

/** Given answers, with the places of a file's values where they came from one. */
export interface GivenAnswers {
  readonly answers: Answers;
  readonly source?: AnswersSource;
}

/** Answers from a file or a face; `auto` stays. Error: INPUT_FILE_INVALID with the first finding's place. */
export function answersFrom(input: AnswersInput): GivenAnswers | 'auto' {
  if (input === 'auto') return 'auto';
  if ('values' in input) return { answers: input.values as Answers };
  const { answers, source, diagnostics } = parseAnswers(input.text, input.name);
  if (diagnostics.some((each) => each.severity === 'error')) throw fileError(input.name, diagnostics);
  return { answers, source };
}

function fileError(file: string, diagnostics: readonly Diagnostic[]): DrydockError {
  const first = diagnostics.find((each) => each.severity === 'error') ?? diagnostics[0];
  return new DrydockError(
    'INPUT_FILE_INVALID',
    {
      file,
      code: first?.code ?? '',
      detail: first?.message.en ?? '',
      more: Math.max(0, diagnostics.length - 1),
    },
    { place: { file, ...(first?.range ? { range: first.range } : {}) } },
  );
}
