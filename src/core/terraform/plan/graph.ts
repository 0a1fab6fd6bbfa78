import type { SourceRange } from '../../diagnostics/index.ts';
import type {
  LocalDecl,
  ModuleCallDecl,
  OutputDecl,
  ProviderDecl,
  ResourceDecl,
  TerraformModule,
  VariableDecl,
} from '../module/index.ts';
import { providerOf } from '../schema/index.ts';
import {
  type HclDiagnostic,
  hclDiagnostic,
  type Reference,
  referencesOf,
  referencesOfBody,
} from '../syntax/index.ts';

type Item =
  | { readonly kind: 'variable'; readonly decl: VariableDecl }
  | { readonly kind: 'local'; readonly decl: LocalDecl }
  | { readonly kind: 'output'; readonly decl: OutputDecl }
  | { readonly kind: 'resource'; readonly decl: ResourceDecl }
  | { readonly kind: 'call'; readonly decl: ModuleCallDecl }
  | { readonly kind: 'provider'; readonly decl: ProviderDecl };

/** One declaration of one module (not of its instances), with what must be evaluated before it. */
export interface GraphNode {
  readonly item: Item;
  /** Names of the module calls that lead to the module. */
  readonly path: readonly string[];
  readonly label: string;
  readonly file: string;
  readonly range: SourceRange;
  readonly deps: Dependency[];
  /** Position in evaluation order. */
  order: number;
}

/** What a node needs, and through which reference. */
export interface Dependency {
  readonly node: GraphNode;
  readonly reference: Reference | undefined;
}

export interface Graph {
  /** In an order in which each node comes after what it needs. */
  readonly nodes: readonly GraphNode[];
  readonly diagnostics: readonly HclDiagnostic[];
}

/** All declarations of a module tree in evaluation order; cycles are reported and cut. */
export function buildGraph(root: TerraformModule): Graph {
  const builder = new Builder();
  builder.addModule(root, [], undefined);
  builder.link();
  return sort(builder.nodes);
}

interface ModuleNodes {
  readonly module: TerraformModule;
  readonly path: readonly string[];
  readonly parent: ModuleNodes | undefined;
  readonly call: GraphNode | undefined;
  readonly byKey: Map<string, GraphNode>;
  readonly children: Map<string, ModuleNodes>;
}

class Builder {
  readonly nodes: GraphNode[] = [];
  readonly #modules: ModuleNodes[] = [];

  addModule(
    module: TerraformModule,
    path: readonly string[],
    outer: { parent: ModuleNodes; call: GraphNode } | undefined,
  ): ModuleNodes {
    const scope: ModuleNodes = {
      module,
      path,
      parent: outer?.parent,
      call: outer?.call,
      byKey: new Map(),
      children: new Map(),
    };
    this.#modules.push(scope);
    const prefix = path.map((p) => `module.${p}.`).join('');
    const add = (key: string, item: Item): GraphNode => {
      const { file, nameRange } = item.decl;
      const node: GraphNode = { item, path, label: prefix + key, file, range: nameRange, deps: [], order: 0 };
      this.nodes.push(node);
      scope.byKey.set(key, node);
      return node;
    };
    for (const decl of module.variables.values()) add(`var.${decl.name}`, { kind: 'variable', decl });
    for (const decl of module.locals.values()) add(`local.${decl.name}`, { kind: 'local', decl });
    for (const decl of module.data.values()) add(decl.address, { kind: 'resource', decl });
    for (const decl of module.resources.values()) add(decl.address, { kind: 'resource', decl });
    for (const decl of module.outputs.values()) add(`output.${decl.name}`, { kind: 'output', decl });
    module.providers.forEach((decl, i) => {
      add(`provider.${decl.name}${decl.alias ? `.${decl.alias}` : ''}#${i}`, { kind: 'provider', decl });
    });
    for (const decl of module.modules.values()) {
      const call = add(`module.${decl.name}`, { kind: 'call', decl });
      if (decl.module)
        scope.children.set(
          decl.name,
          this.addModule(decl.module, [...path, decl.name], { parent: scope, call }),
        );
    }
    return scope;
  }

  link(): void {
    for (const scope of this.#modules) {
      for (const node of scope.byKey.values()) this.#linkNode(scope, node);
    }
  }

  #linkNode(scope: ModuleNodes, node: GraphNode): void {
    const { item } = node;
    if (scope.call) node.deps.push({ node: scope.call, reference: undefined });
    const to = (where: ModuleNodes, references: readonly Reference[]): void => {
      for (const reference of references) {
        for (const target of targets(where, reference)) {
          if (target !== node) node.deps.push({ node: target, reference });
          else if (item.kind !== 'resource' && item.kind !== 'variable') node.deps.push({ node, reference });
          else if (item.kind === 'resource' && reference.root !== 'self') node.deps.push({ node, reference });
        }
      }
    };
    switch (item.kind) {
      case 'variable': {
        const argument =
          scope.parent && scope.call?.item.kind === 'call'
            ? scope.call.item.decl.attributes.get(item.decl.name)
            : undefined;
        if (argument && scope.parent) to(scope.parent, referencesOf(argument.expr));
        for (const rule of item.decl.validations) {
          const all = rule.condition ? referencesOf(rule.condition) : [];
          to(
            scope,
            all.filter((r) => r.root !== 'var' || r.path[0] !== item.decl.name),
          );
        }
        break;
      }
      case 'local':
        to(scope, referencesOf(item.decl.expr));
        break;
      case 'output':
        to(scope, [...referencesOfBody(item.decl.block.body), ...item.decl.dependsOn]);
        break;
      case 'resource':
        to(scope, withoutOwn(item.decl, referencesOfBody(item.decl.block.body)));
        if (item.decl.mode === 'data') for (const each of configsFor(scope, item.decl)) to(...each);
        break;
      case 'provider':
        to(scope, referencesOfBody(item.decl.block.body));
        break;
      case 'call': {
        const { count, forEach, enabled, dependsOn } = item.decl;
        to(scope, [
          ...(count ? referencesOf(count.expr) : []),
          ...(forEach ? referencesOf(forEach.expr) : []),
          ...(enabled ? referencesOf(enabled.expr) : []),
          ...dependsOn,
        ]);
        break;
      }
    }
  }
}

/** What the provider configuration of a data source reads, which is asked with it during the plan, and where that is written. */
function configsFor(
  scope: ModuleNodes,
  decl: ResourceDecl,
): [where: ModuleNodes, references: readonly Reference[]][] {
  const name = (decl.provider ?? providerOf(decl.type)).split('.')[0];
  for (let at: ModuleNodes | undefined = scope; at !== undefined; at = at.parent) {
    const where = at;
    const own = at.module.providers.filter((each) => each.name === name);
    if (own.length > 0) return own.map((each) => [where, referencesOfBody(each.block.body)]);
  }
  return [];
}

/** Lifecycle's ignore_changes names the resource's own arguments, and replace_triggered_by does not order creation. */
function withoutOwn(decl: ResourceDecl, references: readonly Reference[]): Reference[] {
  const lifecycle = decl.block.body.blocks.filter((b) => b.type === 'lifecycle');
  const ignored = new Set(
    lifecycle.flatMap((b) => {
      const a = b.body.attributes.get('ignore_changes');
      return a ? referencesOf(a.expr).map((r) => r.range.start.offset) : [];
    }),
  );
  return references.filter((r) => !ignored.has(r.range.start.offset));
}

/** The nodes of a module that a reference reads. */
function targets(scope: ModuleNodes, reference: Reference): GraphNode[] {
  const [first, second] = reference.path;
  const one = (key: string): GraphNode[] => {
    const node = scope.byKey.get(key);
    return node ? [node] : [];
  };
  switch (reference.root) {
    case 'var':
      return one(`var.${first}`);
    case 'local':
      return one(`local.${first}`);
    case 'data':
      return one(`data.${first}.${second}`);
    case 'module':
      return moduleTargets(scope, reference);
    default:
      return one(`${reference.root}.${first}`);
  }
}

function moduleTargets(scope: ModuleNodes, reference: Reference): GraphNode[] {
  const [name, ...rest] = reference.path;
  const child = scope.children.get(String(name));
  if (child === undefined) {
    const call = scope.byKey.get(`module.${name}`);
    return call ? [call] : [];
  }
  const call = child.call?.item.kind === 'call' ? child.call.item.decl : undefined;
  const output = call?.count || call?.forEach ? rest[1] : rest[0];
  const node = output === undefined ? undefined : child.byKey.get(`output.${output}`);
  if (node) return [node];
  return [...child.byKey.values()].filter((n) => n.item.kind === 'output');
}

/** Depth-first order without recursion, so that a chain of ten thousand resources does not end the stack. */
function sort(nodes: readonly GraphNode[]): Graph {
  const state = new Map<GraphNode, 'open' | 'done'>();
  const sorted: GraphNode[] = [];
  const diagnostics: HclDiagnostic[] = [];
  for (const start of nodes) {
    if (state.has(start)) continue;
    const stack: { node: GraphNode; next: number }[] = [{ node: start, next: 0 }];
    state.set(start, 'open');
    for (let frame = stack.at(-1); frame !== undefined; frame = stack.at(-1)) {
      const dep = frame.node.deps[frame.next];
      if (dep === undefined) {
        stack.pop();
        state.set(frame.node, 'done');
        frame.node.order = sorted.length;
        sorted.push(frame.node);
        continue;
      }
      frame.next += 1;
      const seen = state.get(dep.node);
      if (seen === undefined) {
        state.set(dep.node, 'open');
        stack.push({ node: dep.node, next: 0 });
      } else if (seen === 'open') {
        diagnostics.push(
          cycle(
            stack.map((f) => f.node),
            dep,
          ),
        );
        frame.node.deps.splice(frame.next - 1, 1);
        frame.next -= 1;
      }
    }
  }
  return { nodes: sorted, diagnostics };
}

function cycle(stack: readonly GraphNode[], back: Dependency): HclDiagnostic {
  const members = stack.slice(stack.indexOf(back.node));
  const last = members.at(-1) ?? back.node;
  const names = members.slice(0, 20).map((n) => n.label);
  const more = members.length > 20 ? `, … (${members.length} in all)` : '';
  const range = back.reference?.range ?? last.range;
  const [summary, detail] =
    members.length === 1
      ? ['Self-referential block', `The configuration for ${back.node.label} may not refer to itself.`]
      : ['Cycle', `These depend on one another in a circle: ${names.join(', ')}${more}.`];
  return hclDiagnostic('TF_CYCLE', 'error', summary, detail, last.file, range);
}
