import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fuzzy } from '../../src/core/fuzzy.ts';

const best = (query: string, names: readonly string[]): string | undefined =>
  names
    .flatMap((name) => {
      const match = fuzzy(query, name);
      return match ? [{ name, score: match.score }] : [];
    })
    .sort((a, b) => b.score - a.score)[0]?.name;

describe('fuzzy search of names', () => {
  it('takes whole pieces, letters in order and several words, whatever their case', () => {
    expect(fuzzy('1.2', 'web-1.2.3')?.at).toEqual([4, 5, 6]);
    expect(fuzzy('wb12', 'web-1.2')?.at).toEqual([0, 2, 4, 6]);
    expect(fuzzy('rc WEB', 'web-1.2-rc1')).toBeDefined();
    expect(fuzzy('21', 'web-1.2')).toBeUndefined();
    expect(fuzzy('web 9', 'web-1.2')).toBeUndefined();
    expect(fuzzy('', 'anything')).toEqual({ score: 0, at: [] });
  });

  it('puts what was meant first', () => {
    expect(best('1.2', ['11.20', '1.2', '1.2.3', '0.1.2'])).toBe('1.2');
    expect(best('rc', ['search', 'v1-rc2', 'archive'])).toBe('v1-rc2');
    expect(best('v12', ['v1.0.2', 'v1.2', 'v-old-1-x-2'])).toBe('v1.2');
  });

  it('finds every subsequence, and only those', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), fc.array(fc.boolean(), { maxLength: 40 }), (raw, keep) => {
        const text = raw.replaceAll(/[^a-z0-9.-]/g, 'x');
        const query = [...text].filter((_, index) => keep[index] ?? false).join('');
        const match = fuzzy(query, text);
        expect(match).toBeDefined();
        const letters = match?.at.map((place) => text[place]).join('');
        expect(letters).toBe(query);
      }),
    );
    fc.assert(
      fc.property(fc.string({ maxLength: 12 }), fc.string({ maxLength: 30 }), (query, text) => {
        const match = fuzzy(query, text);
        if (!match) return;
        expect(match.at).toEqual([...new Set(match.at)].sort((a, b) => a - b));
        expect(match.at.every((place) => place >= 0 && place < text.toLowerCase().length)).toBe(true);
      }),
    );
  });
});
