/** A stretch of versions as indexes of `versions`; the end is exclusive. */
type Span = readonly [from: number, until: number];
type FieldRow = string | readonly (readonly [type: string, ...Span])[];

/** data/kubernetes/schemas.json, written by scripts/kubernetes-facts.ts. */
interface FactsFile {
  readonly source: string;
  readonly date: string;
  readonly versions: readonly string[];
  readonly kinds: readonly (readonly [
    apiVersion: string,
    kind: string,
    model: string,
    namespaced: number,
    ...Span,
  ])[];
  readonly models: Readonly<Record<string, Readonly<Record<string, FieldRow>>>>;
}

/** A kind as a group and version serves it, and the minor versions of Kubernetes (1.x) that do, both inclusive. */
export interface ServedKind {
  readonly apiVersion: string;
  readonly kind: string;
  readonly model: string;
  readonly namespaced: boolean;
  readonly since: number;
  readonly until: number;
}

export interface FieldFacts {
  /** `string`, `int32`, `V1PodSpec`, `[V1Container]`, `{string}`. */
  readonly type: string;
  readonly required: boolean;
  /** Minor versions that have the field; where two known versions differ, the doubt speaks for the field. */
  readonly spans: readonly { readonly since: number; readonly until: number }[];
}

export interface KubernetesFacts {
  readonly source: string;
  readonly date: string;
  /** Minor versions whose schemas were read, ascending: 19, 20, … */
  readonly minors: readonly number[];
  kinds(apiVersion: string, kind: string): readonly ServedKind[];
  /** Every group and version of a kind. */
  servedAs(kind: string): readonly ServedKind[];
  /** Names of all kinds of any version. */
  allKinds(): Iterable<string>;
  field(model: string, name: string): FieldFacts | undefined;
  /** Names of the model's fields; undefined where the model is unknown. */
  fields(model: string): readonly string[] | undefined;
}

let loaded: Promise<KubernetesFacts> | undefined;

/** The facts that ship with Drydock; read at the first call, once per process. */
export function loadKubernetesFacts(): Promise<KubernetesFacts> {
  loaded ??= import('../../../data/kubernetes/schemas.json', { with: { type: 'json' } }).then(
    ({ default: file }) => kubernetesFacts(file as unknown as FactsFile),
  );
  return loaded;
}

function kubernetesFacts(file: FactsFile): KubernetesFacts {
  const minors = file.versions.map((version) => Number(version.slice(2)));
  const range = (from: number, until: number) => ({
    since: from === 0 ? 0 : (minors[from - 1] ?? 0) + 1,
    until: until >= minors.length ? Number.POSITIVE_INFINITY : (minors[until] ?? 0) - 1,
  });
  const kinds = file.kinds.map(
    ([apiVersion, kind, model, namespaced, from, until]): ServedKind => ({
      apiVersion,
      kind,
      model,
      namespaced: namespaced === 1,
      ...range(from, until),
    }),
  );
  const byKind = Map.groupBy(kinds, ({ kind }) => kind);
  return {
    source: file.source,
    date: file.date,
    minors,
    kinds: (apiVersion, kind) => (byKind.get(kind) ?? []).filter((each) => each.apiVersion === apiVersion),
    allKinds: () => byKind.keys(),
    servedAs: (kind) => byKind.get(kind) ?? [],
    fields: (model) =>
      Object.hasOwn(file.models, model) ? Object.keys(file.models[model] ?? {}) : undefined,
    field(model, name) {
      const fields = file.models[model];
      const row = fields && Object.hasOwn(fields, name) ? fields[name] : undefined;
      if (row === undefined) return undefined;
      const spans =
        typeof row === 'string'
          ? [{ since: 0, until: Number.POSITIVE_INFINITY }]
          : row.map(([, ...span]) => range(...span));
      const type = (typeof row === 'string' ? row : row[0]?.[0]) ?? 'any';
      return { type: type.replace(/!$/, ''), required: type.endsWith('!'), spans };
    },
  };
}
