import { DrydockError } from '../../errors/index.ts';
import { isJsonObject, type JsonObject } from '../../json.ts';
import type { HclDiagnostic } from '../syntax/index.ts';
import { markedJson, objectValue, type Value } from '../values/index.ts';
import { foundValue } from './data-reads.ts';
import type { GraphNode } from './graph.ts';
import type { PlanInput } from './input.ts';
import type { ModuleInstance, ResourceInstance, ResourceState } from './module-instance.ts';
import type { Planner } from './planner.ts';
import { appliedValue } from './resource-value.ts';
import { settled } from './settled.ts';
import type { ApplySession, MarkedValue, PlannedOutput } from './types.ts';

interface Place {
  readonly node: GraphNode;
  readonly module: ModuleInstance;
  readonly state: ResourceState;
  readonly instance: ResourceInstance;
}

/** An apply over its own evaluation: values become known as instances are completed. */
export class Session implements ApplySession {
  readonly #planner: Planner;
  readonly #places = new Map<string, Place>();
  readonly #args = new Map<string, Value>();
  /** When each resource last changed, and when each other node was last evaluated. */
  readonly #changed = new Map<GraphNode, number>();
  readonly #evaluated = new Map<GraphNode, number>();
  #version = 0;

  constructor(input: PlanInput) {
    this.#planner = settled(input, false);
    const { evaluation } = this.#planner;
    for (const node of evaluation.graph.nodes) {
      if (node.item.kind !== 'resource') continue;
      for (const module of evaluation.modulesOf(node)) {
        const state = module.resources.get(node.item.decl.address);
        for (const instance of state?.instances.values() ?? []) {
          if (state) this.#places.set(instance.address, { node, module, state, instance });
        }
      }
    }
  }

  #place(address: string): Place {
    const place = this.#places.get(address);
    if (place === undefined) throw new DrydockError('TF_ADDRESS_UNKNOWN', { address });
    return place;
  }

  /** Evaluates again what a node reads, as far as resources below it have changed since. */
  #refresh(node: GraphNode): void {
    const { dependencies, evaluation } = this.#planner;
    for (const pure of dependencies.pureOf(node)) {
      const since = this.#evaluated.get(pure) ?? 0;
      let newest = 0;
      for (const resource of dependencies.resourcesOf(pure)) {
        newest = Math.max(newest, this.#changed.get(resource) ?? 0);
      }
      if (newest <= since) continue;
      evaluation.refresh(pure);
      this.#evaluated.set(pure, this.#version);
    }
  }

  /** Runs something and gives the diagnostics that were not there before. */
  #collect(run: () => void): HclDiagnostic[] {
    const from = this.#planner.evaluation.diagnostics.length;
    run();
    return this.#planner.evaluation.diagnostics.slice(from);
  }

  args(address: string): { readonly args: MarkedValue; readonly diagnostics: readonly HclDiagnostic[] } {
    const { node, module, state, instance } = this.#place(address);
    const { evaluation } = this.#planner;
    let args: Value = objectValue([]);
    const diagnostics = this.#collect(() => {
      this.#refresh(node);
      const found: HclDiagnostic[] = [];
      const names = evaluation.namesOf(state.decl, module, instance);
      args = evaluation.evaluateArguments(state.decl, state.schema, module, names, found).args;
      evaluation.report(found);
    });
    this.#args.set(address, args);
    return { args: markedJson(args), diagnostics };
  }

  complete(address: string, attributes: JsonObject): void {
    const { node, state, instance, module } = this.#place(address);
    if (!isJsonObject(attributes)) throw new DrydockError('TF_ADDRESS_UNKNOWN', { address });
    const args =
      this.#args.get(address) ?? this.#planner.evaluation.arguments.get(address)?.args ?? objectValue([]);
    const isData = state.decl.mode === 'data';
    instance.value = (isData ? foundValue : appliedValue)(args, attributes, state.schema);
    state.changed();
    this.#version += 1;
    this.#changed.set(node, this.#version);
    if (state.decl.lifecycle.postconditions.length > 0) {
      this.#planner.evaluation.checkAfter(state.decl, module, state);
    }
  }

  outputs(): { readonly outputs: readonly PlannedOutput[]; readonly diagnostics: readonly HclDiagnostic[] } {
    const { evaluation } = this.#planner;
    const diagnostics = this.#collect(() => {
      for (const node of evaluation.graph.nodes) {
        if (node.item.kind !== 'output' || node.path.length > 0) continue;
        this.#refresh(node);
        evaluation.refresh(node);
      }
    });
    return { outputs: this.#planner.outputs(), diagnostics };
  }

  /** All that was found so far, the evaluation at the start included. */
  get diagnostics(): readonly HclDiagnostic[] {
    return this.#planner.evaluation.diagnostics;
  }
}
