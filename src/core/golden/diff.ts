/** Lines that a comparison looks at; longer texts are compared as wholes. */
const MOST_LINES = 20_000;
/** Steps of the search for the shortest difference; beyond, what is left differs as a block. */
const MOST_STEPS = 2000;
const CONTEXT = 3;

type Edit = { readonly sign: ' ' | '-' | '+'; readonly line: string };

/**
 * A unified diff as `diff -u` prints it, with three lines of context; empty when the texts are the same. Bounded in time: texts
 * that have nothing in common are shown as taken out and put in.
 */
export function unifiedDiff(name: string, before: string, after: string): string {
  if (before === after) return '';
  const edits = editsOf(linesOf(before), linesOf(after));
  const out = [`--- a/${name}`, `+++ b/${name}`];
  let oldLine = 1;
  let newLine = 1;
  for (let at = 0; at < edits.length; ) {
    if (edits[at]?.sign === ' ') {
      at += 1;
      oldLine += 1;
      newLine += 1;
      continue;
    }
    const start = Math.max(0, at - CONTEXT);
    const end = hunkEnd(edits, at);
    const hunk = edits.slice(start, end);
    const lead = at - start;
    const olds = hunk.filter((each) => each.sign !== '+').length;
    const news = hunk.filter((each) => each.sign !== '-').length;
    const from = (line: number, count: number): string =>
      `${count === 0 ? line - lead - 1 : line - lead},${count}`;
    out.push(`@@ -${from(oldLine, olds)} +${from(newLine, news)} @@`);
    for (const { sign, line } of hunk) out.push(`${sign}${line}`);
    oldLine += olds - lead;
    newLine += news - lead;
    at = end;
  }
  return `${out.join('\n')}\n`;
}

const linesOf = (text: string): readonly string[] => (text === '' ? [] : text.replace(/\n$/, '').split('\n'));

/** Where a hunk ends: after its last change and the context, when nothing else changes nearby. */
function hunkEnd(edits: readonly Edit[], from: number): number {
  let last = from;
  for (let at = from; at < edits.length && at <= last + CONTEXT * 2; at += 1)
    if (edits[at]?.sign !== ' ') last = at;
  return Math.min(edits.length, last + CONTEXT + 1);
}

function editsOf(a: readonly string[], b: readonly string[]): readonly Edit[] {
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1;
  let tail = 0;
  while (
    tail < a.length - head &&
    tail < b.length - head &&
    a[a.length - 1 - tail] === b[b.length - 1 - tail]
  )
    tail += 1;
  const same = (line: string): Edit => ({ sign: ' ', line });
  return [
    ...a.slice(0, head).map(same),
    ...middle(a.slice(head, a.length - tail), b.slice(head, b.length - tail)),
    ...a.slice(a.length - tail).map(same),
  ];
}

/** Myers' shortest edit, forward, with its trace. */
function middle(a: readonly string[], b: readonly string[]): readonly Edit[] {
  const block = (): Edit[] => [
    ...a.map((line): Edit => ({ sign: '-', line })),
    ...b.map((line): Edit => ({ sign: '+', line })),
  ];
  if (a.length === 0 || b.length === 0 || a.length + b.length > MOST_LINES) return block();
  const trace: Map<number, number>[] = [];
  let reach = new Map<number, number>([[1, 0]]);
  const most = Math.min(a.length + b.length, MOST_STEPS);
  for (let d = 0; d <= most; d += 1) {
    const now = new Map<number, number>();
    for (let k = -d; k <= d; k += 2) {
      let x = isDown(reach, k, d) ? (reach.get(k + 1) ?? 0) : (reach.get(k - 1) ?? 0) + 1;
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x += 1;
      now.set(k, x);
      if (x >= a.length && x - k >= b.length) return walkBack([...trace, reach], a, b);
    }
    trace.push(reach);
    reach = now;
  }
  return block();
}

const isDown = (reach: ReadonlyMap<number, number>, k: number, d: number): boolean =>
  k === -d || (k !== d && (reach.get(k - 1) ?? -1) < (reach.get(k + 1) ?? -1));

function walkBack(
  trace: readonly ReadonlyMap<number, number>[],
  a: readonly string[],
  b: readonly string[],
): Edit[] {
  const edits: Edit[] = [];
  let x = a.length;
  let y = b.length;
  for (let d = trace.length - 1; d >= 0; d -= 1) {
    const reach = trace[d] ?? new Map<number, number>();
    const k = x - y;
    const from = isDown(reach, k, d) ? k + 1 : k - 1;
    const beforeX = reach.get(from) ?? 0;
    const beforeY = beforeX - from;
    while (x > beforeX && y > beforeY && x > 0 && y > 0) {
      x -= 1;
      y -= 1;
      edits.push({ sign: ' ', line: a[x] ?? '' });
    }
    if (d === 0) break;
    if (x === beforeX) {
      y -= 1;
      edits.push({ sign: '+', line: b[y] ?? '' });
    } else {
      x -= 1;
      edits.push({ sign: '-', line: a[x] ?? '' });
    }
  }
  return edits.reverse();
}
