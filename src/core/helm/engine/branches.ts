import type { BranchHook } from '../template/branch-hook.ts';
import type { Namespace } from '../template/namespace.ts';
import {
  type AnyNode,
  type ControlNode,
  type ListNode,
  nodeText,
  type Operand,
  type PipeNode,
  type Statement,
} from '../template/nodes.ts';
import { placeOf, type Tree } from '../template/parser.ts';

/** A branch of a chart's templates, and which ways were gone. */
export interface Branch {
  readonly id: string;
  /** `chart/templates/x.yaml`. */
  readonly file: string;
  readonly line: number;
  readonly type: 'if' | 'with' | 'range';
  readonly condition: string;
  /** True when its condition reads a value that may be another in another install. */
  readonly open: boolean;
  /** Whether an image may stand in its body, and in what runs otherwise. */
  readonly images: { readonly yes: boolean; readonly no: boolean };
  readonly gone: { yes: boolean; no: boolean };
}

type Path = readonly string[];

/** Names of templates that one look into a template follows. */
const MOST_FOLLOWED = 200;
const IMAGE = /image/i;

/** True when one path is a stretch of the other: then one value holds the other. */
const overlaps = (a: Path, b: Path): boolean => {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  for (let i = 0; i + short.length <= long.length; i++)
    if (short.every((part, k) => part === long[i + k])) return true;
  return false;
};

const startsLike = (a: Path, b: Path): boolean => {
  const length = Math.min(a.length, b.length);
  return a.slice(0, length).every((part, i) => part === b[i]);
};

/** Watches the branches of renderings: which of them depend on open values, which ways were gone; forces others. */
export class BranchWatch {
  readonly #open: readonly Path[];
  readonly #forced: ReadonlyMap<string, boolean>;
  readonly branches: Map<string, Branch>;

  /**
   * `open`: paths in the values that may hold something else in another install. `branches`: what earlier renderings saw,
   * which this one goes on with. `forced`: ways to go, by id of branch.
   */
  constructor(
    open: readonly Path[],
    branches: Map<string, Branch> = new Map(),
    forced: ReadonlyMap<string, boolean> = new Map(),
  ) {
    this.#open = open;
    this.#forced = forced;
    this.branches = branches;
  }

  readonly hook: BranchHook = (tree, node, taken, namespace) => {
    const id = `${tree.parseName}:${node.pos}`;
    let branch = this.branches.get(id);
    if (branch === undefined) {
      branch = this.#branch(id, tree, node, namespace);
      this.branches.set(id, branch);
    }
    const goes = node.type === 'if' ? (this.#forced.get(id) ?? taken) : taken;
    branch.gone[goes ? 'yes' : 'no'] = true;
    return goes;
  };

  #branch(id: string, tree: Tree, node: ControlNode, namespace: Namespace): Branch {
    return {
      id,
      file: tree.parseName,
      line: placeOf(tree, node).line,
      type: node.type,
      condition: nodeText(node.pipe),
      open: this.#isOpen(node.pipe, tree, namespace, new Set()),
      images: {
        yes: namesImage(node.list, namespace, new Set()),
        no: node.elseList !== undefined && namesImage(node.elseList, namespace, new Set()),
      },
      gone: { yes: false, no: false },
    };
  }

  /** True when a pipeline reads an open value, directly, through a variable or through a template that it includes. */
  #isOpen(pipe: PipeNode, tree: Tree, namespace: Namespace, seen: Set<string>): boolean {
    return pipe.cmds.some((cmd) =>
      cmd.args.some((arg, index) => {
        const first = cmd.args[0];
        const included =
          index === 1 &&
          first?.type === 'identifier' &&
          (first.ident === 'include' || first.ident === 'template');
        if (included && arg.type === 'string') return this.#isOpenTemplate(arg.text, namespace, seen);
        return this.#isOpenOperand(arg, tree, namespace, seen);
      }),
    );
  }

  #isOpenOperand(arg: Operand, tree: Tree, namespace: Namespace, seen: Set<string>): boolean {
    switch (arg.type) {
      case 'identifier':
        return arg.ident === 'lookup';
      case 'field':
        return this.#matches(arg.ident, tree);
      case 'variable': {
        const [name = '', ...path] = arg.ident;
        if (name === '$') return this.#matches(path, tree);
        if (path.length > 0 && this.#matches(path, tree)) return true;
        const mark = `${tree.name}\u0000${name}`;
        if (seen.has(mark)) return false;
        seen.add(mark);
        return pipesOf(tree.root).some(
          (pipe) =>
            pipe.decl.some((each) => each.ident[0] === name) && this.#isOpen(pipe, tree, namespace, seen),
        );
      }
      case 'chain':
        return this.#matches(arg.field, tree) || this.#isOpenOperand(arg.node, tree, namespace, seen);
      case 'pipe':
        return this.#isOpen(arg, tree, namespace, seen);
      default:
        return false;
    }
  }

  #isOpenTemplate(name: string, namespace: Namespace, seen: Set<string>): boolean {
    if (seen.has(name) || seen.size > MOST_FOLLOWED) return false;
    seen.add(name);
    const tree = namespace.get(name);
    return tree !== undefined && pipesOf(tree.root).some((pipe) => this.#isOpen(pipe, tree, namespace, seen));
  }

  #matches(ident: Path, tree: Tree): boolean {
    if (ident[0] === 'Capabilities') return true;
    if (ident[0] === 'Release' || ident[0] === 'Chart' || ident[0] === 'Files') return false;
    const rooted = ident[0] === 'Values';
    const path = rooted ? ident.slice(1) : ident;
    if (path.length === 0) return false;
    // What a subchart calls .Values.x lies deeper in the values that were given.
    const whole = rooted && !tree.parseName.includes('/charts/');
    return this.#open.some((open) => (whole ? startsLike(path, open) : overlaps(path, open)));
  }
}

/** Every pipeline of a template. */
function pipesOf(list: ListNode): PipeNode[] {
  return list.nodes.flatMap((node: Statement): PipeNode[] => {
    switch (node.type) {
      case 'action':
        return [node.pipe];
      case 'if':
      case 'with':
      case 'range':
        return [node.pipe, ...pipesOf(node.list), ...(node.elseList ? pipesOf(node.elseList) : [])];
      case 'template':
        return node.pipe ? [node.pipe] : [];
      default:
        return [];
    }
  });
}

/** Whether a piece of template speaks of images, itself or in what it includes. */
function namesImage(list: ListNode, namespace: Namespace, seen: Set<string>): boolean {
  const text = nodeText(list as AnyNode);
  if (IMAGE.test(text)) return true;
  for (const match of text.matchAll(/\b(?:include|template)\s+"([^"]{1,200})"/g)) {
    const name = match[1] ?? '';
    if (seen.has(name) || seen.size > MOST_FOLLOWED) continue;
    seen.add(name);
    const tree = namespace.get(name);
    if (tree && namesImage(tree.root, namespace, seen)) return true;
  }
  return false;
}
