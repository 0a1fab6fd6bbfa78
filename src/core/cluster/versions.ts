import { minorOf } from '../kubernetes/index.ts';

/**
 * Which versions of an API a Kubernetes release serves. Source: Kubernetes deprecation guide and the release notes, read
 * 2026-11. Minor versions of Kubernetes 1.x: `from` is the first that serves it, `until` the first that does not.
 */
interface Served {
  readonly version: string;
  readonly from?: number;
  readonly until?: number;
}

const core: readonly Served[] = [{ version: 'v1' }];
const apps: readonly Served[] = [
  { version: 'apps/v1' },
  { version: 'apps/v1beta2', until: 16 },
  { version: 'apps/v1beta1', until: 16 },
  { version: 'extensions/v1beta1', until: 16 },
];
const rbac: readonly Served[] = [
  { version: 'rbac.authorization.k8s.io/v1' },
  { version: 'rbac.authorization.k8s.io/v1beta1', until: 22 },
  { version: 'rbac.authorization.k8s.io/v1alpha1', until: 22 },
];
const storage: readonly Served[] = [
  { version: 'storage.k8s.io/v1' },
  { version: 'storage.k8s.io/v1beta1', until: 22 },
];
const webhooks: readonly Served[] = [
  { version: 'admissionregistration.k8s.io/v1', from: 16 },
  { version: 'admissionregistration.k8s.io/v1beta1', until: 22 },
];

const KINDS: Readonly<Record<string, readonly Served[]>> = {
  ...Object.fromEntries(
    [
      'Pod',
      'PodTemplate',
      'ReplicationController',
      'Service',
      'Endpoints',
      'ConfigMap',
      'Secret',
      'ServiceAccount',
      'PersistentVolume',
      'PersistentVolumeClaim',
      'Namespace',
      'Node',
      'LimitRange',
      'ResourceQuota',
      'Event',
    ].map((kind) => [kind, core]),
  ),
  ...Object.fromEntries(
    ['Deployment', 'ReplicaSet', 'DaemonSet', 'StatefulSet', 'ControllerRevision'].map((kind) => [
      kind,
      apps,
    ]),
  ),
  ...Object.fromEntries(
    ['Role', 'RoleBinding', 'ClusterRole', 'ClusterRoleBinding'].map((kind) => [kind, rbac]),
  ),
  ...Object.fromEntries(
    ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'].map((kind) => [kind, webhooks]),
  ),
  Job: [{ version: 'batch/v1' }],
  CronJob: [
    { version: 'batch/v1', from: 21 },
    { version: 'batch/v1beta1', until: 25 },
    { version: 'batch/v2alpha1', until: 21 },
  ],
  Ingress: [
    { version: 'networking.k8s.io/v1', from: 19 },
    { version: 'networking.k8s.io/v1beta1', from: 14, until: 22 },
    { version: 'extensions/v1beta1', until: 22 },
  ],
  IngressClass: [
    { version: 'networking.k8s.io/v1', from: 19 },
    { version: 'networking.k8s.io/v1beta1', from: 18, until: 22 },
  ],
  NetworkPolicy: [{ version: 'networking.k8s.io/v1' }, { version: 'extensions/v1beta1', until: 16 }],
  HorizontalPodAutoscaler: [
    { version: 'autoscaling/v2', from: 23 },
    { version: 'autoscaling/v1' },
    { version: 'autoscaling/v2beta2', from: 12, until: 26 },
    { version: 'autoscaling/v2beta1', until: 25 },
  ],
  PodDisruptionBudget: [
    { version: 'policy/v1', from: 21 },
    { version: 'policy/v1beta1', until: 25 },
  ],
  PodSecurityPolicy: [
    { version: 'policy/v1beta1', until: 25 },
    { version: 'extensions/v1beta1', until: 16 },
  ],
  StorageClass: storage,
  VolumeAttachment: storage,
  CSIDriver: [
    { version: 'storage.k8s.io/v1', from: 18 },
    { version: 'storage.k8s.io/v1beta1', until: 22 },
  ],
  CSINode: [
    { version: 'storage.k8s.io/v1', from: 17 },
    { version: 'storage.k8s.io/v1beta1', until: 22 },
  ],
  CSIStorageCapacity: [
    { version: 'storage.k8s.io/v1', from: 24 },
    { version: 'storage.k8s.io/v1beta1', from: 21, until: 27 },
  ],
  PriorityClass: [
    { version: 'scheduling.k8s.io/v1', from: 14 },
    { version: 'scheduling.k8s.io/v1beta1', until: 22 },
  ],
  RuntimeClass: [
    { version: 'node.k8s.io/v1', from: 20 },
    { version: 'node.k8s.io/v1beta1', until: 25 },
  ],
  EndpointSlice: [
    { version: 'discovery.k8s.io/v1', from: 21 },
    { version: 'discovery.k8s.io/v1beta1', until: 25 },
  ],
  CustomResourceDefinition: [
    { version: 'apiextensions.k8s.io/v1', from: 16 },
    { version: 'apiextensions.k8s.io/v1beta1', until: 22 },
  ],
  APIService: [
    { version: 'apiregistration.k8s.io/v1' },
    { version: 'apiregistration.k8s.io/v1beta1', until: 22 },
  ],
  Lease: [
    { version: 'coordination.k8s.io/v1', from: 14 },
    { version: 'coordination.k8s.io/v1beta1', until: 22 },
  ],
  CertificateSigningRequest: [
    { version: 'certificates.k8s.io/v1', from: 19 },
    { version: 'certificates.k8s.io/v1beta1', until: 22 },
  ],
};

const isServed = ({ from = 0, until = Number.POSITIVE_INFINITY }: Served, minor: number): boolean =>
  minor >= from && minor < until;

/** The versions of a kind that a release serves; undefined for kinds that Kubernetes itself does not have. */
export function servedVersions(kind: string, version: string): readonly string[] | undefined {
  const known = Object.hasOwn(KINDS, kind) ? KINDS[kind] : undefined;
  const minor = minorOf(version);
  if (known === undefined || minor === undefined) return undefined;
  return known.filter((each) => isServed(each, minor)).map((each) => each.version);
}

/** True when some release serves a kind in this version: then it is Kubernetes' own and no custom resource. */
export const isBuiltIn = (apiVersion: string, kind: string): boolean =>
  Object.hasOwn(KINDS, kind) && (KINDS[kind] ?? []).some((each) => each.version === apiVersion);

/** `.Capabilities.APIVersions` of a release: versions, and `version/Kind`. */
export function apiVersionsOf(version: string): readonly string[] {
  const all = new Set<string>();
  for (const kind of Object.keys(KINDS)) {
    for (const served of servedVersions(kind, version) ?? []) {
      all.add(served);
      all.add(`${served}/${kind}`);
    }
  }
  return [...all].sort();
}
