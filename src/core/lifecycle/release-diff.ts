import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import { text } from '../text.ts';
import { immutableChanges } from './immutable.ts';
import type { ObjectDiff, ReleaseDiff, ReleaseObject } from './types.ts';

const MOST_PATHS = 50;

/** Paths at which two values differ, `spec.replicas`; at most some, so that a message stays readable. */
export function differingPaths(one: Json | undefined, other: Json | undefined, path = ''): readonly string[] {
  if (one === other) return [];
  const here = path === '' ? '.' : path;
  const join = (name: string | number): string => (path === '' ? String(name) : `${path}.${name}`);
  if (Array.isArray(one) && Array.isArray(other)) {
    const found: string[] = [];
    for (let i = 0; i < Math.max(one.length, other.length) && found.length < MOST_PATHS; i++)
      found.push(...differingPaths(one[i], other[i], join(i)));
    return found.slice(0, MOST_PATHS);
  }
  if (isJsonObject(one) && isJsonObject(other)) {
    const found: string[] = [];
    for (const name of new Set([...Object.keys(one), ...Object.keys(other)])) {
      if (found.length >= MOST_PATHS) break;
      found.push(...differingPaths(one[name], other[name], join(name)));
    }
    return found.slice(0, MOST_PATHS);
  }
  return [here];
}

const keyOf = (object: ReleaseObject, namespace: string): string =>
  [
    object.apiVersion.split('/').slice(0, -1).join('/'),
    object.kind,
    object.namespace ?? namespace,
    object.name,
  ].join('\u0000');

const child = (object: JsonObject, ...names: readonly string[]): Json | undefined =>
  names.reduce<Json | undefined>((here, name) => (isJsonObject(here) ? here[name] : undefined), object);

const WORKLOADS = new Set(['Deployment', 'StatefulSet', 'DaemonSet']);

/** What a change of a workload's pods means for who uses it. */
function podNote(object: ReleaseObject, paths: readonly string[]): ObjectDiff['note'] {
  if (!WORKLOADS.has(object.kind) || !paths.some((path) => path.startsWith('spec.template')))
    return undefined;
  if (child(object.object, 'spec', 'strategy', 'type') === 'Recreate')
    return text(
      'Recreate: all pods stop before new ones start; how long depends on the image',
      'Recreate 策略:先停止全部 Pod 再启动新的;时长取决于镜像',
    );
  const replicas = child(object.object, 'spec', 'replicas');
  if (object.kind === 'StatefulSet' && (replicas === undefined || replicas === 1))
    return text(
      'its one pod stops before the new one starts; how long depends on the image',
      '唯一的 Pod 先停止,新的才启动;时长取决于镜像',
    );
  return text('its pods are replaced one after the other', '其 Pod 逐个替换');
}

interface Side {
  readonly namespace: string;
  readonly objects: readonly ReleaseObject[];
}

/** What `helm upgrade` would change. Objects compare by group, kind, namespace and name; hooks are not part of a release. */
export function diffRelease(
  known: Pick<ReleaseDiff, 'address' | 'release' | 'chart'>,
  before: Side,
  after: Side,
): ReleaseDiff {
  const old = new Map(before.objects.map((each) => [keyOf(each, before.namespace), each]));
  const objects: ObjectDiff[] = [];
  let unchanged = 0;
  for (const each of after.objects) {
    const key = keyOf(each, after.namespace);
    const was = old.get(key);
    old.delete(key);
    const shared = {
      object: `${each.kind}/${each.name}`,
      namespace: each.namespace ?? after.namespace,
      source: each.source,
    };
    if (!was) {
      objects.push({ ...shared, change: 'added', paths: [], immutable: [] });
      continue;
    }
    const paths = differingPaths(was.object, each.object);
    if (paths.length === 0) {
      unchanged += 1;
      continue;
    }
    const note = podNote(each, paths);
    objects.push({
      ...shared,
      change: 'changed',
      paths,
      immutable: immutableChanges(each.kind, was.object, each.object, paths),
      ...(note ? { note } : {}),
    });
  }
  for (const each of old.values())
    objects.push({
      object: `${each.kind}/${each.name}`,
      namespace: each.namespace ?? before.namespace,
      source: each.source,
      change: 'removed',
      paths: [],
      immutable: [],
    });
  return { ...known, objects, unchanged };
}
