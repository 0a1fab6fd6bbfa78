import type { SourceRange } from '../../diagnostics/index.ts';
import type { JsonObject } from '../../json.ts';
import { providerOf } from '../schema/index.ts';
import { type Expression, type HclDiagnostic, hclDiagnostic } from '../syntax/index.ts';
import { compareText, markedJson, nearest, objectValue } from '../values/index.ts';
import { Dependencies, literalKey, pairedOffsets } from './dependencies.ts';
import { Evaluation } from './evaluation.ts';
import type { GraphNode } from './graph.ts';
import { importAssumed, importsOf, invalid } from './imports.ts';
import type { PlanInput } from './input.ts';
import type { InstanceKey } from './keys.ts';
import type { ModuleInstance, ResourceInstance } from './module-instance.ts';
import { checkPassed, checkProvider, configJson, configKey, configOf } from './provider-configs.ts';
import type { Plan, PlannedOutput, PlannedResource } from './types.ts';

/** Runs a whole evaluation and lays its result out as a plan. */
export class Planner {
  readonly evaluation: Evaluation;
  readonly dependencies: Dependencies;
  readonly #input: PlanInput;

  constructor(input: PlanInput, planning = true) {
    this.#input = input;
    this.evaluation = new Evaluation(input, planning);
    this.dependencies = new Dependencies(this.evaluation.graph.nodes);
    for (const node of this.evaluation.graph.nodes) this.evaluation.run(node);
    this.#checkNames();
    this.evaluation.runChecks();
    this.#takeOver();
    this.#checkRemoved();
    if (planning && input.prior)
      this.evaluation.checkProtected(
        new Set([...this.evaluation.actions.keys()].map((a) => this.evaluation.formerAddress(a))),
      );
  }

  /** Objects that `import` blocks take over exist already: they are neither created nor asked about. */
  #takeOver(): void {
    const { evaluation } = this;
    const found: HclDiagnostic[] = [];
    const imports = importsOf(this.#input.module.imports, evaluation.scopeOf(evaluation.root), found);
    for (const { decl, address, id, identity } of imports) {
      const action = evaluation.actions.get(address);
      if (action === undefined) {
        const summary = 'Configuration for import target does not exist';
        const detail = `The configuration for the given import target ${address} does not exist. All target instances must have an associated configuration to be imported.`;
        found.push(invalid(decl, summary, detail));
      } else if (action === 'create') {
        evaluation.actions.set(address, 'no-op');
        evaluation.imported.set(address, id ?? '');
        if (identity) evaluation.importedBy.set(address, identity);
        found.push(importAssumed(decl, address, id));
      }
    }
    evaluation.report(found);
  }

  /** What a `removed` block names must not be declared. */
  #checkRemoved(): void {
    const { evaluation } = this;
    for (const decl of this.#input.module.removed) {
      if (!this.#input.module.resources.has(decl.from) && !this.#isCall(decl.from)) continue;
      const detail = `This statement declares that ${decl.from} was removed, but it is still declared in configuration. Delete its block, or delete this statement.`;
      evaluation.report([
        hclDiagnostic(
          'TF_MOVED_INVALID',
          'error',
          'Removed resource still exists',
          detail,
          decl.file,
          decl.nameRange,
        ),
      ]);
    }
    for (const decl of this.#input.module.moved) {
      if (!this.#input.module.resources.has(decl.from) && !this.#isCall(decl.from)) continue;
      const detail = `This statement declares a move from ${decl.from}, but that is still declared in configuration. Change it so that this address refers to a different resource.`;
      evaluation.report([
        hclDiagnostic(
          'TF_MOVED_INVALID',
          'error',
          'Moved object still exists',
          detail,
          decl.file,
          decl.nameRange,
        ),
      ]);
    }
  }

  #isCall(address: string): boolean {
    const name = /^module\.([^.[]+)$/.exec(address)?.[1];
    return name !== undefined && this.#input.module.modules.has(name);
  }

  /** Whether a `removed` block says that something is only forgotten. */
  #isForgotten(address: string): boolean {
    return this.#input.module.removed.some(
      ({ from, destroy }) =>
        !destroy && (address === from || address.startsWith(`${from}[`) || address.startsWith(`${from}.`)),
    );
  }

  /** Values for variables that are not declared, resource types that nobody knows. */
  #checkNames(): void {
    const { evaluation } = this;
    const { module, variables, dialect, schemas } = this.#input;
    const severity = dialect === 'terraform' ? 'error' : 'warning';
    for (const name of Object.keys(variables)) {
      if (module.variables.has(name)) continue;
      const [file = ''] = module.files.keys();
      evaluation.report([
        hclDiagnostic(
          'TF_VARIABLE_UNDECLARED',
          severity,
          'Value for undeclared variable',
          `There is a value for "${name}", but no variable of that name is declared.`,
          file,
        ),
      ]);
    }
    for (const node of evaluation.graph.nodes) {
      if (node.item.kind === 'call') {
        const [module] = evaluation.modulesOf(node);
        if (module) evaluation.report(checkPassed(node.item.decl, module.decl, severity));
      }
      if (node.item.kind !== 'resource') continue;
      const { decl } = node.item;
      const [module] = evaluation.modulesOf(node);
      if (module) evaluation.report(checkProvider(decl, node.label, module.decl, severity));
      const schema = decl.mode === 'data' ? schemas.data(decl.type) : schemas.resource(decl.type);
      if (schema !== undefined || !['tencentcloud', 'cloudapp'].includes(providerOf(decl.type))) continue;
      const near = nearest(decl.type, schemas.resourceTypes());
      evaluation.report([
        hclDiagnostic(
          'TF_RESOURCE_UNKNOWN',
          severity,
          decl.mode === 'data' ? 'Invalid data source' : 'Invalid resource type',
          `The provider does not know the type "${decl.type}".${near === undefined ? '' : ` Did you mean "${near}"?`}`,
          decl.file,
          decl.block.labelRanges[0] ?? decl.nameRange,
        ),
      ]);
    }
  }

  plan(): Plan {
    const resources: PlannedResource[] = [];
    for (const node of this.evaluation.graph.nodes) {
      if (node.item.kind === 'resource') for (const each of this.#planned(node)) resources.push(each);
    }
    return {
      resources: [...resources, ...this.#deleted(resources)],
      outputs: this.outputs(),
      variables: Object.fromEntries(
        [...this.evaluation.root.variables].map(([name, v]) => [name, markedJson(v)]),
      ),
      providers: this.#providers(),
    };
  }

  outputs(): PlannedOutput[] {
    const { root } = this.evaluation;
    return [...root.decl.outputs.values()]
      .sort((a, b) => compareText(a.name, b.name))
      .map((decl) => ({
        name: decl.name,
        ...(decl.description === undefined ? {} : { description: decl.description }),
        sensitive: decl.sensitive,
        value: markedJson(root.outputs.get(decl.name) ?? objectValue([])),
        file: decl.file,
        range: decl.nameRange,
      }));
  }

  #providers(): Record<string, JsonObject> {
    const scope = this.evaluation.scopeOf(this.evaluation.root);
    return Object.fromEntries(
      this.#input.module.providers.map((decl) => [configKey(decl), configJson(decl, scope)]),
    );
  }

  #planned(node: GraphNode): PlannedResource[] {
    const { item } = node;
    if (item.kind !== 'resource') return [];
    const { decl } = item;
    const argRanges: Record<string, SourceRange> = {};
    for (const [name, attribute] of decl.attributes) argRanges[name] = attribute.expr.range;
    for (const block of decl.blocks)
      argRanges[block.type === 'dynamic' ? (block.labels[0] ?? 'dynamic') : block.type] ??= block.headerRange;
    const finder = new InstanceDependencies(this, node, expressionsOf(decl.block.body));
    return this.evaluation.modulesOf(node).flatMap((module) => {
      const state = module.resources.get(decl.address);
      if (state === undefined) return [];
      return [...state.instances.values()].map((instance): PlannedResource => {
        const args = markedJson(this.evaluation.arguments.get(instance.address)?.args ?? objectValue([]));
        const imported = this.evaluation.imported.get(instance.address);
        const importingBy = this.evaluation.importedBy.get(instance.address);
        const placed = configOf(decl, module);
        const config = placed?.module === this.evaluation.root ? configKey(placed.decl) : undefined;
        return {
          address: instance.address,
          mode: decl.mode,
          type: decl.type,
          name: decl.name,
          ...(instance.key === undefined ? {} : { index: instance.key }),
          provider: providerOf(decl.type),
          ...(config === undefined ? {} : { configuration: config }),
          action: decl.mode === 'data' ? 'read' : (this.evaluation.actions.get(instance.address) ?? 'create'),
          ...(imported === undefined ? {} : { importing: imported }),
          ...(importingBy === undefined ? {} : { importingBy }),
          args,
          dependsOn: finder.of(module, instance),
          file: decl.file,
          range: decl.nameRange,
          argRanges,
        };
      });
    });
  }

  #deleted(kept: readonly PlannedResource[]): PlannedResource[] {
    const { prior = {} } = this.#input;
    const still = new Set(kept.map((r) => this.evaluation.formerAddress(r.address)));
    const start = { line: 1, column: 1, offset: 0 };
    return Object.entries(prior)
      .filter(([address]) => !still.has(address))
      .map(([address, value]) => {
        const [, mode, type = '', name = '', key] =
          /(data\.)?([^.[]+)\.([^.[]+)(?:\[(\d+|"(?:[^"\\]|\\.)*")\])?$/.exec(address) ?? [];
        return {
          address,
          mode: mode ? 'data' : 'managed',
          type,
          name,
          ...(key === undefined ? {} : { index: JSON.parse(key) as string | number }),
          provider: providerOf(type),
          action: this.#isForgotten(address) ? 'forget' : 'delete',
          args: { value, unknown: {}, sensitive: {} },
          dependsOn: [],
          file: '',
          range: { start, end: start },
          argRanges: {},
        };
      });
  }
}

function* expressionsOf(body: {
  readonly attributes: ReadonlyMap<string, { readonly expr: Expression }>;
  readonly blocks: readonly { readonly body: Parameters<typeof expressionsOf>[0] }[];
}): Iterable<Expression> {
  for (const a of body.attributes.values()) yield a.expr;
  for (const b of body.blocks) yield* expressionsOf(b.body);
}

/** The addresses that instances of one resource wait for. Instances that wait for the same share one list. */
class InstanceDependencies {
  readonly #planner: Planner;
  readonly #node: GraphNode;
  readonly #paired: ReadonlySet<number>;
  readonly #shared = new Map<string, readonly string[]>();

  constructor(planner: Planner, node: GraphNode, expressions: Iterable<Expression>) {
    this.#planner = planner;
    this.#node = node;
    this.#paired = pairedOffsets(expressions);
  }

  of(module: ModuleInstance, instance: ResourceInstance): readonly string[] {
    const key = this.#paired.size > 0 ? instance.address : module.prefix;
    let list = this.#shared.get(key);
    if (list === undefined) {
      list = this.#collect(module, instance);
      this.#shared.set(key, list);
    }
    return list;
  }

  #collect(module: ModuleInstance, instance: ResourceInstance): readonly string[] {
    const { dependencies } = this.#planner;
    const found = new Set<string>();
    const whole = new Set<GraphNode>();
    for (const dep of this.#node.deps) {
      if (dep.node.item.kind !== 'resource') {
        for (const n of dependencies.through(dep.node)) whole.add(n);
        continue;
      }
      const paired = dep.reference !== undefined && this.#paired.has(dep.reference.range.start.offset);
      const only = paired ? { key: instance.key } : literalKey(dep);
      const addresses = only && this.#addresses(dep.node, module, only);
      if (addresses && addresses.length > 0) for (const a of addresses) found.add(a);
      else whole.add(dep.node);
    }
    for (const n of whole) for (const a of this.#addresses(n, module, undefined)) found.add(a);
    found.delete(instance.address);
    return [...found];
  }

  #addresses(
    node: GraphNode,
    module: ModuleInstance,
    only: { readonly key: InstanceKey } | undefined,
  ): string[] {
    if (node.item.kind !== 'resource') return [];
    const { address } = node.item.decl;
    const same = node.path.join('.') === this.#node.path.join('.');
    const modules = same ? [module] : this.#planner.evaluation.modulesOf(node);
    return modules.flatMap((m) => {
      const instances = m.resources.get(address)?.instances;
      if (instances === undefined) return [];
      if (only === undefined) return [...instances.values()].map((i) => i.address);
      const one = instances.get(only.key);
      return one ? [one.address] : [];
    });
  }
}
