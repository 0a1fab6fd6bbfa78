import {
  BOOL,
  compareText,
  DYNAMIC,
  listOf,
  mapOf,
  NUMBER,
  objectOf,
  STRING,
  setOf,
  type Type,
} from '../values/index.ts';
import type { AttributeSchema, ResourceSchema } from './types.ts';

/** One field as data/provider-schema.json writes it; its own `legend` explains the codes. */
export type RawField =
  | string
  | {
      readonly k: string;
      readonly b?: RawFields;
      readonly max?: number;
      readonly min?: number;
      readonly def?: string | number | boolean;
      readonly enum?: readonly (string | number)[];
      readonly ic?: number;
      readonly rng?: readonly [number | null, number | null];
      readonly len?: readonly [number | null, number | null];
      readonly conf?: readonly string[];
      readonly one?: readonly string[];
      readonly any?: readonly string[];
      readonly with?: readonly string[];
    };

export interface RawFields {
  readonly [name: string]: RawField;
}

export interface RawResource {
  readonly p?: string;
  readonly u?: number;
  readonly dep?: number;
  readonly src?: number;
  /** Time limits by operation, as they are without a `timeouts` block. */
  readonly t?: Readonly<Record<string, string>>;
  /** It has no `id`, unlike nearly all. */
  readonly bare?: number;
  readonly a: RawFields;
}

const SCALARS: Readonly<Record<string, Type>> = { S: STRING, I: NUMBER, F: NUMBER, B: BOOL };
const PRESENCE = { r: 'required', o: 'optional', a: 'computed' } as const;

function fieldType(letters: string, block: ReadonlyMap<string, AttributeSchema> | undefined): Type {
  const element = block
    ? objectOf([...block.values()].map((f) => [f.name, f.type] as const))
    : letters.length > 1
      ? (SCALARS[letters.charAt(1)] ?? DYNAMIC)
      : undefined;
  switch (letters.charAt(0)) {
    case 'L':
      return listOf(element ?? STRING);
    case 'T':
      return setOf(element ?? STRING);
    case 'M':
      return mapOf(element ?? STRING);
    default:
      return SCALARS[letters.charAt(0)] ?? DYNAMIC;
  }
}

export function decodeField(name: string, raw: RawField): AttributeSchema {
  const field = typeof raw === 'string' ? { k: raw } : raw;
  const match = /^([roa])(c?)([A-Z?]*)(.*)$/.exec(field.k);
  const presence = PRESENCE[(match?.[1] ?? 'o') as 'r' | 'o' | 'a'];
  const flags = match?.[4] ?? '';
  const block = field.b && decodeFields(field.b);
  return {
    name,
    presence,
    computed: presence === 'computed' || match?.[2] === 'c',
    type: fieldType(match?.[3] ?? '', block),
    block,
    forceNew: flags.includes('!'),
    deprecated: flags.includes('~'),
    sensitive: flags.includes('*'),
    writeOnly: flags.includes('^'),
    minItems: field.min,
    maxItems: field.max,
    default: field.def,
    enum: field.enum,
    enumIgnoresCase: field.ic === 1,
    range: field.rng,
    length: field.len,
    conflictsWith: field.conf ?? [],
    exactlyOneOf: field.one ?? [],
    atLeastOneOf: field.any ?? [],
    requiredWith: field.with ?? [],
  };
}

export function decodeFields(raw: RawFields): ReadonlyMap<string, AttributeSchema> {
  const names = Object.keys(raw).sort(compareText);
  return new Map(names.map((name) => [name, decodeField(name, raw[name] ?? 'o?')]));
}

/** The block that every type with time limits of its own takes; only the operations that it has a limit for. */
function timeoutsField(operations: readonly string[]): AttributeSchema {
  const block = new Map(
    [...operations].sort().map((name) => [name, { ...decodeField(name, 'oS'), duration: true as const }]),
  );
  const type = objectOf([...block.keys()].map((name) => [name, STRING] as const));
  return { ...decodeField('timeouts', 'o'), type, block, single: true, maxItems: 1 };
}

function withTimeouts(
  fields: ReadonlyMap<string, AttributeSchema>,
  limits: RawResource['t'],
): ReadonlyMap<string, AttributeSchema> {
  if (limits === undefined || fields.has('timeouts')) return fields;
  const all = [...fields, ['timeouts', timeoutsField(Object.keys(limits))] as const];
  return new Map(all.sort(([a], [b]) => compareText(a, b)));
}

/** A resource or data source with the `id` that every one has. */
export function decodeResource(
  mode: 'managed' | 'data',
  type: string,
  provider: string,
  raw: RawResource,
): ResourceSchema {
  return {
    mode,
    type,
    provider,
    product: raw.p,
    attributes: withTimeouts(
      decodeFields(
        raw.a.id === undefined && raw.bare !== 1 ? { ...raw.a, id: mode === 'data' ? 'ocS' : 'aS' } : raw.a,
      ),
      raw.t,
    ),
    deprecated: raw.dep === 1,
    updatable: raw.u === 1,
    coverage: raw.src === 0 ? 'partial' : 'full',
  };
}
