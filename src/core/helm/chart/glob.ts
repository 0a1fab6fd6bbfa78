/**
 * A shell pattern as a function, matched without backtracking over the whole: `*` stays inside a path part. `**` crosses
 * parts where `deep` says so (gobwas/glob with separator `/`); Go's filepath.Match has none.
 */
export function compileGlob(pattern: string, deep: boolean): (path: string) => boolean {
  const tokens = parse(pattern, deep);
  return (path) => matches(tokens, [...path]);
}

type Token =
  | { readonly type: 'char'; readonly char: string }
  | { readonly type: 'any' }
  | { readonly type: 'star' }
  | { readonly type: 'deep' }
  | { readonly type: 'set'; readonly negated: boolean; readonly test: (char: string) => boolean }
  | { readonly type: 'choice'; readonly options: readonly (readonly Token[])[] };

function parse(pattern: string, deep: boolean): Token[] {
  const chars = [...pattern];
  let i = 0;
  const sequence = (nested: boolean): Token[] => {
    const out: Token[] = [];
    while (i < chars.length) {
      const char = chars[i] ?? '';
      if (nested && (char === ',' || char === '}')) break;
      i++;
      if (char === '*') {
        const double = deep && chars[i] === '*';
        while (chars[i] === '*') i++;
        out.push({ type: double ? 'deep' : 'star' });
      } else if (char === '?') out.push({ type: 'any' });
      else if (char === '\\') out.push({ type: 'char', char: chars[i++] ?? '\\' });
      else if (char === '[') out.push(set());
      else if (char === '{' && deep) {
        const options: Token[][] = [];
        do options.push(sequence(true));
        while (chars[i] === ',' && i++ >= 0);
        i++;
        out.push({ type: 'choice', options });
      } else out.push({ type: 'char', char });
    }
    return out;
  };
  const set = (): Token => {
    const negated = chars[i] === '!' || chars[i] === '^';
    if (negated) i++;
    const ranges: (readonly [string, string])[] = [];
    while (i < chars.length && (chars[i] !== ']' || ranges.length === 0)) {
      if (chars[i] === '\\') i++;
      const from = chars[i++] ?? '';
      if (chars[i] === '-' && chars[i + 1] !== ']' && i + 1 < chars.length) {
        i++;
        ranges.push([from, chars[i++] ?? from]);
      } else ranges.push([from, from]);
    }
    i++;
    return { type: 'set', negated, test: (char) => ranges.some(([from, to]) => char >= from && char <= to) };
  };
  return sequence(false);
}

/** All positions that a sequence can end at, from a set of positions: linear in text times pattern. */
function advance(tokens: readonly Token[], text: readonly string[], from: ReadonlySet<number>): Set<number> {
  let at = new Set(from);
  for (const token of tokens) {
    const next = new Set<number>();
    for (const p of at) {
      const char = text[p];
      switch (token.type) {
        case 'char':
          if (char === token.char) next.add(p + 1);
          break;
        case 'any':
          if (char !== undefined && char !== '/') next.add(p + 1);
          break;
        case 'set':
          if (char !== undefined && char !== '/' && token.test(char) !== token.negated) next.add(p + 1);
          break;
        case 'star':
        case 'deep':
          for (let q = p; ; q++) {
            next.add(q);
            if (q >= text.length || (token.type === 'star' && text[q] === '/')) break;
          }
          break;
        case 'choice':
          for (const option of token.options)
            for (const q of advance(option, text, new Set([p]))) next.add(q);
      }
    }
    at = next;
    if (at.size === 0) break;
  }
  return at;
}

const matches = (tokens: readonly Token[], text: readonly string[]): boolean =>
  advance(tokens, text, new Set([0])).has(text.length);
