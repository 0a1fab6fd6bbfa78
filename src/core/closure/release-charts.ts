import { posix } from 'node:path';
import { parse } from 'yaml';
import { isJsonObject, type Json, type JsonObject } from '../json.ts';

/** A chart that lies on a server: where the embedded registry may have it. */
export interface RemoteChart {
  /** As the package writes it. */
  readonly written: string;
  /** Repositories in the order in which they are looked for: `host/team/web`. */
  readonly repositories: readonly string[];
  /** Absent: the newest. */
  readonly version?: string;
}

const VERSIONED = /^(.+?)-(v?\d+\.\d+[^/]*?)\.tgz$/;

/** `https://host/chartrepo/team/charts/web-1.2.0.tgz`, `oci://host/team/web:1.2.0`, or a chart's name with its repository. */
export function remoteChart(
  chart: string,
  { repository, version }: { readonly repository?: string; readonly version?: string } = {},
): RemoteChart {
  const written = repository === undefined ? chart : `${repository.replace(/\/$/, '')}/${chart}`;
  const bare = written.replace(/^(oci|https?):\/\//, '').replace(/[?#].*$/, '');
  const folder = posix.dirname(bare);
  const base = posix.basename(bare);
  const [, name = base, ofFile] = VERSIONED.exec(base) ?? [];
  const [, tagged, tag] = /^([^:]+):([^:]+)$/.exec(name) ?? [];
  const wanted = version ?? ofFile ?? tag;
  const host = folder.split('/')[0] ?? '';
  const path = folder.split('/').slice(1).join('/');
  const short = path
    .replace(/^chartrepo\//, '')
    .replace(/\/?charts$/, '')
    .replace(/\/$/, '');
  const leaf = tagged ?? name;
  const joined = (...parts: readonly string[]): string =>
    parts.filter((part) => part !== '' && part !== '.').join('/');
  const repositories = [
    ...(/(^|\/)(chartrepo|charts)(\/|$)/.test(path) ? [] : [joined(host, path, leaf)]),
    joined(host, short, leaf),
    joined(short, leaf),
    joined(host, leaf),
  ];
  return {
    written,
    repositories: [...new Set(repositories)],
    ...(wanted === undefined || wanted === '' ? {} : { version: wanted }),
  };
}

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

/** The chart of a `helm_release` or a `tencentcloud_kubernetes_cluster_release`: a folder of the package, or one on a server. */
export function releaseChart(
  type: string,
  args: JsonObject,
): { readonly folder: string } | { readonly remote: RemoteChart } | undefined {
  const chart = textOf(args.chart);
  if (chart === undefined) return undefined;
  const repository = textOf(type === 'helm_release' ? args.repository : args.chart_repo_url);
  const version = textOf(type === 'helm_release' ? args.version : args.chart_version);
  if (repository === undefined && (/^\.{0,2}\//.test(chart) || !chart.includes(':')) && chart.includes('/'))
    return { folder: chart };
  return {
    remote: remoteChart(chart, {
      ...(repository === undefined ? {} : { repository }),
      ...(version === undefined ? {} : { version }),
    }),
  };
}

/** The values that a release sets; undefined where its YAML cannot be read. */
export function releaseValues(type: string, args: JsonObject): JsonObject | undefined {
  const [block] = Array.isArray(args.values) ? args.values : [args.values];
  const texts =
    type === 'helm_release'
      ? Array.isArray(args.values)
        ? args.values
        : []
      : isJsonObject(block)
        ? [block.raw_original ?? '']
        : [];
  let values: JsonObject = {};
  try {
    for (const each of texts) {
      const read = typeof each === 'string' ? (parse(each, { maxAliasCount: 50 }) as Json) : each;
      if (isJsonObject(read)) values = merged(values, read);
    }
  } catch {
    return undefined;
  }
  if (type !== 'helm_release') return values;
  for (const blocks of [args.set, args.set_sensitive, args.set_list])
    for (const each of Array.isArray(blocks) ? blocks : [])
      if (isJsonObject(each) && typeof each.name === 'string')
        values = merged(values, nested(stepsOf(each.name), typed(each.value ?? null, each.type)));
  return values;
}

/** Helm's reading of a `--set` value. */
function typed(value: Json, type: Json | undefined): Json {
  if (typeof value !== 'string' || type === 'string') return value;
  if (value === 'true' || value === 'false') return value === 'true';
  if (value === 'null') return null;
  return /^(0|-?[1-9]\d{0,14})$/.test(value) ? Number(value) : value.replace(/\\([,.])/g, '$1');
}

/** `a.b\.c[0].d` as steps; numbers are places in lists. */
const stepsOf = (name: string): readonly (string | number)[] =>
  (name.match(/(?:\\.|[^.[\]\\])+|\[\d+\]/g) ?? [])
    .slice(0, 50)
    .map((step) =>
      step.startsWith('[') ? Math.min(Number(step.slice(1, -1)), 100) : step.replace(/\\(.)/g, '$1'),
    );

function nested([first, ...rest]: readonly (string | number)[], value: Json): Json {
  if (first === undefined) return value;
  const inner = nested(rest, value);
  return typeof first === 'number' ? [...Array<Json>(first).fill(null), inner] : { [first]: inner };
}

function merged(a: JsonObject, b: Json): JsonObject {
  if (!isJsonObject(b)) return a;
  const all: Record<string, Json> = { ...a };
  for (const [name, value] of Object.entries(b)) {
    const before = all[name];
    if (isJsonObject(before) && isJsonObject(value)) all[name] = merged(before, value);
    else if (Array.isArray(before) && Array.isArray(value) && value.some((each) => each === null))
      all[name] = Array.from({ length: Math.max(before.length, value.length) }, (_none, i) =>
        isJsonObject(before[i]) && isJsonObject(value[i])
          ? merged(before[i], value[i])
          : (value[i] ?? before[i] ?? null),
      );
    else all[name] = value;
  }
  return all;
}
