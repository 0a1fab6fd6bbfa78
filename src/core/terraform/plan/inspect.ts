import type { Diagnostic } from '../../diagnostics/index.ts';
import { type Resolved, type Scope, STRICT } from '../eval/index.ts';
import { FUNCTIONS } from '../functions/index.ts';
import type { ResourceDecl, TerraformModule } from '../module/index.ts';
import { checkBody, type ResourceSchema } from '../schema/index.ts';
import { referencesOfBody } from '../syntax/index.ts';
import { DYNAMIC_VALUE, type Value } from '../values/index.ts';
import { functionEnv } from './environment.ts';
import { evaluateBody } from './evaluate-body.ts';
import type { Dialect } from './types.ts';

/** A scope in which every name is there and unknown: what evaluates in it is constant. */
class AnyScope implements Scope {
  readonly functions = FUNCTIONS;
  readonly leniency = STRICT;
  readonly env = functionEnv({
    files: new Map(),
    clock: () => new Date(0),
    random: () => 0,
    planning: true,
  });

  lookup(): Value {
    return DYNAMIC_VALUE;
  }

  names(): Iterable<string> {
    return [];
  }

  resolve(expr: { readonly steps: readonly unknown[] }): Resolved {
    return { value: DYNAMIC_VALUE, steps: expr.steps.length };
  }
}

/** Checks a resource as it is written against its schema: names, required arguments, and the values that are constant. */
export function checkResource(
  decl: ResourceDecl,
  schema: ResourceSchema,
  dialect: Dialect,
): readonly Diagnostic[] {
  return checkBody(evaluateBody(decl, new AnyScope(), decl.file, decl.nameRange, []), schema, dialect);
}

/** Most elements that a module is taken to expect of a list. */
const MOST_ELEMENTS = 16;

/** Counts of elements by the name of the list. */
export type ElementCounts = ReadonlyMap<string, number>;

/**
 * How many elements a module's expressions expect in the lists of each of its data sources (`data.type.name`): one more
 * than the highest index that they write. Lists that none indexes are left out.
 */
export function elementsRead(module: TerraformModule): ReadonlyMap<string, ElementCounts> {
  const counts = new Map<string, Map<string, number>>();
  for (const body of module.files.values()) {
    for (const { root, path } of referencesOfBody(body)) {
      if (root !== 'data') continue;
      const address = `data.${path[0]}.${path[1]}`;
      if (!module.data.has(address)) continue;
      const lists = counts.get(address) ?? new Map<string, number>();
      counts.set(address, lists);
      for (const [at, part] of path.entries()) {
        const list = path[at - 1];
        if (at < 3 || typeof list !== 'string' || !/^\d{1,3}$/.test(String(part))) continue;
        const expected = Math.min(Number(part) + 1, MOST_ELEMENTS);
        lists.set(list, Math.max(expected, lists.get(list) ?? 0));
      }
    }
  }
  return counts;
}

/**
 * Attributes that a module's expressions read from each of its resources (`type.name` or `data.type.name`),
 * so that who makes attributes up knows which ones will be asked for.
 */
export function attributesRead(module: TerraformModule): ReadonlyMap<string, ReadonlySet<string>> {
  const read = new Map<string, Set<string>>();
  for (const body of module.files.values()) {
    for (const { root, path } of referencesOfBody(body)) {
      const parts = root === 'data' ? path : [root, ...path];
      const address = `${root === 'data' ? 'data.' : ''}${parts[0]}.${parts[1]}`;
      if (!module.resources.has(address) && !module.data.has(address)) continue;
      const name = parts.slice(2).find((p) => typeof p === 'string');
      if (name === undefined) continue;
      const names = read.get(address);
      if (names) names.add(name);
      else read.set(address, new Set([name]));
    }
  }
  return read;
}
