import { isJsonObject, type Json, type JsonObject } from '../json.ts';

const child = (object: JsonObject, ...names: readonly string[]): Json | undefined =>
  names.reduce<Json | undefined>((here, name) => (isJsonObject(here) ? here[name] : undefined), object);

/** Fields that the API server refuses to change, by kind. Source: Kubernetes' validation of updates (1.20–1.32). */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  Deployment: ['spec.selector'],
  ReplicaSet: ['spec.selector'],
  DaemonSet: ['spec.selector'],
  Job: ['spec.selector', 'spec.template', 'spec.completions', 'spec.completionMode'],
  PersistentVolume: ['spec.persistentvolumesource'],
  StorageClass: ['provisioner', 'parameters', 'reclaimPolicy', 'volumeBindingMode'],
  IngressClass: ['spec.controller'],
  RoleBinding: ['roleRef'],
  ClusterRoleBinding: ['roleRef'],
};

/** A StatefulSet may change these and nothing else of its spec. */
const STATEFUL_SET = [
  'replicas',
  'ordinals',
  'template',
  'updateStrategy',
  'persistentVolumeClaimRetentionPolicy',
  'minReadySeconds',
  'revisionHistoryLimit',
];

/** A claim may change these; the storage request may only grow. */
const CLAIM = ['spec.resources', 'spec.volumeAttributesClassName'];

const inside = (path: string, field: string): boolean => path === field || path.startsWith(`${field}.`);

/** Changed fields of an object that Kubernetes refuses to change. */
export function immutableChanges(
  kind: string,
  before: JsonObject,
  after: JsonObject,
  paths: readonly string[],
): readonly string[] {
  const found = new Set<string>();
  for (const field of FIELDS[kind] ?? []) if (paths.some((path) => inside(path, field))) found.add(field);
  if (kind === 'StatefulSet') {
    for (const path of paths) {
      const [top, name] = path.split('.');
      if (top === 'spec' && name !== undefined && !STATEFUL_SET.includes(name)) found.add(`spec.${name}`);
    }
  }
  if (kind === 'PersistentVolumeClaim') {
    for (const path of paths)
      if (path.startsWith('spec.') && !CLAIM.some((field) => inside(path, field)))
        found.add(path.split('.').slice(0, 2).join('.'));
  }
  if (kind === 'Service') {
    const [was, is] = [child(before, 'spec', 'clusterIP'), child(after, 'spec', 'clusterIP')];
    const external = child(after, 'spec', 'type') === 'ExternalName';
    // Left empty, the address stays; only another address is refused.
    if (
      !external &&
      typeof is === 'string' &&
      is !== '' &&
      was !== is &&
      (is === 'None' || was !== undefined)
    )
      found.add('spec.clusterIP');
    if (!external && was === 'None' && (is === undefined || is === '')) found.add('spec.clusterIP');
  }
  if ((kind === 'ConfigMap' || kind === 'Secret') && before.immutable === true)
    for (const name of ['data', 'binaryData', 'stringData', 'immutable'])
      if (paths.some((path) => inside(path, name))) found.add(name);
  if (kind === 'Secret' && paths.includes('type')) found.add('type');
  return [...found].sort();
}
