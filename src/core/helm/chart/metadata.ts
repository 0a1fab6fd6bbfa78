import { GoError } from '../go/func.ts';
import { jsonKind } from '../go/json-read.ts';
import { quote } from '../go/quote.ts';
import { GoMap, type Value } from '../go/value.ts';
import { parseVersion } from '../sprig/semver.ts';
import { readYamlMap, scalarText } from '../yaml/index.ts';
import type { Dependency, Maintainer, Metadata } from './model.ts';

const mismatch = (value: Value, path: string, type: string): GoError =>
  new GoError(
    `error unmarshaling JSON: while decoding JSON: json: cannot unmarshal ${jsonKind(value)} into Go struct field ${path} of type ${type}`,
  );

/** Reads fields of a YAML map the way encoding/json fills a struct: names fold case, scalars become text. */
class Fields {
  private readonly map: GoMap;
  private readonly path: string;

  constructor(map: GoMap, path: string) {
    this.map = map;
    this.path = path;
  }

  get(name: string): Value {
    if (this.map.has(name)) return this.map.get(name) ?? null;
    const folded = name.toLowerCase();
    for (const [key, value] of this.map) if (key.toLowerCase() === folded) return value ?? null;
    return null;
  }

  string(name: string): string {
    const value = this.get(name);
    const text = scalarText(value);
    if (text === undefined) throw mismatch(value, `${this.path}.${name}`, 'string');
    return text;
  }

  bool(name: string): boolean {
    const value = this.get(name);
    if (value === null || typeof value === 'boolean') return value === true;
    throw mismatch(value, `${this.path}.${name}`, 'bool');
  }

  list(name: string, type: string): readonly Value[] {
    const value = this.get(name);
    if (value === null) return [];
    if (Array.isArray(value)) return value;
    throw mismatch(value, `${this.path}.${name}`, type);
  }

  strings(name: string): readonly string[] {
    return this.list(name, '[]string').map((value) => {
      const text = scalarText(value);
      if (text === undefined) throw mismatch(value, `${this.path}.${name}`, 'string');
      return text;
    });
  }

  texts(name: string): ReadonlyMap<string, string> | undefined {
    const value = this.get(name);
    if (value === null) return undefined;
    if (!(value instanceof GoMap)) throw mismatch(value, `${this.path}.${name}`, 'map[string]string');
    const out = new Map<string, string>();
    for (const [key, item] of value) {
      const text = scalarText(item);
      if (text === undefined) throw mismatch(item, `${this.path}.${name}`, 'string');
      out.set(key, text);
    }
    return out;
  }

  maps(name: string, type: string, empty: string): readonly Fields[] {
    return this.list(name, `[]*chart.${type}`).map((value) => {
      if (value === null || value === undefined) throw new GoError(`validation: ${empty}`);
      if (!(value instanceof GoMap)) throw mismatch(value, `${this.path}.${name}`, `chart.${type}`);
      return new Fields(value, type);
    });
  }
}

/** Chart.yaml (or requirements.yaml) as Helm's struct; fields that the text lacks stay empty. */
export function readMetadata(text: string): Metadata {
  const f = new Fields(readYamlMap(text, 'chart.Metadata'), 'Metadata');
  const dependencies = f.get('dependencies');
  return {
    name: f.string('name'),
    home: f.string('home'),
    sources: f.strings('sources'),
    version: f.string('version'),
    description: f.string('description'),
    keywords: f.strings('keywords'),
    maintainers: f
      .maps('maintainers', 'Maintainer', 'maintainers must not contain empty or null nodes')
      .map(maintainer),
    icon: f.string('icon'),
    apiVersion: f.string('apiVersion'),
    condition: f.string('condition'),
    tags: f.string('tags'),
    appVersion: f.string('appVersion'),
    deprecated: f.bool('deprecated'),
    annotations: f.texts('annotations'),
    kubeVersion: f.string('kubeVersion'),
    dependencies:
      dependencies === null
        ? undefined
        : f
            .maps('dependencies', 'Dependency', 'dependencies must not contain empty or null nodes')
            .map(dependency),
    type: f.string('type'),
  };
}

const maintainer = (f: Fields): Maintainer => ({
  name: sanitize(f.string('name')),
  email: sanitize(f.string('email')),
  url: sanitize(f.string('url')),
});

const dependency = (f: Fields): Dependency => ({
  name: sanitize(f.string('name')),
  version: sanitize(f.string('version')),
  repository: sanitize(f.string('repository')),
  condition: sanitize(f.string('condition')),
  tags: f.strings('tags').map(sanitize),
  enabled: f.bool('enabled'),
  importValues: f.list('import-values', '[]interface {}'),
  alias: f.string('alias'),
});

/** Spaces of any kind become plain ones; what does not print goes. */
const sanitize = (text: string): string =>
  text.replace(/[\s\u0085]/gu, ' ').replace(/[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu, '');

const fail = (message: string): never => {
  throw new GoError(`validation: ${message}`);
};

/** Helm's checks of metadata; also cleans its texts. */
export function validateMetadata(m: Metadata): void {
  for (const key of [
    'name',
    'description',
    'home',
    'icon',
    'condition',
    'tags',
    'appVersion',
    'kubeVersion',
  ] as const) {
    m[key] = sanitize(m[key]);
  }
  m.sources = m.sources.map(sanitize);
  m.keywords = m.keywords.map(sanitize);
  if (m.apiVersion === '') fail('chart.metadata.apiVersion is required');
  if (m.name === '') fail('chart.metadata.name is required');
  if (m.name === '.' || m.name === '..' || m.name.includes('/') || m.name.includes('\\')) {
    fail(`chart.metadata.name ${quote(m.name)} is invalid`);
  }
  if (m.version === '') fail('chart.metadata.version is required');
  try {
    parseVersion(m.version);
  } catch {
    fail(`chart.metadata.version ${quote(m.version)} is invalid`);
  }
  if (!['', 'application', 'library'].includes(m.type)) {
    fail('chart.metadata.type must be application or library');
  }
  const seen = new Set<string>();
  for (const dep of m.dependencies ?? []) {
    if (dep.alias !== '' && !/^[a-zA-Z0-9_-]+$/.test(dep.alias)) {
      fail(`dependency ${quote(dep.name)} has disallowed characters in the alias`);
    }
    const key = dep.alias === '' ? dep.name : dep.alias;
    if (seen.has(key)) fail(`more than one dependency with name or alias ${quote(key)}`);
    seen.add(key);
  }
}
