/**
 * The circles of a graph: one list of nodes per strongly connected part that has more than one node or an edge to
 * itself, in the order in which the nodes stand. Iterative, so that long chains do not exhaust the stack.
 */
export function findCycles<T>(nodes: readonly T[], next: (node: T) => Iterable<T>): T[][] {
  const index = new Map<T, number>();
  const low = new Map<T, number>();
  const open: T[] = [];
  const isOpen = new Set<T>();
  const found: T[][] = [];
  const order = new Map(nodes.map((node, i) => [node, i]));
  const enter = (node: T) => {
    index.set(node, index.size);
    low.set(node, index.get(node) ?? 0);
    open.push(node);
    isOpen.add(node);
    return { node, rest: [...next(node)] };
  };
  for (const start of nodes) {
    if (index.has(start)) continue;
    const stack = [enter(start)];
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const { node } = top;
      const child = top.rest.pop();
      if (child !== undefined) {
        if (!index.has(child)) stack.push(enter(child));
        else if (isOpen.has(child)) low.set(node, Math.min(low.get(node) ?? 0, index.get(child) ?? 0));
        continue;
      }
      stack.pop();
      const parent = stack.at(-1)?.node;
      if (parent !== undefined) low.set(parent, Math.min(low.get(parent) ?? 0, low.get(node) ?? 0));
      if (low.get(node) !== index.get(node)) continue;
      const part: T[] = [];
      for (let last = open.pop(); last !== undefined; last = open.pop()) {
        isOpen.delete(last);
        part.push(last);
        if (last === node) break;
      }
      const selfLoop = part.length === 1 && [...next(node)].includes(node);
      if (part.length > 1 || selfLoop)
        found.push(part.sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0)));
    }
  }
  return found;
}
