import { Cluster, type ClusterSpec, nodeOf } from '../../../src/core/cluster/index.ts';
import type { RenderedObject } from '../../../src/core/helm/types.ts';
import type { JsonObject } from '../../../src/core/json.ts';

interface NodeOptions {
  readonly cpu?: number;
  readonly memory?: number;
  readonly arch?: 'x86_64' | 'arm64';
  readonly labels?: Readonly<Record<string, string>>;
  readonly taints?: readonly { key: string; value: string; effect: string }[];
  readonly zone?: string;
  readonly pods?: number;
}

export const node = (name: string, options: NodeOptions = {}) =>
  nodeOf({
    name,
    machine: {
      type: 'S5.LARGE8',
      cpu: options.cpu ?? 4,
      memory: options.memory ?? 8,
      gpu: 0,
      arch: options.arch ?? 'x86_64',
    },
    zone: options.zone ?? 'ap-guangzhou-6',
    zoneId: 100006,
    region: 'ap-guangzhou',
    pods: options.pods ?? 64,
    ...(options.labels ? { labels: options.labels } : {}),
    ...(options.taints ? { taints: options.taints } : {}),
  });

export const cluster = (spec: Partial<ClusterSpec> = {}): Cluster =>
  new Cluster({
    version: 'v1.30.0',
    nodes: [node('node-1'), node('node-2'), node('node-3')],
    scaling: [],
    storageClasses: [
      { name: 'cbs', provisioner: 'com.tencent.cloud.csi.cbs', isDefault: true, waits: false },
    ],
    open: false,
    platformGroups: ['tencent.com'],
    knownGroups: [],
    ...spec,
  });

/** An object as a chart renders it. */
export function rendered(
  kind: string,
  name: string,
  body: JsonObject = {},
  apiVersion = 'v1',
): RenderedObject {
  const metadata = { name, ...(body.metadata as JsonObject | undefined) };
  return {
    source: 'chart/templates/x.yaml',
    apiVersion,
    kind,
    name,
    object: { apiVersion, kind, ...body, metadata },
    text: '',
  };
}

/** A Deployment of one container, with what is given merged into the pod and the container. */
export function deployment(
  name: string,
  pod: JsonObject = {},
  container: JsonObject = {},
  spec: JsonObject = {},
): RenderedObject {
  const labels = { app: name };
  return rendered(
    'Deployment',
    name,
    {
      spec: {
        replicas: 1,
        selector: { matchLabels: labels },
        ...spec,
        template: {
          metadata: { labels },
          spec: { ...pod, containers: [{ name: 'main', image: 'nginx:1', ...container }] },
        },
      },
    },
    'apps/v1',
  );
}

/** Creates everything in a cluster and gives the words of each problem of the last object's pods. */
export function problemsOf(target: Cluster, ...objects: readonly RenderedObject[]): readonly string[] {
  for (const object of objects) {
    const refused = target.create(object, 'default');
    if (refused) return [refused.words.en];
  }
  const last = objects.at(-1);
  const [workload] = last ? target.workloads(last, 'default') : [];
  if (!workload) return [];
  return target.check(workload, target.sources(objects, 'default')).problems.map((each) => each.words.en);
}

/** Places so many pods of a workload; the words of the first that finds no place. */
export function placing(target: Cluster, object: RenderedObject, pods = 1): string | undefined {
  const [workload] = target.workloads(object, 'default');
  for (let i = 0; workload && i < pods; i++) {
    const placement = target.place(workload);
    if ('words' in placement) return placement.words;
  }
  return undefined;
}
