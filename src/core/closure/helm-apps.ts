import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import { openPart, UNKNOWN } from '../shell/index.ts';
import type { Plan, PlannedResource } from '../terraform/index.ts';
import { type RemoteChart, releaseChart, releaseValues, remoteChart } from './release-charts.ts';

export type Path = readonly string[];

/** A chart that a plan installs, with its values as far as they are known. */
export interface HelmApp {
  readonly resource: PlannedResource;
  /** Written path of the chart; undefined for one that lies on a server. */
  readonly chart: string | undefined;
  readonly remote?: RemoteChart;
  /** The argument that names the chart. */
  readonly argument: string;
  readonly values: JsonObject;
  /** Paths in the values that only the cloud fills in. */
  readonly unknown: readonly Path[];
}

/** Fills what is unknown with a text, and tells where. */
function filled(value: Json | undefined, unknown: Json | undefined, path: Path, found: Path[]): Json {
  if (unknown === true) {
    found.push(path);
    return UNKNOWN;
  }
  if (Array.isArray(value)) {
    const marks = Array.isArray(unknown) ? unknown : [];
    return value.map((each, i) => filled(each, marks[i], [...path, String(i)], found));
  }
  if (isJsonObject(value) || isJsonObject(unknown)) {
    const known = isJsonObject(value) ? value : {};
    const marks = isJsonObject(unknown) ? unknown : {};
    const names = [...new Set([...Object.keys(known), ...Object.keys(marks)])];
    return Object.fromEntries(
      names.map((name) => [name, filled(known[name], marks[name], [...path, name], found)]),
    );
  }
  return value ?? null;
}

/** Paths of the texts that hold what only the cloud knows. */
function openPaths(value: Json, path: Path = []): Path[] {
  if (isJsonObject(value))
    return Object.entries(value).flatMap(([name, each]) => openPaths(each, [...path, name]));
  if (Array.isArray(value)) return value.flatMap((each, i) => openPaths(each, [...path, String(i)]));
  return openPart(String(value)) === 'cloud' ? [path] : [];
}

/** The charts that a plan installs. `applied`: the same plan with stand-ins for what only the cloud knows. */
export function helmApps(plan: Plan, applied?: Plan): readonly HelmApp[] {
  return [
    ...plan.resources
      .filter((each) => each.mode === 'managed' && each.type === 'cloudapp_helm_app')
      .map(cloudApp),
    ...(applied?.resources ?? []).flatMap(release),
  ];
}

function cloudApp(resource: PlannedResource): HelmApp {
  const args = isJsonObject(resource.args.value) ? resource.args.value : {};
  const marks = isJsonObject(resource.args.unknown) ? resource.args.unknown : {};
  const unknown: Path[] = [];
  const values = filled(args.chart_values, marks.chart_values, [], unknown);
  const { chart_src: chart, chart_url: url } = args;
  const folder = typeof chart === 'string' && chart !== '' ? chart : undefined;
  return {
    resource,
    chart: folder,
    argument: folder === undefined ? 'chart_url' : 'chart_src',
    values: isJsonObject(values) ? values : {},
    unknown,
    ...(folder === undefined && typeof url === 'string' && url !== '' ? { remote: remoteChart(url) } : {}),
  };
}

const RELEASES = new Set(['helm_release', 'tencentcloud_kubernetes_cluster_release']);

function release(resource: PlannedResource): readonly HelmApp[] {
  if (resource.mode !== 'managed' || !RELEASES.has(resource.type)) return [];
  const args = isJsonObject(resource.args.value) ? resource.args.value : {};
  const chart = releaseChart(resource.type, args);
  const values = releaseValues(resource.type, args);
  return [
    {
      resource,
      chart: chart && 'folder' in chart ? chart.folder : undefined,
      argument: 'chart',
      values: values ?? {},
      unknown: values ? openPaths(values) : [],
      ...(chart && 'remote' in chart ? { remote: chart.remote } : {}),
    },
  ];
}

/** Paths of the leaves in which two values differ. */
export function differences(a: Json | undefined, b: Json | undefined, path: Path = []): Path[] {
  if (isJsonObject(a) && isJsonObject(b)) {
    const names = new Set([...Object.keys(a), ...Object.keys(b)]);
    return [...names].flatMap((name) => differences(a[name], b[name], [...path, name]));
  }
  return JSON.stringify(a) === JSON.stringify(b) ? [] : [path];
}

/** The values with those at some paths replaced. */
export function withValues(
  values: JsonObject,
  paths: readonly Path[],
  value: (path: Path) => Json,
): JsonObject {
  const copy = structuredClone(values) as Record<string, Json>;
  for (const path of paths) {
    let here: Record<string, Json> | Json[] = copy;
    for (const [i, step] of path.entries()) {
      const key = Array.isArray(here) ? Number(step) : step;
      const holder = here as Record<string | number, Json>;
      if (i === path.length - 1) holder[key] = value(path);
      else {
        const next = holder[key];
        if (typeof next !== 'object' || next === null) break;
        here = next as Record<string, Json>;
      }
    }
  }
  return copy;
}
