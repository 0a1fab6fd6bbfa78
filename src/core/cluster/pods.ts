import type { Json, JsonObject } from '../json.ts';
import { at, labelsAt, mapAt, mapsAt, numberAt, textAt } from './json.ts';
import type { KubeObject } from './types.ts';

/** Where each kind keeps its pods. */
const TEMPLATES: Readonly<Record<string, readonly string[]>> = {
  Pod: [],
  Deployment: ['spec', 'template'],
  StatefulSet: ['spec', 'template'],
  DaemonSet: ['spec', 'template'],
  ReplicaSet: ['spec', 'template'],
  ReplicationController: ['spec', 'template'],
  Job: ['spec', 'template'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template'],
};

export interface Container {
  readonly spec: JsonObject;
  readonly name: string;
  readonly init: boolean;
  /** An init container that keeps running (`restartPolicy: Always`). */
  readonly sidecar: boolean;
}

/** An object that runs pods, with the pods that it makes. */
export interface Workload {
  readonly object: KubeObject;
  /** `Deployment/web`. */
  readonly key: string;
  readonly kind: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly spec: JsonObject;
  /** In the order in which they start. */
  readonly containers: readonly Container[];
  /** Of a DaemonSet undefined: as many as there are nodes. */
  readonly replicas: number | undefined;
  /** Claims that a StatefulSet makes for each pod. */
  readonly claims: readonly JsonObject[];
}

function replicasOf(kind: string, object: Json): number | undefined {
  switch (kind) {
    case 'DaemonSet':
      return undefined;
    case 'Pod':
    case 'CronJob':
      return 1;
    case 'Job':
      return Math.min(
        numberAt(object, 'spec', 'parallelism') ?? 1,
        numberAt(object, 'spec', 'completions') ?? 1,
      );
    default:
      return numberAt(object, 'spec', 'replicas') ?? 1;
  }
}

/** The pods of an object; undefined for kinds that run none. */
export function workloadOf(object: KubeObject): Workload | undefined {
  const path = Object.hasOwn(TEMPLATES, object.kind) ? TEMPLATES[object.kind] : undefined;
  if (path === undefined) return undefined;
  const template = mapAt(object.object, ...path);
  const spec = mapAt(template, 'spec');
  const container =
    (init: boolean) =>
    (each: JsonObject): Container => ({
      spec: each,
      name: textAt(each, 'name') ?? '',
      init,
      sidecar: init && at(each, 'restartPolicy') === 'Always',
    });
  return {
    object,
    key: `${object.kind}/${object.name}`,
    kind: object.kind,
    namespace: object.namespace,
    labels: labelsAt(template, 'metadata', 'labels'),
    annotations: labelsAt(template, 'metadata', 'annotations'),
    spec,
    containers: [
      ...mapsAt(spec, 'initContainers').map(container(true)),
      ...mapsAt(spec, 'containers').map(container(false)),
    ],
    replicas: replicasOf(object.kind, object.object),
    claims: object.kind === 'StatefulSet' ? mapsAt(object.object, 'spec', 'volumeClaimTemplates') : [],
  };
}

/** Names of the ports that a workload's containers give, by name. */
export function namedPorts({ containers }: Workload): ReadonlyMap<string, number> {
  const ports = new Map<string, number>();
  for (const { spec, init, sidecar } of containers) {
    if (init && !sidecar) continue;
    for (const port of mapsAt(spec, 'ports')) {
      const name = textAt(port, 'name');
      const number = numberAt(port, 'containerPort');
      if (name !== undefined && number !== undefined && !ports.has(name)) ports.set(name, number);
    }
  }
  return ports;
}
