import { type LocalText, sameText, text } from '../text.ts';
import type { KubeObject, Problem, ProblemKind } from './types.ts';

type Parts = Partial<Pick<Problem, 'severity' | 'reason' | 'hints' | 'wants'>>;

/** A problem of an object, an error unless told otherwise. */
export function problem(
  { kind, name, source }: Pick<KubeObject, 'kind' | 'name' | 'source'>,
  what: ProblemKind,
  words: LocalText | string,
  cure: LocalText,
  { severity = 'error', reason = '', hints = [], wants }: Parts = {},
): Problem {
  return {
    kind: what,
    severity,
    object: `${kind}/${name}`,
    source,
    reason,
    words: typeof words === 'string' ? sameText(words) : words,
    hints,
    cure,
    ...(wants ? { wants } : {}),
  };
}

/** Something that does not stop the install. */
export const warning = (
  object: Pick<KubeObject, 'kind' | 'name' | 'source'>,
  words: LocalText | string,
  cure: LocalText,
  hints: readonly string[] = [],
): Problem =>
  problem(object, 'loose', words, cure, {
    severity: 'warning',
    hints,
  });

/** `Correct …` in both languages, for values that the API server refuses. */
export const correct = (what: string): LocalText => text(`Correct ${what}.`, `请更正 ${what}。`);
