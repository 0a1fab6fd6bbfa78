import type { JsonObject } from '../../json.ts';

/** Fields of manifests, indexes and descriptors that clients read. */
const FIELDS = [
  'schemaVersion mediaType artifactType config layers manifests blobs fsLayers history subject annotations',
  'digest size urls data platform',
].flatMap((names) => names.split(' '));

/** As Go's encoding/json compares names: without case, and by Unicode's simple folding (ſ is s, K is k). */
const fold = (name: string): string => name.toLowerCase().toUpperCase();

const KNOWN: ReadonlyMap<string, string> = new Map(FIELDS.map((field) => [fold(field), field]));

/** A name that a client in Go would read as a field, and that is none for us; undefined when there is none. */
export function lookalike(object: JsonObject): string | undefined {
  return Object.keys(object).find((name) => (KNOWN.get(fold(name)) ?? name) !== name);
}

/** The first name that stands twice in one object of a JSON text that was parsed already: who reads which is anyone's guess. */
export function repeatedName(text: string): string | undefined {
  const open: (Set<string> | undefined)[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at];
    if (char === '{') open.push(new Set());
    else if (char === '[') open.push(undefined);
    else if (char === '}' || char === ']') open.pop();
    else if (char === '"') {
      const end = endOfString(text, at);
      const names = open.at(-1);
      if (names !== undefined && text[afterBlanks(text, end + 1)] === ':') {
        const name = JSON.parse(text.slice(at, end + 1)) as string;
        if (names.has(name)) return name;
        names.add(name);
      }
      at = end;
    }
  }
  return undefined;
}

function endOfString(text: string, from: number): number {
  let at = from + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at;
}

function afterBlanks(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) <= 0x20) at += 1;
  return at;
}
