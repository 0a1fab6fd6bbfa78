import { evaluate, type Scope } from '../eval/index.ts';
import type { Expression, Step } from '../syntax/index.ts';
import { markedJson, type Value } from '../values/index.ts';
import type { InstanceKey } from './keys.ts';
import type { ModuleInstance, ResourceInstance } from './module-instance.ts';
import type { PlannedResource } from './types.ts';

/** What is known of instances that were planned before. */
export interface PlannedBefore {
  action(address: string): PlannedResource['action'] | undefined;
  /** The value that exists; undefined for what is new. */
  before(instance: ResourceInstance): Value | undefined;
}

export type Part = string | { readonly key: InstanceKey };

/** The parts of `a.b[count.index].c`; undefined when a key is not known yet. */
export function partsOf(expr: Expression, scope: Scope, file: string): Part[] | undefined {
  switch (expr.kind) {
    case 'traversal':
      return [expr.root, ...expr.steps.map(partOf)];
    case 'relative': {
      const source = partsOf(expr.source, scope, file);
      return source && [...source, ...expr.steps.map(partOf)];
    }
    case 'index': {
      const source = partsOf(expr.collection, scope, file);
      const { value } = evaluate(expr.key, scope, file);
      return source && value.isKnown && !value.isNull ? [...source, { key: keyOf(value) }] : undefined;
    }
    case 'parens':
      return partsOf(expr.inner, scope, file);
    default:
      return undefined;
  }
}

const keyOf = (value: Value): InstanceKey =>
  value.type.kind === 'number' ? value.num.toNumber() : value.text;
const partOf = (step: Step): Part => (step.kind === 'attr' ? step.name : { key: keyOf(step.key) });

const CHANGES: ReadonlySet<string | undefined> = new Set(['update', 'replace']);

/** Whether a `replace_triggered_by` expression calls for a replacement: what it names is updated or replaced. */
export function isTriggered(
  expr: Expression,
  scope: Scope,
  module: ModuleInstance,
  file: string,
  planned: PlannedBefore,
): boolean {
  const [type, name, ...rest] = partsOf(expr, scope, file) ?? [];
  if (typeof type !== 'string' || typeof name !== 'string') return false;
  const instances = [...(module.resources.get(`${type}.${name}`)?.instances.values() ?? [])];
  const [first, ...others] = rest;
  const isOne = typeof first === 'object';
  const chosen = isOne ? instances.filter(({ key }) => key === first.key) : instances;
  const path = isOne ? others : rest;
  return chosen.some((instance) => {
    if (!CHANGES.has(planned.action(instance.address))) return false;
    const [was, is] = [at(planned.before(instance), path), at(instance.value, path)];
    return path.length === 0 || was === undefined || is === undefined || differs(was, is);
  });
}

function at(value: Value | undefined, path: readonly Part[]): Value | undefined {
  let found = value;
  for (const part of path) {
    const key = typeof part === 'string' ? part : part.key;
    found = typeof key === 'number' ? found?.elements[key] : found?.entries.get(String(key));
  }
  return found;
}

const differs = (was: Value, is: Value): boolean =>
  !is.isWhollyKnown || JSON.stringify(markedJson(was).value) !== JSON.stringify(markedJson(is).value);
