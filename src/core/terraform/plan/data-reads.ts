import { isJsonObject, type Json, type JsonObject } from '../../json.ts';
import type { Scope } from '../eval/index.ts';
import type { ResourceDecl } from '../module/index.ts';
import type { AttributeSchema, ResourceSchema } from '../schema/index.ts';
import { type HclDiagnostic, hclDiagnostic } from '../syntax/index.ts';
import { markedJson, objectValue, type Type, tryConvert, type Value } from '../values/index.ts';
import type { PlanInput } from './input.ts';
import { elementsRead } from './inspect.ts';
import type { ModuleInstance } from './module-instance.ts';
import { configJson, configOf } from './provider-configs.ts';
import { appliedValue } from './resource-value.ts';
import { dataAssumed } from './undecided.ts';

/** Why a data source is not read before the apply. */
export type Deferred = 'config_unknown' | 'dependency_pending';

export interface ReadResult {
  /** Undefined when the value is not known before the apply. */
  readonly value?: Value;
  readonly deferred?: Deferred;
  /** Nobody can tell what it finds. */
  readonly unanswered?: 'open' | 'assumed';
  readonly diagnostics: readonly HclDiagnostic[];
}

interface Read {
  readonly decl: ResourceDecl;
  readonly schema: ResourceSchema | undefined;
  readonly module: ModuleInstance;
  readonly address: string;
  readonly args: Value;
  /** What something that it depends on explicitly will still have done to it. */
  readonly pending: boolean;
  /** Whether its result is made up where nobody answers. */
  readonly assumed: boolean;
}

/** Reads a data source during the plan, as Terraform does: with known arguments, and nothing pending that it depends on. */
export function readData(
  { decl, schema, module, address, args, pending, assumed }: Read,
  input: PlanInput,
  scopeOf: (module: ModuleInstance) => Scope,
): ReadResult {
  if (!args.isWhollyKnown) return { deferred: 'config_unknown', diagnostics: [] };
  if (pending) return { deferred: 'dependency_pending', diagnostics: [] };
  const given = markedJson(args).value;
  const config = configOf(decl, module);
  const question = {
    type: decl.type,
    args: isJsonObject(given) ? given : {},
    provider: config ? configJson(config.decl, scopeOf(config.module)) : {},
  };
  if (!input.readData) return { diagnostics: [] };
  const found = input.readData(question);
  if (found === undefined) {
    if (!assumed || !input.assumeData) return { unanswered: 'open', diagnostics: [] };
    const elements =
      (module.parent === undefined && elementsRead(module.decl).get(decl.address)) ||
      new Map<string, number>();
    const made = input.assumeData({ ...question, address: decl.address, elements });
    return {
      value: foundValue(args, made, schema),
      unanswered: 'assumed',
      diagnostics: [dataAssumed(decl, address)],
    };
  }
  if (!('error' in found)) return { value: foundValue(args, found.attributes, schema), diagnostics: [] };
  const detail = `${found.error} (with ${address})`;
  return {
    diagnostics: [
      hclDiagnostic('TF_DATA_SOURCE', 'error', 'Data source refused', detail, decl.file, decl.nameRange),
    ],
  };
}

/** What a data source found as other expressions see it; what was not said is empty, as the provider leaves it. */
export function foundValue(args: Value, attributes: JsonObject, schema: ResourceSchema | undefined): Value {
  if (schema === undefined) return appliedValue(args, attributes, undefined);
  const whole: JsonObject = {};
  for (const [name, json] of Object.entries(attributes)) {
    const field = schema.attributes.get(name);
    whole[name] = field ? filled(json, field) : json;
  }
  for (const [name, field] of schema.attributes) {
    if (field.presence === 'computed' && !Object.hasOwn(whole, name)) whole[name] = empty(field.type);
  }
  const value = appliedValue(args, whole, schema);
  return withBlocks(value, schema);
}

/** Lists of blocks get the type of their schema, so that an empty one is a list all the same. */
function withBlocks(value: Value, { attributes }: ResourceSchema): Value {
  const entries = [...value.entries].map(([name, each]) => {
    const field = attributes.get(name);
    const typed = field?.block && field.presence === 'computed' ? tryConvert(each, field.type) : undefined;
    return [name, typed ?? each] as const;
  });
  return objectValue(entries).withMarks(value.marks);
}

const filled = (json: Json, field: AttributeSchema): Json => {
  const { block } = field;
  if (block === undefined || !Array.isArray(json)) return json;
  return json.map((each) => {
    if (!isJsonObject(each)) return each;
    const out: JsonObject = {};
    for (const [name, inner] of block)
      out[name] = Object.hasOwn(each, name) ? filled(each[name] ?? null, inner) : empty(inner.type);
    return out;
  });
};

function empty(type: Type): Json {
  switch (type.kind) {
    case 'string':
      return '';
    case 'number':
      return 0;
    case 'bool':
      return false;
    case 'list':
    case 'set':
    case 'tuple':
      return [];
    case 'map':
      return {};
    default:
      return null;
  }
}
