import { isJsonObject, type Json, type JsonObject } from '../../json.ts';
import { evaluate, MapScope } from '../eval/index.ts';
import { functionEnv } from '../plan/index.ts';
import type { AttributeSchema } from '../schema/index.ts';
import {
  type Attribute,
  type Block,
  type Expression,
  type Reference,
  referencesOf,
  walkExpression,
} from '../syntax/index.ts';
import { knownJson, put } from './values.ts';

const NOTHING = new MapScope(
  new Map(),
  new Map(),
  functionEnv({ files: new Map(), clock: () => new Date(0), random: () => 0, planning: true }),
);

/** A step of a path as it is written: `.name`, `[0]`, `["key"]`. */
const stepText = (part: string | number, written: 'attr' | 'index'): string =>
  typeof part === 'number' ? `[${part}]` : written === 'attr' ? `.${part}` : `[${JSON.stringify(part)}]`;

/** How many parts of a reference name its subject, and the subject without its instance key where it has one. */
function subjectLength({ root, path, steps }: Reference): { readonly parts: number; readonly bare?: number } {
  const isKey = (at: number): boolean => steps[at]?.kind === 'index';
  switch (root) {
    case 'var':
    case 'local':
    case 'each':
    case 'count':
    case 'path':
    case 'terraform':
    case 'tofu':
      return { parts: 1 };
    case 'self':
      return { parts: 0 };
    case 'module': {
      // A call, one of its instances, or an output of either, which also names what it is an output of.
      const call = isKey(1) ? 2 : 1;
      if (path.length > call) return { parts: call + 1, bare: call };
      return call === 2 ? { parts: 2, bare: 1 } : { parts: 1 };
    }
    default: {
      const names = root === 'data' || root === 'ephemeral' ? 2 : 1;
      return isKey(names) ? { parts: names + 1, bare: names } : { parts: names };
    }
  }
}

/** What an expression reads, each reference followed by what it is a part of, as `terraform show -json` lists them. */
export function referenceTexts(expr: Expression): string[] {
  return referencesOf(expr).flatMap((reference) => {
    const { root, path, steps } = reference;
    const { parts, bare } = subjectLength(reference);
    const text = (length: number): string =>
      root +
      path
        .slice(0, length)
        .map((part, at) => stepText(part, steps[at]?.kind ?? 'attr'))
        .join('');
    const lengths: number[] = [];
    for (let length = path.length; length > parts; length -= 1) lengths.push(length);
    lengths.push(Math.min(parts, path.length));
    if (bare !== undefined && bare < path.length) lengths.push(bare);
    return lengths.map(text);
  });
}

/** The value of an expression that needs nothing to be known. */
function constantOf(expr: Expression): Json | undefined {
  let open = false;
  walkExpression(expr, (each, locals) => {
    if (each.kind === 'call' || (each.kind === 'traversal' && !locals.has(each.root))) open = true;
  });
  if (open) return undefined;
  const { value, diagnostics } = evaluate(expr, NOTHING, '');
  return diagnostics.length > 0 || !value.isWhollyKnown ? undefined : knownJson(value);
}

/** An expression as configuration: `constant_value`, or `references`. */
export function expressionJson(expr: Expression): JsonObject {
  const references = referenceTexts(expr);
  if (references.length > 0) return { references };
  const constant = constantOf(expr);
  return constant === undefined ? {} : { constant_value: constant };
}

/**
 * The expressions of a body: one per argument, lists of them for nested blocks, one object for a block of which there is
 * at most one; `dynamic` blocks are not among them.
 */
export function bodyJson(
  attributes: ReadonlyMap<string, Attribute>,
  blocks: readonly Block[],
  fields?: ReadonlyMap<string, AttributeSchema>,
): JsonObject {
  const out: JsonObject = {};
  for (const [name, { expr }] of attributes) put(out, name, expressionJson(expr));
  for (const block of blocks) {
    if (block.type === 'dynamic') continue;
    const field = fields?.get(block.type);
    const inner = bodyJson(block.body.attributes, block.body.blocks, field?.block);
    const before = Object.hasOwn(out, block.type) ? out[block.type] : undefined;
    if (field?.single) put(out, block.type, inner);
    else if (Array.isArray(before)) before.push(inner);
    else if (!isJsonObject(before)) put(out, block.type, [inner]);
  }
  return out;
}
