const LETTER = /\p{L}/u;
const isDigit = (char: string): boolean => char >= '0' && char <= '9';

/** yaml.v2's order of map keys: letters before nothing else, runs of digits by their number. */
export function compareKeys(a: string, b: string): number {
  if (a === b) return 0;
  const x = [...a];
  const y = [...b];
  const n = Math.min(x.length, y.length);
  for (let i = 0; i < n; i++) {
    const p = x[i] ?? '';
    const q = y[i] ?? '';
    if (p === q) continue;
    const pl = LETTER.test(p);
    const ql = LETTER.test(q);
    if (pl && ql) return codeOrder(p, q);
    if (pl || ql) return ql ? -1 : 1;
    return numberOrder(x, y, i) ?? codeOrder(p, q);
  }
  return x.length - y.length;
}

const codeOrder = (p: string, q: string): number => (p.codePointAt(0) ?? 0) - (q.codePointAt(0) ?? 0);

function numberOrder(x: readonly string[], y: readonly string[], i: number): number | undefined {
  let an = 0n;
  let bn = 0n;
  if (x[i] === '0' || y[i] === '0') {
    for (let j = i - 1; j >= 0 && isDigit(x[j] ?? ''); j--) {
      if (x[j] !== '0') {
        an = 1n;
        bn = 1n;
        break;
      }
    }
  }
  let ai = i;
  for (; ai < x.length && isDigit(x[ai] ?? ''); ai++) an = BigInt.asIntN(64, an * 10n + BigInt(x[ai] ?? '0'));
  let bi = i;
  for (; bi < y.length && isDigit(y[bi] ?? ''); bi++) bn = BigInt.asIntN(64, bn * 10n + BigInt(y[bi] ?? '0'));
  if (an !== bn) return an < bn ? -1 : 1;
  return ai === bi ? undefined : ai - bi;
}
