import type { Json, JsonObject } from '../../json.ts';
import { ChildScope, evaluate, type Scope } from '../eval/index.ts';
import { FUNCTIONS } from '../functions/index.ts';
import type {
  CheckRule,
  LocalDecl,
  ModuleCallDecl,
  OutputDecl,
  ResourceDecl,
  VariableDecl,
} from '../module/index.ts';
import { checkBody, type GivenBody } from '../schema/index.ts';
import { type HclDiagnostic, hclDiagnostic, type Reference } from '../syntax/index.ts';
import { DYNAMIC_VALUE, markedJson, SENSITIVE, unknownValue, type Value } from '../values/index.ts';
import { actionFor } from './actions.ts';
import { type Checkable, CheckResults, staticModule } from './check-results.ts';
import { type Deferred, readData } from './data-reads.ts';
import { declarationOf } from './declaration-of.ts';
import { constantScope, functionEnv } from './environment.ts';
import { ephemeralOutput, keptEphemerals } from './ephemeral.ts';
import { evaluateBody } from './evaluate-body.ts';
import { type Expanded, expand, MAX_INSTANCES } from './expand.ts';
import { buildGraph, type Graph, type GraphNode } from './graph.ts';
import { withIgnored } from './ignored.ts';
import type { PlanInput } from './input.ts';
import { type InstanceKey, keyIn, keySuffix } from './keys.ts';
import { ModuleInstance, type ResourceInstance, ResourceState } from './module-instance.ts';
import { ModuleScope } from './module-scope.ts';
import { formerAddress, type PlacedMove, placed } from './moves.ts';
import { checkArguments, mayBeReplaced, objectAsValue, protectedFrom } from './refusals.ts';
import { argumentsValue, keptValue, plannedValue, priorValue } from './resource-value.ts';
import { checkRule, type RuleOutcome } from './rules.ts';
import { isTriggered } from './triggers.ts';
import type { PlannedResource } from './types.ts';
import { neededAmong, restsOn } from './undecided.ts';
import { variableValue } from './variables.ts';

/** A resource instance's arguments, evaluated. */
export interface EvaluatedArguments {
  readonly body: GivenBody;
  readonly args: Value;
}

/** Evaluates the declarations of a module tree, one node at a time, in the order of its graph. */
export class Evaluation {
  readonly graph: Graph;
  readonly root: ModuleInstance;
  readonly input: PlanInput;
  readonly diagnostics: HclDiagnostic[] = [];
  readonly arguments = new Map<string, EvaluatedArguments>();
  /** What has to happen to each managed instance, given what exists. */
  readonly actions = new Map<string, PlannedResource['action']>();
  /** Instances that are replaced because of `replace_triggered_by` alone. */
  readonly triggered = new Set<string>();
  /** Ids of the objects that import blocks take over, by address; empty while an id is unknown. */
  readonly imported = new Map<string, string>();
  /** Identities of those that are named by one, by address. */
  readonly importedBy = new Map<string, JsonObject>();
  /** Data sources that were read during the plan, and why others were not. */
  readonly read = new Set<string>();
  readonly deferred = new Map<string, Deferred>();
  /** Labels of data sources that nobody answers and that decide how many instances there are of something. */
  readonly undecided = new Set<string>();
  /** What all conditions came to. */
  readonly checks = new CheckResults();
  readonly #planning: boolean;
  readonly #seen = new Set<string>();
  readonly #scopes = new Map<ModuleInstance, Scope>();
  readonly #constants: Scope;
  readonly #env: ReturnType<typeof functionEnv>;
  #instances = 0;
  /** Data sources that nobody answers. */
  readonly #unanswered = new Set<GraphNode>();
  #node: GraphNode | undefined;

  constructor(input: PlanInput, planning = true) {
    this.input = input;
    this.#planning = planning;
    this.graph = buildGraph(input.module);
    this.root = new ModuleInstance(input.module);
    // Terraform runs in the root module's folder: that is what written paths start from, in every module.
    this.#env = { ...functionEnv({ ...input, planning, bounded: true }), dir: input.module.dir };
    this.#constants = constantScope(input.dialect, this.#env);
    this.report(this.graph.diagnostics);
  }

  /** Adds diagnostics, each one once however many instances have it. */
  report(found: readonly HclDiagnostic[]): void {
    for (const d of found) {
      const key = `${d.code}|${d.severity}|${d.file}|${d.range?.start.offset}|${d.range?.end.offset}|${d.detail}`;
      if (this.#seen.has(key)) continue;
      this.#seen.add(key);
      this.diagnostics.push(d);
    }
  }

  get failed(): boolean {
    return this.diagnostics.some((d) => d.severity === 'error');
  }

  scopeOf(module: ModuleInstance): Scope {
    let scope = this.#scopes.get(module);
    if (scope === undefined) {
      const { dialect, workspace = 'default' } = this.input;
      scope = new ModuleScope(module, { dialect, workspace, functions: FUNCTIONS, env: this.#env });
      this.#scopes.set(module, scope);
    }
    return scope;
  }

  /** The instances of the module that a node belongs to. */
  modulesOf(node: GraphNode): ModuleInstance[] {
    let modules = [this.root];
    for (const name of node.path) {
      modules = modules.flatMap((m) => [...(m.children.get(name)?.instances.values() ?? [])]);
    }
    return modules;
  }

  /** Evaluates a node in all instances of its module. */
  run(node: GraphNode): void {
    this.#node = node;
    for (const module of this.modulesOf(node)) {
      const { item } = node;
      switch (item.kind) {
        case 'variable':
          module.variables.set(item.decl.name, this.#variable(item.decl, module));
          break;
        case 'local':
          module.locals.set(item.decl.name, this.#local(item.decl, module));
          break;
        case 'output':
          module.outputs.set(item.decl.name, this.#output(item.decl, module));
          break;
        case 'resource':
          this.#resource(item.decl, module);
          break;
        case 'call':
          this.#call(item.decl, module);
          break;
        case 'provider':
          break;
      }
    }
  }

  /** Evaluates again what can change while resources come to be; expansion stays as planned. */
  refresh(node: GraphNode): void {
    if (node.item.kind !== 'resource' && node.item.kind !== 'call') this.run(node);
  }

  /** Evaluates rules of something that has one instance per module instance, and keeps what they came to. */
  #judge(
    kind: Checkable['kind'],
    local: string,
    module: ModuleInstance,
    rules: readonly CheckRule[],
    scope: Scope,
    summary: string,
    severity: 'error' | 'warning' = 'error',
  ): void {
    if (rules.length === 0) return;
    const outcomes = rules.map((rule) => checkRule(rule, scope, summary, severity));
    for (const { diagnostics } of outcomes) this.report(diagnostics);
    const { prefix } = module;
    const place = { module: prefix.slice(0, -1), key: undefined, address: prefix + local };
    this.checks.record({ kind, module: staticModule(prefix), local }, place, outcomes);
  }

  #recordResource(
    decl: ResourceDecl,
    module: ModuleInstance,
    key: InstanceKey,
    outcomes: readonly RuleOutcome[],
    phase: string,
  ): void {
    const { prefix } = module;
    const what = { kind: 'resource', module: staticModule(prefix), local: decl.address } as const;
    const address = `${prefix}${decl.address}${keySuffix(key)}`;
    this.checks.record(what, { module: prefix.slice(0, -1), key, address }, outcomes, phase);
  }

  /** All `check` blocks of the module tree; they warn and never stop a plan. */
  runChecks(module: ModuleInstance = this.root): void {
    for (const { name, asserts } of module.decl.checks.values()) {
      const summary = 'Check block assertion failed';
      this.#judge('check', `check.${name}`, module, asserts, this.scopeOf(module), summary, 'warning');
    }
    for (const child of module.children.values())
      for (const each of child.instances.values()) this.runChecks(each);
  }

  #variable(decl: VariableDecl, module: ModuleInstance): Value {
    const result = variableValue(decl, this.#given(decl, module), {
      dialect: this.input.dialect,
      constants: this.#constants,
      ...(this.input.unset ? { unset: this.input.unset } : {}),
    });
    this.report(result.diagnostics);
    if (this.input.dialect === 'cloudapp') this.report(objectAsValue(decl));
    if (decl.validations.length > 0) {
      module.variables.set(decl.name, result.value);
      const scope = this.scopeOf(module);
      this.#judge('var', `var.${decl.name}`, module, decl.validations, scope, 'Invalid value for variable');
    }
    return result.value;
  }

  /** What a variable is when nothing is given, brought to its type; undefined when it has no default. */
  defaultOf(decl: VariableDecl): Value | undefined {
    if (decl.default === undefined) return undefined;
    const { dialect } = this.input;
    return variableValue(decl, undefined, { dialect, constants: this.#constants }).value.unmark();
  }

  #given(decl: VariableDecl, module: ModuleInstance): Json | Value | undefined {
    if (module.parent === undefined || module.call === undefined) {
      const { variables } = this.input;
      return Object.hasOwn(variables, decl.name) ? variables[decl.name] : undefined;
    }
    const argument = module.call.attributes.get(decl.name);
    if (argument === undefined) return undefined;
    const scope = new ChildScope(this.scopeOf(module.parent), module.callNames);
    const { value, diagnostics } = evaluate(argument.expr, scope, module.call.file);
    this.report(diagnostics);
    return value;
  }

  #local(decl: LocalDecl, module: ModuleInstance): Value {
    const { value, diagnostics } = evaluate(decl.expr, this.scopeOf(module), decl.file);
    this.report(diagnostics);
    return value;
  }

  #output(decl: OutputDecl, module: ModuleInstance): Value {
    const scope = this.scopeOf(module);
    const failed = 'Module output value precondition failed';
    this.#judge('output_value', `output.${decl.name}`, module, decl.preconditions, scope, failed);
    if (decl.value === undefined) {
      this.report([
        hclDiagnostic(
          'TF_ARGUMENT_MISSING',
          'error',
          'Missing required argument',
          'The argument "value" is required, but no definition was found.',
          decl.file,
          decl.nameRange,
        ),
      ]);
      return DYNAMIC_VALUE;
    }
    const { value, diagnostics } = evaluate(
      decl.value.expr,
      this.#forOutput(scope),
      decl.value.file ?? decl.file,
    );
    this.report(diagnostics);
    this.report(ephemeralOutput(decl, module.parent === undefined, value));
    if (decl.sensitive) return value.withMarks(SENSITIVE);
    if (module.parent === undefined && value.unmarkDeep().marks.has('sensitive')) {
      const severity = this.input.dialect === 'terraform' ? 'error' : 'warning';
      this.report([
        hclDiagnostic(
          'TF_OUTPUT_SENSITIVE',
          severity,
          'Output refers to sensitive values',
          `The output "${decl.name}" shows a sensitive value. Add "sensitive = true" to it.`,
          decl.file,
          decl.value.expr.range,
        ),
      ]);
    }
    return value;
  }

  /** An optional answer that is not there must not keep a package from being planned: its address is only shown. */
  #forOutput(scope: Scope): Scope {
    if (this.input.dialect !== 'cloudapp') return scope;
    return new ChildScope(scope, new Map(), { ...scope.leniency, nullTexts: true });
  }

  #expanded(decl: ResourceDecl | ModuleCallDecl, module: ModuleInstance): Expanded | undefined {
    const found: HclDiagnostic[] = [];
    const result = expand(decl, this.scopeOf(module), decl.file, found, () => this.#restsOn());
    this.report(found);
    if (result === undefined) return undefined;
    this.#instances += result.keys.length;
    if (this.#instances <= MAX_INSTANCES) return result;
    this.report([
      hclDiagnostic(
        'TF_TOO_MANY_INSTANCES',
        'error',
        'Too many instances',
        `The plan would have more than ${MAX_INSTANCES} instances of resources and modules.`,
        decl.file,
        decl.nameRange,
      ),
    ]);
    return undefined;
  }

  /** Notes what nobody answers and this node needs, and says it. */
  #restsOn(): string {
    const needed = this.#node ? neededAmong(this.#node, this.#unanswered) : [];
    for (const { label } of needed) this.undecided.add(label);
    return restsOn(needed);
  }

  #call(decl: ModuleCallDecl, module: ModuleInstance): void {
    const child = decl.module;
    const expanded = child && this.#expanded(decl, module);
    if (child === undefined || expanded === undefined) return;
    this.report(checkArguments(decl, child.variables));
    const instances = new Map<InstanceKey, ModuleInstance>();
    for (const { key, names } of expanded.keys) {
      instances.set(key, new ModuleInstance(child, module, decl, key, names));
    }
    module.children.set(decl.name, { expansion: expanded.expansion, instances });
  }

  #resource(decl: ResourceDecl, module: ModuleInstance): void {
    const { schemas } = this.input;
    const schema = decl.mode === 'data' ? schemas.data(decl.type) : schemas.resource(decl.type);
    const expanded = this.#expanded(decl, module);
    if (expanded === undefined) return;
    const instances = new Map<InstanceKey, ResourceInstance>();
    const state = new ResourceState(decl, schema, expanded.expansion, instances);
    for (const { key, names } of expanded.keys) {
      const address = `${module.prefix}${decl.address}${keySuffix(key)}`;
      const instance: ResourceInstance = { key, address, names, value: unknownValue(DYNAMIC_VALUE.type) };
      const found: HclDiagnostic[] = [];
      const evaluated = this.evaluateArguments(decl, schema, module, names, found);
      this.report(found);
      if (schema) this.report(checkBody(evaluated.body, schema, this.input.dialect));
      this.report(keptEphemerals(decl, schema, evaluated.args));
      this.arguments.set(address, evaluated);
      instance.value = this.#planned(decl, schema, address, evaluated.args, { module, names });
      instances.set(key, instance);
    }
    module.resources.set(decl.address, state);
    if (decl.lifecycle.postconditions.length > 0) this.checkAfter(decl, module, state);
  }

  /** An instance's value once the plan is carried out: what stays keeps the attributes that only the provider sets. */
  #planned(
    decl: ResourceDecl,
    schema: ResourceState['schema'],
    address: string,
    given: Value,
    { module, names }: { readonly module: ModuleInstance; readonly names: ReadonlyMap<string, Value> },
  ): Value {
    if (decl.mode === 'data')
      return this.#readData(decl, schema, address, given, module) ?? plannedValue(given, schema);
    const existing = this.input.prior?.[this.formerAddress(address)];
    const { ignoreChanges } = decl.lifecycle;
    const ignoresAll = ignoreChanges === 'all';
    const before = existing && priorValue(existing, schema);
    const args = before && !ignoresAll ? withIgnored(given, before, ignoreChanges) : given;
    let action = ignoresAll && existing ? 'no-op' : actionFor(markedJson(args), existing, schema);
    if (existing !== undefined && action !== 'replace' && this.#isTriggered(decl, module, names)) {
      action = 'replace';
      this.triggered.add(address);
    }
    this.actions.set(address, action);
    if (action === 'update' && schema?.replacement === 'unsaid') this.report([mayBeReplaced(decl, address)]);
    if (action === 'replace' && decl.lifecycle.preventDestroy) this.report([protectedFrom(decl, address)]);
    // A replacement is made as the configuration says: nothing of the old one is left to be kept.
    if (before === undefined || action === 'replace') return plannedValue(given, schema);
    const evaluated = this.arguments.get(address);
    if (evaluated && args !== given) this.arguments.set(address, { ...evaluated, args });
    if (!this.#planning) return plannedValue(args, schema);
    return ignoresAll
      ? before
      : keptValue(plannedValue(args, schema), before, args, {
          type: decl.type,
          unchanged: action === 'no-op',
        });
  }

  #readData(
    decl: ResourceDecl,
    schema: ResourceState['schema'],
    address: string,
    args: Value,
    module: ModuleInstance,
  ): Value | undefined {
    const pending = decl.dependsOn.some((reference) => this.#isPending(reference, module));
    const assumed = this.#node !== undefined && this.input.assumed?.has(this.#node.label) === true;
    const what = { decl, schema, module, address, args, pending, assumed };
    const { value, deferred, unanswered, diagnostics } = readData(what, this.input, (each) =>
      this.scopeOf(each),
    );
    this.report(diagnostics);
    if (deferred) this.deferred.set(address, deferred);
    if (unanswered === 'open' && this.#node) this.#unanswered.add(this.#node);
    if (value && !unanswered) this.read.add(address);
    return value;
  }

  /** Whether something that is named in `depends_on` will be changed by the apply. */
  #isPending({ root, path }: Reference, module: ModuleInstance): boolean {
    const prefix = `${module.prefix}${root}.${path[0]}`;
    if (root === 'data') return false;
    return [...this.actions].some(
      ([address, action]) =>
        action !== 'no-op' &&
        address.startsWith(prefix) &&
        (address.length === prefix.length || '.['.includes(address.charAt(prefix.length))),
    );
  }

  /** Instances that exist and are declared no more, although their resource is protected. */
  checkProtected(kept: ReadonlySet<string>): void {
    for (const address of Object.keys(this.input.prior ?? {})) {
      if (kept.has(address)) continue;
      const found = declarationOf(this.root, address);
      if (found?.lifecycle.preventDestroy) this.report([protectedFrom(found, address)]);
    }
  }

  #isTriggered(decl: ResourceDecl, module: ModuleInstance, names: ReadonlyMap<string, Value>): boolean {
    const scope = new ChildScope(this.scopeOf(module), names);
    return decl.lifecycle.replaceTriggeredBy.some((expr) =>
      isTriggered(expr, scope, module, decl.file, {
        action: (address) => this.actions.get(address),
        before: ({ address }) => {
          const existing = this.input.prior?.[this.formerAddress(address)];
          return existing && priorValue(existing, undefined);
        },
      }),
    );
  }

  /** Where a moved instance stood before. */
  formerAddress(address: string): string {
    const { prior = {} } = this.input;
    if (Object.hasOwn(prior, address)) return address;
    const moves = this.#movesFor(this.root);
    return formerAddress(address, moves, (at) => Object.hasOwn(prior, at));
  }

  /** Moves of the root and of all module instances that are there by now. */
  #movesFor(module: ModuleInstance): PlacedMove[] {
    const own = placed(module.decl.moved, module.prefix);
    for (const child of module.children.values())
      for (const each of child.instances.values()) own.push(...this.#movesFor(each));
    return own;
  }

  /** Arguments of one instance as they are known now. */
  evaluateArguments(
    decl: ResourceDecl,
    schema: ResourceState['schema'],
    module: ModuleInstance,
    names: ReadonlyMap<string, Value>,
    diagnostics: HclDiagnostic[],
  ): EvaluatedArguments {
    const scope = names.size > 0 ? new ChildScope(this.scopeOf(module), names) : this.scopeOf(module);
    const { preconditions } = decl.lifecycle;
    if (preconditions.length > 0) {
      const outcomes = preconditions.map((rule) => checkRule(rule, scope, 'Resource precondition failed'));
      for (const outcome of outcomes) diagnostics.push(...outcome.diagnostics);
      this.#recordResource(decl, module, keyIn(names), outcomes, 'pre');
    }
    const body = evaluateBody(decl, scope, decl.file, decl.nameRange, diagnostics);
    return { body, args: argumentsValue(body, schema?.attributes) };
  }

  /** The names of an instance's key (`each.value` may have become known). */
  namesOf(
    decl: ResourceDecl,
    module: ModuleInstance,
    instance: ResourceInstance,
  ): ReadonlyMap<string, Value> {
    if (decl.forEach === undefined) return instance.names;
    const expanded = expand(decl, this.scopeOf(module), decl.file, []);
    return expanded?.keys.find((k) => k.key === instance.key)?.names ?? instance.names;
  }

  /** Postconditions, with `self` as each instance is now. */
  checkAfter(decl: ResourceDecl, module: ModuleInstance, state: ResourceState): void {
    for (const instance of state.instances.values()) {
      const scope = new ChildScope(
        this.scopeOf(module),
        new Map([...instance.names, ['self', instance.value]]),
      );
      const outcomes = decl.lifecycle.postconditions.map((rule) =>
        checkRule(rule, scope, 'Resource postcondition failed'),
      );
      for (const outcome of outcomes) this.report(outcome.diagnostics);
      this.#recordResource(decl, module, instance.key, outcomes, 'post');
    }
  }
}
