import type { Json, JsonObject } from '../../json.ts';
import { GoError } from '../go/func.ts';
import { quote } from '../go/quote.ts';

const ABSOLUTE = /^[a-z][a-z0-9+.-]*:/i;
const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const withoutFragment = (address: string): string => address.replace(/#.*$/s, '');

/** A reference as seen from a place, by RFC 3986 as far as schemas need it. */
export function resolveReference(base: string, reference: string): string {
  const text = reference.replace(/#$/, '');
  if (text === '') return withoutFragment(base);
  if (text.startsWith('#')) return withoutFragment(base) + text;
  if (ABSOLUTE.test(text) || !ABSOLUTE.test(base)) return text;
  try {
    return new URL(text, base).href;
  } catch {
    return text;
  }
}

/** The key that gives a schema its name: the old one wins where both could be meant. */
export function identityOf(schema: JsonObject): string | undefined {
  const name = Object.hasOwn(schema, 'id') ? schema.id : schema.$id;
  return typeof name === 'string' ? name : undefined;
}

const LITERAL = new Set(['const', 'enum']);
const NAMED = new Set(['properties', 'dependencies', 'patternProperties']);

/** The schemas of a document that references can reach: itself and those with names of their own. Nothing is fetched. */
export class Documents {
  readonly #byName = new Map<string, Json>();

  constructor(root: Json) {
    this.#byName.set('', root);
    this.#collect(root, '');
  }

  #collect(node: Json, base: string): void {
    if (Array.isArray(node)) {
      for (const item of node) this.#collect(item, base);
      return;
    }
    if (!isObject(node)) return;
    const own = identityOf(node);
    const here = own === undefined ? base : resolveReference(base, own);
    if (own !== undefined && !this.#byName.has(here)) this.#byName.set(here, node);
    for (const [key, value] of Object.entries(node)) {
      if (LITERAL.has(key)) continue;
      if (NAMED.has(key) && isObject(value)) {
        for (const each of Object.values(value)) this.#collect(each, here);
      } else this.#collect(value, here);
    }
  }

  /** The schema that an absolute reference means. Throws GoError for what is not there. */
  get(reference: string): Json {
    const named = this.#byName.get(reference);
    if (named !== undefined) return named;
    const document = this.#byName.get(withoutFragment(reference));
    if (document !== undefined) return at(document, reference.slice(reference.indexOf('#') + 1));
    if (!ABSOLUTE.test(reference)) throw new GoError(`Reference ${reference} must be canonical`);
    throw new GoError(`unable to validate schema: remote reference ${quote(reference)} is not followed\n`);
  }
}

function unescaped(token: string): string {
  let text = token;
  try {
    text = decodeURIComponent(token);
  } catch {
    // Not percent-encoded.
  }
  return text.replaceAll('~1', '/').replaceAll('~0', '~');
}

/** What a JSON pointer names. */
function at(document: Json, pointer: string): Json {
  let node = document;
  if (pointer === '') return node;
  for (const token of pointer.split('/').slice(1)) {
    const key = unescaped(token);
    if (Array.isArray(node)) {
      const item = /^\d+$/.test(key) ? node[Number(key)] : undefined;
      if (item === undefined) throw new GoError(`Invalid array index '${key}'`);
      node = item;
    } else if (isObject(node)) {
      const value = Object.hasOwn(node, key) ? node[key] : undefined;
      if (value === undefined) throw new GoError(`Object has no key '${key}'`);
      node = value;
    } else throw new GoError(`Invalid token reference '${key}'`);
  }
  return node;
}
