import type { ActionView, Lang } from '../contract.ts';

interface Scored {
  readonly view: ActionView;
  readonly score: number;
}

/**
 * Score of a fuzzy match: every letter of the query in order; runs and starts of words weigh more, gaps and length
 * less. `undefined` where a letter is missing.
 */
export function fuzzy(query: string, text: string): number | undefined {
  const wanted = query.toLowerCase().replaceAll(/\s+/g, '');
  const lower = text.toLowerCase();
  let at = -1;
  let score = 0;
  for (const letter of wanted) {
    const next = lower.indexOf(letter, at + 1);
    if (next === -1) return undefined;
    if (next === at + 1 && at >= 0) score += 5;
    if (next === 0 || /[\s./:-]/.test(lower[next - 1] ?? '')) score += 4;
    score -= Math.min(3, next - at - 1);
    at = next;
  }
  return score - lower.length / 100;
}

/** Every action that matches, best first; all of them in their own order for an empty query. */
export function paletteMatches(
  catalogue: readonly ActionView[],
  query: string,
  lang: Lang,
): readonly ActionView[] {
  if (query.trim() === '') return catalogue;
  const scored = catalogue.flatMap((view): Scored[] => {
    const texts = [view.title[lang], view.title.en, view.words.join(' '), view.id];
    const scores = texts.flatMap((text) => fuzzy(query, text) ?? []);
    return scores.length === 0 ? [] : [{ view, score: Math.max(...scores) }];
  });
  return scored.sort((a, b) => b.score - a.score).map((each) => each.view);
}
