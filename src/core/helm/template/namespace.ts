import { isEmptyTree, type ParseResult, type Tree } from './parser.ts';

/** Named templates that see each other. A clone sees its parent's until it defines its own. */
export class Namespace {
  private readonly own = new Map<string, Tree>();
  private readonly parent: Namespace | undefined;

  constructor(parent?: Namespace) {
    this.parent = parent;
  }

  get(name: string): Tree | undefined {
    for (let at: Namespace | undefined = this; at !== undefined; at = at.parent) {
      const tree = at.own.get(name);
      if (tree !== undefined) return tree;
    }
    return undefined;
  }

  /** Adds what a text defines. A tree of blanks alone replaces nothing. */
  add(parsed: ParseResult): void {
    for (const [name, tree] of parsed.trees) {
      if (isEmptyTree(tree.root) && this.get(name) !== undefined) continue;
      this.own.set(name, tree);
    }
  }

  clone(): Namespace {
    return new Namespace(this);
  }
}
