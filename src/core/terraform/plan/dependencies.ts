import { type Expression, walkExpression } from '../syntax/index.ts';
import type { Dependency, GraphNode } from './graph.ts';
import type { InstanceKey } from './keys.ts';

/** Resources that a node needs, directly or through variables, locals, outputs and module calls. */
export class Dependencies {
  readonly #resources = new Map<GraphNode, ReadonlySet<GraphNode>>();
  readonly #pure = new Map<GraphNode, readonly GraphNode[]>();

  /** `nodes` in evaluation order: each node's own needs are worked out before it. */
  constructor(nodes: readonly GraphNode[]) {
    for (const node of nodes) this.#resources.set(node, this.#collect(node));
  }

  #collect(node: GraphNode): ReadonlySet<GraphNode> {
    const parts = node.deps.map((d) => this.through(d.node));
    // Chains of locals share one set instead of copying it.
    if (parts.length === 1 && parts[0]) return parts[0];
    const all = new Set<GraphNode>();
    for (const part of parts) for (const n of part) all.add(n);
    return all;
  }

  /** A resource stands for itself, anything else for what it needs. */
  through(node: GraphNode): ReadonlySet<GraphNode> {
    return node.item.kind === 'resource' ? new Set([node]) : (this.#resources.get(node) ?? NONE);
  }

  resourcesOf(node: GraphNode): ReadonlySet<GraphNode> {
    return this.#resources.get(node) ?? NONE;
  }

  /** Variables, locals and outputs that a node reads, directly or through one another, in evaluation order. */
  pureOf(node: GraphNode): readonly GraphNode[] {
    const known = this.#pure.get(node);
    if (known) return known;
    const found = new Set<GraphNode>();
    const stack = node.deps.map((d) => d.node);
    for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
      const { kind } = next.item;
      if (kind === 'resource' || found.has(next)) continue;
      found.add(next);
      for (const d of next.deps) stack.push(d.node);
    }
    const pure = [...found].filter((n) => n.item.kind !== 'call').sort((a, b) => a.order - b.order);
    this.#pure.set(node, pure);
    return pure;
  }
}

const NONE: ReadonlySet<GraphNode> = new Set();

/** The one instance that a direct reference names by a literal key; undefined for all of them. */
export function literalKey(dep: Dependency): { readonly key: InstanceKey } | undefined {
  const { node, reference } = dep;
  if (node.item.kind !== 'resource' || reference === undefined) return undefined;
  const key = reference.path[node.item.decl.mode === 'data' ? 2 : 1];
  const { count, forEach } = node.item.decl;
  if (count && typeof key === 'number') return { key };
  if (forEach && typeof key === 'string') return { key };
  return undefined;
}

/** Offsets of references that are indexed by `count.index` or `each.key`: they pair instances one to one. */
export function pairedOffsets(expressions: Iterable<Expression>): ReadonlySet<number> {
  const found = new Set<number>();
  for (const expression of expressions) {
    walkExpression(expression, (e) => {
      if (e.kind !== 'index' || e.collection.kind !== 'traversal' || e.key.kind !== 'traversal') return;
      const [step] = e.key.steps;
      const name = step?.kind === 'attr' ? `${e.key.root}.${step.name}` : '';
      if ((name === 'count.index' || name === 'each.key') && e.key.steps.length === 1) {
        found.add(e.collection.range.start.offset);
      }
    });
  }
  return found;
}
