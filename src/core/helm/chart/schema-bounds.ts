import { RE2JS } from 're2js';
import { GoError } from '../go/func.ts';

const MAX_NODES = 50_000;
const MAX_DEPTH = 100;

/** Schemas that one validation may look into: references and branches multiply, the text of a schema does not show it. */
const MAX_VISITS = 1_000_000;
/** Keyword that every schema gets, and that counts. */
const COUNTED = 'x-drydock-counted';

/** Counts the schemas that a validation visits; `reset` before each. */
export class VisitCounter {
  #visits = 0;

  reset(): void {
    this.#visits = 0;
  }

  /** The keyword for ajv. */
  keyword() {
    return {
      keyword: COUNTED,
      schema: false,
      validate: (): boolean => {
        if (++this.#visits > MAX_VISITS) {
          throw new GoError(`unable to validate schema: more than ${MAX_VISITS} steps\n`);
        }
        return true;
      },
    } as const;
  }
}

/** Places of a schema whose values are schemas, alone, in a list or by name. */
const INNER = new Set([
  'additionalItems',
  'additionalProperties',
  'allOf',
  'anyOf',
  'contains',
  'definitions',
  '$defs',
  'dependencies',
  'else',
  'if',
  'items',
  'not',
  'oneOf',
  'patternProperties',
  'properties',
  'propertyNames',
  'then',
]);
const NAMED = new Set(['definitions', '$defs', 'dependencies', 'patternProperties', 'properties']);

/** Puts the counting keyword into a schema and the schemas inside it. */
export function counted(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(counted);
  if (typeof schema !== 'object' || schema === null) return schema;
  const out: Record<string, unknown> = { [COUNTED]: true };
  for (const [key, value] of Object.entries(schema)) {
    const inner = !INNER.has(key)
      ? value
      : NAMED.has(key) && typeof value === 'object' && value !== null
        ? Object.fromEntries(Object.entries(value).map(([name, each]) => [name, dependency(each)]))
        : counted(value);
    Object.defineProperty(out, key, { value: inner, enumerable: true, writable: true, configurable: true });
  }
  return out;
}

/** A dependency may be a list of names. */
const dependency = (value: unknown): unknown =>
  Array.isArray(value) && value.every((each) => typeof each === 'string') ? value : counted(value);

/** What ajv uses for `pattern`: RE2, in linear time. */
function linear(pattern: string): { test(text: string): boolean } {
  try {
    const regex = RE2JS.compile(pattern);
    return { test: (text) => regex.matcher(text).find() };
  } catch (error) {
    throw new GoError(
      `unable to validate schema: ${error instanceof Error ? error.message : String(error)}\n`,
    );
  }
}

export const linearRegExp = Object.assign(
  (
    pattern: string,
    _flags: string,
  ): { test(text: string): boolean; exec(text: string): RegExpExecArray | null } => ({
    ...linear(pattern),
    exec: () => null,
  }),
  { code: 'linearRegExp' },
);

/** Draft 4 says `exclusiveMinimum: true` beside the minimum; later drafts give the number. */
function modern(schema: Record<string, unknown>): Record<string, unknown> {
  for (const [flag, bound] of [
    ['exclusiveMinimum', 'minimum'],
    ['exclusiveMaximum', 'maximum'],
  ] as const) {
    if (typeof schema[flag] !== 'boolean') continue;
    if (schema[flag] && typeof schema[bound] === 'number') {
      schema[flag] = schema[bound];
      delete schema[bound];
    } else delete schema[flag];
  }
  return schema;
}

/** A schema without dialect and identity, whose size, depth and references are checked: nothing is fetched. */
export function boundedSchema(schema: unknown): Record<string, unknown> | boolean {
  let nodes = 0;
  const walk = (value: unknown, depth: number): unknown => {
    if (++nodes > MAX_NODES) throw new GoError(`unable to validate schema: more than ${MAX_NODES} nodes\n`);
    if (depth > MAX_DEPTH) throw new GoError(`unable to validate schema: deeper than ${MAX_DEPTH}\n`);
    if (Array.isArray(value)) return value.map((item) => walk(item, depth + 1));
    if (typeof value !== 'object' || value === null) return value;
    const out: Record<string, unknown> = {};
    for (const [key, item] of Object.entries(value)) {
      if (key === '$ref' && typeof item === 'string' && !item.startsWith('#')) {
        throw new GoError(
          `unable to validate schema: remote reference ${JSON.stringify(item)} is not followed\n`,
        );
      }
      if ((key === '$schema' || key === '$id' || key === 'id') && typeof item === 'string') continue;
      Object.defineProperty(out, key, {
        value: walk(item, depth + 1),
        enumerable: true,
        writable: true,
        configurable: true,
      });
    }
    return modern(out);
  };
  const bounded = walk(schema, 0);
  if (typeof bounded === 'boolean') return bounded;
  if (typeof bounded === 'object' && bounded !== null && !Array.isArray(bounded)) {
    return bounded as Record<string, unknown>;
  }
  throw new GoError('unable to validate schema: a schema is an object or a boolean\n');
}
