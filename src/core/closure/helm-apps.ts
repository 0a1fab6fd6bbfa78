import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import type { Plan, PlannedResource } from '../terraform/index.ts';

/** Stands for what only the cloud knows: an image that holds it cannot be told. */
export const UNKNOWN = 'zz-known-after-apply';

export type Path = readonly string[];

/** A chart that a plan installs, with its values as far as they are known. */
export interface HelmApp {
  readonly resource: PlannedResource;
  /** Written path of the chart; undefined for one that lies on a server. */
  readonly chart: string | undefined;
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

/** The charts that a plan installs. */
export function helmApps(plan: Plan): readonly HelmApp[] {
  return plan.resources
    .filter((each) => each.mode === 'managed' && each.type === 'cloudapp_helm_app')
    .map((resource) => {
      const args = isJsonObject(resource.args.value) ? resource.args.value : {};
      const marks = isJsonObject(resource.args.unknown) ? resource.args.unknown : {};
      const unknown: Path[] = [];
      const values = filled(args.chart_values, marks.chart_values, [], unknown);
      const chart = args.chart_src;
      return {
        resource,
        chart: typeof chart === 'string' && chart !== '' ? chart : undefined,
        values: isJsonObject(values) ? values : {},
        unknown,
      };
    });
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
