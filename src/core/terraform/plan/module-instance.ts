import type { ModuleCallDecl, ResourceDecl, TerraformModule } from '../module/index.ts';
import type { ResourceSchema } from '../schema/index.ts';
import { DYNAMIC_VALUE, NULL_VALUE, objectValue, tupleValue, type Value } from '../values/index.ts';
import { type InstanceKey, keySuffix } from './keys.ts';

/** How something with count, for_each or neither is told apart. */
export type Expansion = 'single' | 'count' | 'each';

/** One instance of a resource with the value that expressions see. */
export interface ResourceInstance {
  readonly key: InstanceKey;
  readonly address: string;
  value: Value;
  /** Extra names for its own expressions: `count`, `each`. */
  readonly names: ReadonlyMap<string, Value>;
}

/** A resource of one module instance, expanded. */
export class ResourceState {
  readonly decl: ResourceDecl;
  readonly schema: ResourceSchema | undefined;
  readonly expansion: Expansion;
  readonly instances: Map<InstanceKey, ResourceInstance>;
  #whole: Value | undefined;

  constructor(
    decl: ResourceDecl,
    schema: ResourceSchema | undefined,
    expansion: Expansion,
    instances: Map<InstanceKey, ResourceInstance>,
  ) {
    this.decl = decl;
    this.schema = schema;
    this.expansion = expansion;
    this.instances = instances;
  }

  /** Forgets the collected value after an instance's changed. */
  changed(): void {
    this.#whole = undefined;
  }

  /** The resource as one value: an object, or a tuple or object of them. */
  get whole(): Value {
    this.#whole ??= collect(
      this.expansion,
      [...this.instances.values()].map((i) => [i.key, i.value] as const),
    );
    return this.#whole;
  }
}

/** Values by key as one value. */
export function collect(expansion: Expansion, parts: readonly (readonly [InstanceKey, Value])[]): Value {
  if (expansion === 'single') return parts[0]?.[1] ?? NULL_VALUE;
  if (expansion === 'count') return tupleValue(parts.map(([, v]) => v));
  return objectValue(parts.map(([key, v]) => [String(key), v] as const));
}

/** A child module's instances. */
export interface ChildModules {
  readonly expansion: Expansion;
  readonly instances: ReadonlyMap<InstanceKey, ModuleInstance>;
}

/** One instance of a module with everything that was evaluated in it. */
export class ModuleInstance {
  readonly decl: TerraformModule;
  readonly parent: ModuleInstance | undefined;
  readonly call: ModuleCallDecl | undefined;
  readonly key: InstanceKey;
  /** `''` for the root, else `module.a[0].`. */
  readonly prefix: string;
  /** `count` and `each` of the call that made it. */
  readonly callNames: ReadonlyMap<string, Value>;
  readonly variables = new Map<string, Value>();
  readonly locals = new Map<string, Value>();
  readonly outputs = new Map<string, Value>();
  readonly resources = new Map<string, ResourceState>();
  readonly children = new Map<string, ChildModules>();

  constructor(
    decl: TerraformModule,
    parent?: ModuleInstance,
    call?: ModuleCallDecl,
    key?: InstanceKey,
    callNames: ReadonlyMap<string, Value> = new Map(),
  ) {
    this.decl = decl;
    this.parent = parent;
    this.call = call;
    this.key = key;
    this.callNames = callNames;
    this.prefix = parent && call ? `${parent.prefix}module.${call.name}${keySuffix(key)}.` : '';
  }

  /** A called module as one value: an object of its outputs, or a tuple or object of those. */
  childValue(name: string): Value {
    const child = this.children.get(name);
    if (child === undefined) return DYNAMIC_VALUE;
    const parts = [...child.instances].map(
      ([key, instance]) => [key, objectValue(instance.outputs)] as const,
    );
    return collect(child.expansion, parts);
  }
}
