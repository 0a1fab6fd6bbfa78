import type { Json, JsonObject } from '../../json.ts';
import { Num } from './number.ts';
import {
  boolValue,
  NULL_VALUE,
  numberValue,
  objectValue,
  stringValue,
  tupleValue,
  type Value,
} from './value.ts';

/** A JSON document as a value: arrays become tuples, objects objects. */
export function valueFromJson(json: Json): Value {
  if (json === null) return NULL_VALUE;
  if (typeof json === 'boolean') return boolValue(json);
  if (typeof json === 'string') return stringValue(json);
  if (typeof json === 'number') return numberValue(Num.parse(String(json)) ?? Num.float(json) ?? Num.int(0));
  if (Array.isArray(json)) return tupleValue(json.map(valueFromJson));
  return objectValue(Object.entries(json).map(([k, v]) => [k, valueFromJson(v)] as const));
}

/** A number for JSON: whole numbers beyond 2^53 as decimal text, so that nothing is lost. */
export function numberToJson(n: Num): Json {
  if (n.infinite) return n.toString();
  const float = n.toNumber();
  if (n.isInteger) return Number.isSafeInteger(float) ? float : n.toString();
  return float;
}

/** A value as JSON, with the places of unknown and of sensitive parts beside it. */
export interface MarkedJson {
  readonly value: Json;
  readonly unknown: Json;
  readonly sensitive: Json;
}

/** Splits a value into JSON and the two maps of paths. Unknown entries of objects are left out, unknown elements are null. */
export function markedJson(v: Value): MarkedJson {
  const sensitive = v.marks?.has('sensitive') ?? false;
  const plain = plainJson(v);
  return sensitive ? { ...plain, sensitive: true } : plain;
}

function plainJson(v: Value): MarkedJson {
  if (!v.isKnown) return { value: null, unknown: true, sensitive: false };
  if (v.isNull) return { value: null, unknown: false, sensitive: false };
  switch (v.type.kind) {
    case 'string':
      return leaf(v.text);
    case 'bool':
      return leaf(v.isTrue);
    case 'number':
      return leaf(numberToJson(v.num));
    case 'map':
    case 'object':
      return entriesJson(v);
    default: {
      const parts = v.elements.map(markedJson);
      return {
        value: parts.map((p) => p.value),
        unknown: parts.map((p) => p.unknown),
        sensitive: parts.map((p) => p.sensitive),
      };
    }
  }
}

const leaf = (value: Json): MarkedJson => ({ value, unknown: false, sensitive: false });

const isNothing = (json: Json): boolean => json === false;

/** Sets a key even when it is `__proto__`. */
function put(target: JsonObject, key: string, value: Json): void {
  Object.defineProperty(target, key, { value, enumerable: true, writable: true, configurable: true });
}

function entriesJson(v: Value): MarkedJson {
  const value: JsonObject = {};
  const unknown: JsonObject = {};
  const sensitive: JsonObject = {};
  for (const [key, e] of v.entries) {
    const part = markedJson(e);
    if (part.unknown !== true) put(value, key, part.value);
    if (!isNothing(part.unknown)) put(unknown, key, part.unknown);
    if (!isNothing(part.sensitive)) put(sensitive, key, part.sensitive);
  }
  return { value, unknown, sensitive };
}
