import { fn, type GoFunc } from '../go/func.ts';
import { GoMap, GoObject, mapOf, sliceOf, type Value } from '../go/value.ts';

export interface ChartFile {
  /** Path below the chart's folder. */
  readonly name: string;
  readonly data: Uint8Array;
}

export interface Dependency {
  name: string;
  version: string;
  repository: string;
  condition: string;
  tags: readonly string[];
  enabled: boolean;
  importValues: readonly Value[];
  alias: string;
}

export interface Maintainer {
  readonly name: string;
  readonly email: string;
  readonly url: string;
}

export interface Metadata {
  name: string;
  home: string;
  sources: readonly string[];
  version: string;
  description: string;
  keywords: readonly string[];
  maintainers: readonly Maintainer[];
  icon: string;
  apiVersion: string;
  condition: string;
  tags: string;
  appVersion: string;
  deprecated: boolean;
  annotations: ReadonlyMap<string, string> | undefined;
  kubeVersion: string;
  /** Undefined where Chart.yaml lists none. */
  dependencies: Dependency[] | undefined;
  type: string;
}

/** A chart as it is loaded. Rendering works on a copy; a loaded chart never changes. */
export interface Chart {
  readonly metadata: Metadata;
  readonly values: GoMap;
  readonly templates: readonly ChartFile[];
  readonly files: readonly ChartFile[];
  readonly schema: string | undefined;
  readonly dependencies: readonly Chart[];
}

/** A struct whose fields are given by name. */
class Struct extends GoObject {
  readonly typeName: string;
  override readonly kind: string;
  private readonly entries: readonly (readonly [name: string, value: Value])[];
  private readonly jsonEntries: readonly (readonly [name: string, value: Value])[];
  private readonly words: string | undefined;

  constructor(
    typeName: string,
    entries: readonly (readonly [string, Value])[],
    json: readonly (readonly [string, Value])[],
    words?: string,
  ) {
    super();
    this.typeName = typeName;
    this.kind = typeName.startsWith('*') ? 'ptr' : 'struct';
    this.entries = entries;
    this.jsonEntries = json;
    this.words = words;
  }
  override field(name: string): { readonly value: Value } | undefined {
    const found = this.entries.find(([key]) => key === name);
    return found === undefined ? undefined : { value: found[1] };
  }
  override fields(): readonly (readonly [string, Value])[] {
    return this.entries;
  }
  override json(): Value {
    return new GoMap(this.jsonEntries);
  }
  override text(): string | undefined {
    return this.words;
  }
  override method(name: string): GoFunc | undefined {
    const { words } = this;
    return words !== undefined && (name === 'String' || name === 'GitVersion')
      ? fn('', () => words)
      : undefined;
  }
}

export const struct = (
  typeName: string,
  entries: readonly (readonly [string, Value])[],
  json: readonly (readonly [string, Value])[] = entries,
  words?: string,
): GoObject => new Struct(typeName, entries, json, words);

/** JSON fields with `omitempty`. */
const filled = (entries: readonly (readonly [string, Value])[]): (readonly [string, Value])[] =>
  entries.filter(([, value]) => {
    if (value === undefined || value === null || value === '' || value === false) return false;
    if (Array.isArray(value)) return value.length > 0;
    return !(value instanceof GoMap && value.size === 0);
  });

const dependencyObject = (d: Dependency): GoObject =>
  struct(
    '*chart.Dependency',
    [
      ['Name', d.name],
      ['Version', d.version],
      ['Repository', d.repository],
      ['Condition', d.condition],
      ['Tags', sliceOf('string', [...d.tags])],
      ['Enabled', d.enabled],
      ['ImportValues', [...d.importValues]],
      ['Alias', d.alias],
    ],
    [
      ['name', d.name],
      ...filled([['version', d.version]]),
      ['repository', d.repository],
      ...filled([
        ['condition', d.condition],
        ['tags', [...d.tags]],
        ['enabled', d.enabled],
        ['import-values', [...d.importValues]],
        ['alias', d.alias],
      ]),
    ],
  );

const maintainerObject = (m: Maintainer): GoObject =>
  struct(
    '*chart.Maintainer',
    [
      ['Name', m.name],
      ['Email', m.email],
      ['URL', m.url],
    ],
    filled([
      ['name', m.name],
      ['email', m.email],
      ['url', m.url],
    ]),
  );

/** `.Chart` of templates. */
export function chartObject(m: Metadata, isRoot: boolean): GoObject {
  const maintainers = sliceOf('*chart.Maintainer', m.maintainers.map(maintainerObject));
  const dependencies = sliceOf('*chart.Dependency', (m.dependencies ?? []).map(dependencyObject));
  const annotations = mapOf('map[string]string', m.annotations ?? []);
  const list = (items: readonly string[]): Value => sliceOf('string', [...items]);
  const rows: readonly (readonly [field: string, json: string, value: Value])[] = [
    ['Name', 'name', m.name],
    ['Home', 'home', m.home],
    ['Sources', 'sources', list(m.sources)],
    ['Version', 'version', m.version],
    ['Description', 'description', m.description],
    ['Keywords', 'keywords', list(m.keywords)],
    ['Maintainers', 'maintainers', maintainers],
    ['Icon', 'icon', m.icon],
    ['APIVersion', 'apiVersion', m.apiVersion],
    ['Condition', 'condition', m.condition],
    ['Tags', 'tags', m.tags],
    ['AppVersion', 'appVersion', m.appVersion],
    ['Deprecated', 'deprecated', m.deprecated],
    ['Annotations', 'annotations', annotations],
    ['KubeVersion', 'kubeVersion', m.kubeVersion],
    ['Dependencies', 'dependencies', dependencies],
    ['Type', 'type', m.type],
  ];
  const inner = struct(
    'chart.Metadata',
    rows.map(([field, , value]) => [field, value] as const),
  );
  return new ChartStruct(
    inner,
    [...filled(rows.map(([, json, value]) => [json, value] as const)), ['IsRoot', isRoot]],
    isRoot,
  );
}

/** The metadata, embedded, with `IsRoot` beside it. */
class ChartStruct extends GoObject {
  readonly typeName = 'struct { chart.Metadata; IsRoot bool }';
  private readonly inner: GoObject;
  private readonly jsonEntries: readonly (readonly [string, Value])[];
  private readonly isRoot: boolean;

  constructor(inner: GoObject, json: readonly (readonly [string, Value])[], isRoot: boolean) {
    super();
    this.inner = inner;
    this.jsonEntries = json;
    this.isRoot = isRoot;
  }
  override field(name: string): { readonly value: Value } | undefined {
    if (name === 'IsRoot') return { value: this.isRoot };
    return name === 'Metadata' ? { value: this.inner } : this.inner.field(name);
  }
  override fields(): readonly (readonly [string, Value])[] {
    return [
      ['Metadata', this.inner],
      ['IsRoot', this.isRoot],
    ];
  }
  override json(): Value {
    return new GoMap(this.jsonEntries);
  }
}
