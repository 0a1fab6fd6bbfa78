import type { Json, JsonObject } from '../../json.ts';
import { toWellFormed } from '../go/bytes.ts';
import { GoBytes, GoInt, GoMap, GoObject, type Value } from '../go/value.ts';

/** A template value as plain JSON. */
export function plain(value: Value): Json {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') return toWellFormed(value);
  if (typeof value !== 'object') return value;
  if (value instanceof GoInt) return Number(value.value);
  if (value instanceof GoMap) return plainMap(value);
  if (Array.isArray(value)) return value.map(plain);
  if (value instanceof GoBytes) return Buffer.from(value.data).toString('base64');
  return value instanceof GoObject ? plain(value.json()) : null;
}

/** A map as a plain object; `__proto__` is a key like any other. */
export function plainMap(map: GoMap): JsonObject {
  const out: JsonObject = {};
  for (const [key, value] of map) {
    Object.defineProperty(out, key, {
      value: plain(value),
      enumerable: true,
      writable: true,
      configurable: true,
    });
  }
  return out;
}

/** Plain JSON as a template value. */
export function fromPlain(value: unknown): Value {
  if (Array.isArray(value)) return value.map(fromPlain);
  if (typeof value === 'object' && value !== null) {
    return new GoMap(Object.entries(value).map(([key, item]) => [key, fromPlain(item)] as const));
  }
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}
