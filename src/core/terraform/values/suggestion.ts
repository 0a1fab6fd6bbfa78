/** Levenshtein distance, capped: gives `cap` as soon as it is certain to reach it. */
export function editDistance(a: string, b: string, cap: number): number {
  if (Math.abs(a.length - b.length) >= cap) return cap;
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i += 1) {
    const current = [i];
    let best = i;
    for (let j = 1; j <= b.length; j += 1) {
      const same = a.charCodeAt(i - 1) === b.charCodeAt(j - 1) ? 0 : 1;
      const d = Math.min(
        (previous[j] ?? cap) + 1,
        (current[j - 1] ?? cap) + 1,
        (previous[j - 1] ?? cap) + same,
      );
      current.push(d);
      if (d < best) best = d;
    }
    if (best >= cap) return cap;
    previous = current;
  }
  return Math.min(previous[b.length] ?? cap, cap);
}

const LONGEST_COMPARED = 200;
const MOST_COMPARED = 2_000;

/** Names that one evaluation looks for beside those that it does not know; a loop may meet a million of these. */
const MOST_HINTS = 500;

/** `nearest`, so many times and no more. */
export function nearestWithin(
  spent: { hints?: number },
  given: string,
  candidates: Iterable<string>,
): string | undefined {
  spent.hints = (spent.hints ?? 0) + 1;
  return spent.hints > MOST_HINTS ? undefined : nearest(given, candidates);
}

/** The candidate that is at most two edits away and nearest; for "did you mean". */
export function nearest(given: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let distance = 3;
  let left = MOST_COMPARED;
  if (given.length > LONGEST_COMPARED) return undefined;
  for (const candidate of candidates) {
    left -= 1;
    if (left < 0) break;
    const d = editDistance(given, candidate, distance);
    if (d < distance) {
      best = candidate;
      distance = d;
    }
  }
  return best;
}
