import { readFileSync } from 'node:fs';
import { BUILTIN_DATA, BUILTIN_RESOURCES } from './builtin.ts';
import { decodeResource, type RawResource } from './decode.ts';
import type { ResourceSchema, Schemas } from './types.ts';

interface RawProvider {
  readonly provider: string;
  readonly version: string;
  readonly date: string;
  readonly r: Readonly<Record<string, RawResource>>;
  readonly d: Readonly<Record<string, RawResource>>;
}

/** The provider that a type belongs to: what stands before its first underscore. */
export const providerOf = (type: string): string => type.split('_')[0] ?? type;

/**
 * Schemas from our own tables and from the text of data/provider-schema.json, which is asked for and
 * parsed at the first question about a type of that provider.
 */
export function createSchemas(readProvider?: () => string): Schemas {
  let provider: RawProvider | undefined;
  const load = (): RawProvider => {
    provider ??= readProvider
      ? (JSON.parse(readProvider()) as RawProvider)
      : { provider: 'none', version: '', date: '', r: {}, d: {} };
    return provider;
  };
  const cache = new Map<string, ResourceSchema | undefined>();
  const find = (mode: 'managed' | 'data', type: string): ResourceSchema | undefined => {
    const key = `${mode} ${type}`;
    if (cache.has(key)) return cache.get(key);
    const own = mode === 'managed' ? BUILTIN_RESOURCES : BUILTIN_DATA;
    let raw = Object.hasOwn(own, type) ? own[type] : undefined;
    if (raw === undefined && type.startsWith('tencentcloud_')) {
      const table = mode === 'managed' ? load().r : load().d;
      raw = Object.hasOwn(table, type) ? table[type] : undefined;
    }
    const schema = raw && decodeResource(mode, type, providerOf(type), raw);
    cache.set(key, schema);
    return schema;
  };
  return {
    resource: (type) => find('managed', type),
    data: (type) => find('data', type),
    resourceTypes: () => [...Object.keys(BUILTIN_RESOURCES), ...Object.keys(load().r)],
    dataTypes: () => [...Object.keys(BUILTIN_DATA), ...Object.keys(load().d)],
    source: () => `${load().provider} ${load().version}, ${load().date}`,
  };
}

/** Schemas with the facts of a data folder (`data/` of the project). The file is read when it is needed. */
export const schemasFrom = (dataDir: string): Schemas =>
  createSchemas(() => readFileSync(`${dataDir}/provider-schema.json`, 'utf8'));
