import { isPrimitive, type Type } from './type.ts';

/** The types with the more general ones first; types without an order between them keep theirs. */
export function preferenceOrder(types: readonly Type[]): Type[] {
  const below: number[][] = types.map(() => []);
  const inDegree = types.map(() => 0);
  const edge = (from: number, to: number): void => {
    below[from]?.push(to);
    inDegree[to] = (inDegree[to] ?? 0) + 1;
  };
  types.forEach((a, i) => {
    for (let j = i + 1; j < types.length; j += 1) {
      const b = types[j];
      const order = b === undefined ? 0 : compareTypes(a, b);
      if (order < 0) edge(i, j);
      else if (order > 0) edge(j, i);
    }
  });
  const queue = inDegree.flatMap((n, i) => (n === 0 ? [i] : []));
  const order: Type[] = [];
  for (let at = 0; at < queue.length; at += 1) {
    const i = queue[at] ?? 0;
    const type = types[i];
    if (type !== undefined) order.push(type);
    for (const j of below[i] ?? []) {
      inDegree[j] = (inDegree[j] ?? 1) - 1;
      if (inDegree[j] === 0) queue.push(j);
    }
  }
  return order;
}

/** Negative when `a` is the more general type, positive when `b` is, 0 when neither is. */
function compareTypes(a: Type, b: Type): number {
  if (a.kind === 'dynamic' || b.kind === 'dynamic') {
    if (a.kind !== 'dynamic') return -1;
    return b.kind === 'dynamic' ? 0 : 1;
  }
  if (isPrimitive(a) && isPrimitive(b) && (a.kind === 'string' || b.kind === 'string')) {
    if (a.kind !== 'string') return 1;
    return b.kind === 'string' ? 0 : -1;
  }
  if (a.kind === 'list' && b.kind === 'list') return compareTypes(a.element, b.element);
  if (a.kind === 'set' && b.kind === 'set') return compareTypes(a.element, b.element);
  if (a.kind === 'map' && b.kind === 'map') return compareTypes(a.element, b.element);
  const sign = crossKind(a, b);
  if (sign !== 0) return sign;
  if (a.kind === 'object' && b.kind === 'object') {
    if (a.attributes.size !== b.attributes.size) return 0;
    const pairs: [Type, Type][] = [];
    for (const [name, t] of a.attributes) {
      const other = b.attributes.get(name);
      if (other === undefined) return 0;
      pairs.push([t, other]);
    }
    return together(pairs);
  }
  if (a.kind === 'tuple' && b.kind === 'tuple') {
    if (a.elements.length !== b.elements.length) return 0;
    return together(a.elements.map((t, i) => [t, b.elements[i] ?? t]));
  }
  return 0;
}

/** List before tuple, map before object, tuple and list before set. */
function crossKind(a: Type, b: Type): number {
  const above = (x: Type, y: Type): boolean =>
    (y.kind === 'set' && (x.kind === 'tuple' || x.kind === 'list')) ||
    (x.kind === 'list' && y.kind === 'tuple') ||
    (x.kind === 'map' && y.kind === 'object');
  if (above(a, b)) return -1;
  return above(b, a) ? 1 : 0;
}

function together(pairs: readonly (readonly [Type, Type])[]): number {
  const orders = pairs.map(([x, y]) => compareTypes(x, y));
  const a = orders.some((o) => o < 0);
  const b = orders.some((o) => o > 0);
  if (a === b) return 0;
  return a ? -1 : 1;
}
