import { GoError } from '../go/func.ts';
import { jsonKind } from '../go/json-read.ts';
import { compareStrings, GoMap, type Value } from '../go/value.ts';
import { basePath } from '../sprig/paths.ts';
import { trimSpace } from '../sprig/strings.ts';
import type { RenderedObject } from '../types.ts';
import { readYaml, scalarText } from '../yaml/index.ts';
import { plainMap } from './json.ts';
import { compareKinds } from './kinds.ts';

const EVENTS = new Set([
  'pre-install',
  'post-install',
  'pre-delete',
  'post-delete',
  'pre-upgrade',
  'post-upgrade',
  'pre-rollback',
  'post-rollback',
  'test',
  'test-success',
]);

const HEAD = 'releaseutil.SimpleHead';

/**
 * Text of a rendered template cut into its documents, as Helm cuts: at `---` that begins a line, and white space around
 * documents is lost. A second `---` right after the first belongs to the document.
 */
export function splitManifests(text: string): string[] {
  const whole = trimSpace(text);
  const parts: string[] = [];
  let start = whole.startsWith('---') ? skipBlank(whole, 3) : 0;
  for (;;) {
    const mark = whole.indexOf('\n---', start);
    const part = trimSpace(whole.slice(start, mark < 0 ? undefined : mark));
    if (part !== '') parts.push(part);
    if (mark < 0) return parts;
    start = skipBlank(whole, mark + 4);
  }
}

function skipBlank(text: string, from: number): number {
  let at = from;
  while (at < text.length && '\t\n\f\r '.includes(text[at] ?? '')) at++;
  return at;
}

interface Head {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly annotations: ReadonlyMap<string, string>;
  readonly object: GoMap | undefined;
}

function wrongType(value: Value, path: string, type: string): GoError {
  return new GoError(
    `error unmarshaling JSON: while decoding JSON: json: cannot unmarshal ${jsonKind(value)} into Go ${path} of type ${type}`,
  );
}

function textField(map: GoMap, key: string, path: string): string {
  const value = map.get(key) ?? null;
  const text = scalarText(value);
  if (text === undefined) throw wrongType(value, `struct field ${path}`, 'string');
  return text;
}

/**
 * The cluster gets every document followed by a line break, which block scalars at its end take in; Helm itself reads it
 * without, and that is where its errors come from.
 */
function readDocument(text: string): Value {
  try {
    return readYaml(`${text}\n`);
  } catch (error) {
    if (error instanceof GoError) return readYaml(text);
    throw error;
  }
}

function readHead(text: string): Head {
  const value = readDocument(text);
  if (value === null || value === undefined) {
    return { apiVersion: '', kind: '', name: '', annotations: new Map(), object: undefined };
  }
  if (!(value instanceof GoMap)) throw wrongType(value, 'value', HEAD);
  const annotations = new Map<string, string>();
  let name = '';
  const metadata = value.get('metadata') ?? null;
  if (metadata !== null && !(metadata instanceof GoMap)) {
    throw wrongType(
      metadata,
      'struct field SimpleHead.metadata',
      'struct { Name string "json:\\"name\\""; Annotations map[string]string "json:\\"annotations\\"" }',
    );
  }
  if (metadata instanceof GoMap) {
    name = textField(metadata, 'name', '.metadata.name');
    const given = metadata.get('annotations') ?? null;
    if (given instanceof GoMap) {
      for (const key of given.keys()) annotations.set(key, textField(given, key, '.metadata.annotations'));
    } else if (given !== null) {
      throw wrongType(given, 'struct field .metadata.annotations', 'map[string]string');
    }
  }
  return {
    apiVersion: textField(value, 'apiVersion', 'SimpleHead.apiVersion'),
    kind: textField(value, 'kind', 'SimpleHead.kind'),
    name,
    annotations,
    object: value,
  };
}

const list = (text: string | undefined): string[] =>
  text === undefined ? [] : text.split(',').map((each) => trimSpace(each).toLowerCase());

function hookOf(head: Head): RenderedObject['hook'] | 'unknown' | undefined {
  const events = head.annotations.get('helm.sh/hook');
  if (events === undefined) return undefined;
  const names = list(events);
  if (names.some((name) => !EVENTS.has(name))) return 'unknown';
  const weight = head.annotations.get('helm.sh/hook-weight') ?? '';
  return {
    events: names.map((name) => (name === 'test-success' ? 'test' : name)),
    weight: /^[+-]?\d+$/.test(weight) ? Number(weight) : 0,
    deletePolicies: list(head.annotations.get('helm.sh/hook-delete-policy')),
  };
}

interface Printed {
  readonly kind: string;
  readonly source: string;
  readonly text: string;
}

const printAll = (documents: readonly Printed[]): string =>
  documents.map(({ source, text }) => `---\n# Source: ${source}\n${text}\n`).join('');

/** The objects of rendered templates, sorted for installation. Throws GoError for YAML that does not read. */
export function sortManifests(
  files: ReadonlyMap<string, string>,
  printsHook: (hook: RenderedObject) => boolean = () => true,
): {
  readonly objects: RenderedObject[];
  readonly hooks: RenderedObject[];
  /** What `helm template` prints: also documents that hold comments alone. */
  readonly printed: string;
} {
  const documents: Printed[] = [];
  const objects: RenderedObject[] = [];
  const hooks: RenderedObject[] = [];
  for (const source of [...files.keys()].sort(compareStrings)) {
    const content = files.get(source) ?? '';
    if (basePath(source).startsWith('_') || trimSpace(content) === '') continue;
    for (const text of splitManifests(content)) {
      let head: Head;
      try {
        head = readHead(text);
      } catch (error) {
        if (!(error instanceof GoError)) throw error;
        throw new GoError(`YAML parse error on ${source}: ${error.message}`);
      }
      const hook = hookOf(head);
      if (hook === undefined) documents.push({ kind: head.kind, source, text });
      if (head.object === undefined || hook === 'unknown') continue;
      const namespace = scalarText((head.object.get('metadata') as GoMap | undefined)?.get('namespace'));
      const object: RenderedObject = {
        source,
        apiVersion: head.apiVersion,
        kind: head.kind,
        name: head.name,
        ...(namespace === undefined || namespace === '' ? {} : { namespace }),
        object: plainMap(head.object),
        text,
        ...(hook === undefined ? {} : { hook }),
      };
      (hook === undefined ? objects : hooks).push(object);
    }
  }
  const byKind = (a: { kind: string }, b: { kind: string }): number => compareKinds(a.kind, b.kind);
  documents.sort(byKind);
  objects.sort(byKind);
  hooks.sort(byKind);
  const printed = `${trimSpace(printAll(documents))}\n${printAll(hooks.filter(printsHook))}`;
  return { objects, hooks, printed };
}

/** Hooks in the order in which they run: weight, then kind, then name. */
export const hooksByWeight = (hooks: readonly RenderedObject[]): RenderedObject[] =>
  [...hooks].sort(
    (a, b) =>
      (a.hook?.weight ?? 0) - (b.hook?.weight ?? 0) ||
      compareKinds(a.kind, b.kind) ||
      compareStrings(a.name, b.name),
  );
