/** Edits (insert, delete, replace, swap neighbours) between two words, or `limit + 1` when there are more. */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let twoBack: number[] = [];
  let back = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min((back[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (back[j - 1] ?? 0) + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        best = Math.min(best, (twoBack[j - 2] ?? 0) + 1);
      }
      row.push(best);
    }
    twoBack = back;
    back = row;
  }
  return Math.min(back[b.length] ?? 0, limit + 1);
}

/** Choices that are compared: nobody misspells one of ten thousand names. */
const MAX_CHOICES = 1000;

/** The choice that a word was probably meant to be: nearest, at most a third of its letters apart. Words over 64 letters have none. */
export function suggest(word: string, choices: Iterable<string>): string | undefined {
  if (word.length > 64) return undefined;
  const limit = Math.min(3, Math.max(1, Math.floor(word.length / 3)));
  let best: string | undefined;
  let bestDistance = limit + 1;
  let compared = 0;
  const folded = word.toLowerCase();
  for (const choice of choices) {
    if (++compared > MAX_CHOICES) break;
    if (Math.abs(choice.length - word.length) > limit) continue;
    const distance = editDistance(folded, choice.toLowerCase(), limit);
    if (distance < bestDistance && choice !== word) [best, bestDistance] = [choice, distance];
  }
  return best;
}
