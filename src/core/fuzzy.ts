/** Where a text fits what a person typed. */
export interface FuzzyMatch {
  /** More is better. */
  readonly score: number;
  /** Places of the characters that fit, ascending. */
  readonly at: readonly number[];
}

/** Longer queries are cut: nobody types them, and the time of a search grows with them. */
const QUERY_LIMIT = 100;

const isBoundary = (text: string, at: number): boolean =>
  at === 0 || /[^\p{L}\p{N}]/u.test(text[at - 1] ?? '');

/**
 * Fits `query` into `text` as people type names from memory: every word of it must be there, as a whole piece or as
 * letters in order (`wb12` finds `web-1.2`). Whole pieces, beginnings of words and short texts score higher. Case does
 * not matter. Undefined: it does not fit. An empty query fits everything with score 0.
 */
export function fuzzy(query: string, text: string): FuzzyMatch | undefined {
  const lower = text.toLowerCase();
  const at = new Set<number>();
  let score = 0;
  for (const word of query.slice(0, QUERY_LIMIT).toLowerCase().split(/\s+/)) {
    if (word === '') continue;
    const found = piece(word, lower) ?? letters(word, lower);
    if (!found) return undefined;
    score += found.score;
    for (const place of found.at) at.add(place);
  }
  return { score: at.size === 0 ? 0 : score - lower.length / 100, at: [...at].sort((a, b) => a - b) };
}

function piece(word: string, text: string): FuzzyMatch | undefined {
  let best = text.indexOf(word);
  if (best === -1) return undefined;
  for (let next = best; next !== -1; next = text.indexOf(word, next + 1)) {
    if (!isBoundary(text, next)) continue;
    best = next;
    break;
  }
  const whole = word.length === text.length ? 50 : 0;
  const score = 100 + whole + (best === 0 ? 20 : isBoundary(text, best) ? 10 : 0);
  return { score, at: Array.from({ length: word.length }, (_, index) => best + index) };
}

/** The letters in order: forwards to find the end, backwards from there to draw them together. */
function letters(word: string, text: string): FuzzyMatch | undefined {
  let end = -1;
  for (const letter of word) {
    end = text.indexOf(letter, end + 1);
    if (end === -1) return undefined;
  }
  const at: number[] = [];
  let place = end;
  for (let index = word.length - 1; index >= 0; index -= 1) {
    place = text.lastIndexOf(word[index] ?? '', place);
    at.unshift(place);
    place -= 1;
  }
  const gaps = (at.at(-1) ?? 0) - (at[0] ?? 0) + 1 - word.length;
  const starts = at.filter((each) => isBoundary(text, each)).length;
  return { score: 50 + 5 * starts - 2 * gaps, at };
}
