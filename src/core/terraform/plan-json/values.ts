import type { Json, JsonObject } from '../../json.ts';
import { type Num, type Value, ValueError } from '../values/index.ts';

/**
 * A number for JSON with every digit: where a float would lose some it is kept as its text, which `JSON.stringify`
 * writes as a number (`JSON.rawJSON`, Node 22 and newer).
 */
function numberJson(n: Num): Json {
  if (n.infinite) throw new ValueError('cannot serialize infinity as JSON');
  const text = n.toString();
  const float = n.toNumber();
  if (String(float) === text) return float;
  const { rawJSON } = JSON as unknown as { readonly rawJSON: (text: string) => Json };
  return rawJSON(text);
}

/** Sets a key even when it is `__proto__`. */
export function put(target: JsonObject, key: string, value: Json): void {
  Object.defineProperty(target, key, { value, enumerable: true, writable: true, configurable: true });
}

const isMapping = ({ type }: Value): boolean => type.kind === 'map' || type.kind === 'object';

/** The known parts of a value: unknown entries are left out, unknown elements are null; undefined when nothing is known. */
export function knownJson(v: Value): Json | undefined {
  if (!v.isKnown) return undefined;
  if (v.isNull) return null;
  switch (v.type.kind) {
    case 'string':
      return v.text;
    case 'number':
      return numberJson(v.num);
    case 'bool':
      return v.isTrue;
    case 'dynamic':
      return null;
    default:
  }
  if (!isMapping(v)) return v.elements.map((each) => knownJson(each) ?? null);
  const out: JsonObject = {};
  for (const [key, each] of v.entries) {
    const json = knownJson(each);
    if (json !== undefined) put(out, key, json);
  }
  return out;
}

/** A value's shape with `true` for what `test` holds of; mappings leave out what is false. */
function shape(v: Value, test: (v: Value) => boolean | undefined): Json {
  const own = test(v);
  if (own !== undefined) return own;
  if (!isMapping(v)) return v.elements.map((each) => shape(each, test));
  const out: JsonObject = {};
  for (const [key, each] of v.entries) {
    const json = shape(each, test);
    if (json !== false) put(out, key, json);
  }
  return out;
}

const isLeaf = ({ type }: Value): boolean =>
  type.kind === 'string' || type.kind === 'number' || type.kind === 'bool' || type.kind === 'dynamic';

/** Where a value is unknown. */
export const unknownJson = (v: Value): Json =>
  shape(v, (each) => (!each.isKnown ? true : each.isNull || isLeaf(each) ? false : undefined));

/** Where a value is sensitive. */
export const sensitiveJson = (v: Value): Json =>
  shape(v, (each) => (each.marks?.has('sensitive') ? true : each.isNull || isLeaf(each) ? false : undefined));
