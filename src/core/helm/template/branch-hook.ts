import type { Namespace } from './namespace.ts';
import type { ControlNode } from './nodes.ts';
import type { Tree } from './parser.ts';

/** Told of an `if`, `with` or `range` and whether its body runs; what it answers is what happens (of `range` nothing changes). */
export type BranchHook = (tree: Tree, node: ControlNode, taken: boolean, namespace: Namespace) => boolean;

/** What happens at a branch: what its condition says, unless somebody who watches says otherwise. */
export const decide = (
  { branches }: { readonly branches?: BranchHook | undefined },
  tree: Tree,
  node: ControlNode,
  taken: boolean,
  namespace: Namespace,
): boolean => branches?.(tree, node, taken, namespace) ?? taken;
