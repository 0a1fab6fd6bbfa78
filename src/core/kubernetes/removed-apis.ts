/** What became of a group and version of a kind. Minor versions of Kubernetes. */
export interface ApiHistory {
  readonly apiVersion: string;
  readonly kinds: readonly string[];
  readonly deprecatedIn: number;
  /** First version that does not serve it; undefined while it still does. */
  readonly removedIn?: number;
  readonly instead: string;
}

const row = (
  apiVersion: string,
  kinds: string,
  deprecatedIn: number,
  removedIn: number | undefined,
  instead: string,
): ApiHistory => ({
  apiVersion,
  kinds: kinds.split(' '),
  deprecatedIn,
  ...(removedIn === undefined ? {} : { removedIn }),
  instead,
});

/** Source: Kubernetes documentation, "Deprecated API Migration Guide", read 2026-11-20. */
export const API_HISTORY: readonly ApiHistory[] = [
  row('extensions/v1beta1', 'DaemonSet Deployment ReplicaSet', 8, 16, 'apps/v1'),
  row('apps/v1beta1', 'Deployment StatefulSet', 9, 16, 'apps/v1'),
  row('apps/v1beta2', 'DaemonSet Deployment ReplicaSet StatefulSet', 9, 16, 'apps/v1'),
  row('extensions/v1beta1', 'NetworkPolicy', 9, 16, 'networking.k8s.io/v1'),
  row('extensions/v1beta1', 'PodSecurityPolicy', 10, 16, 'policy/v1beta1'),
  row('extensions/v1beta1', 'Ingress', 14, 22, 'networking.k8s.io/v1'),
  row('networking.k8s.io/v1beta1', 'Ingress IngressClass', 19, 22, 'networking.k8s.io/v1'),
  row(
    'admissionregistration.k8s.io/v1beta1',
    'MutatingWebhookConfiguration ValidatingWebhookConfiguration',
    16,
    22,
    'admissionregistration.k8s.io/v1',
  ),
  row('apiextensions.k8s.io/v1beta1', 'CustomResourceDefinition', 16, 22, 'apiextensions.k8s.io/v1'),
  row('apiregistration.k8s.io/v1beta1', 'APIService', 19, 22, 'apiregistration.k8s.io/v1'),
  row('authentication.k8s.io/v1beta1', 'TokenReview', 19, 22, 'authentication.k8s.io/v1'),
  row(
    'authorization.k8s.io/v1beta1',
    'LocalSubjectAccessReview SelfSubjectAccessReview SelfSubjectRulesReview SubjectAccessReview',
    19,
    22,
    'authorization.k8s.io/v1',
  ),
  row('certificates.k8s.io/v1beta1', 'CertificateSigningRequest', 19, 22, 'certificates.k8s.io/v1'),
  row('coordination.k8s.io/v1beta1', 'Lease', 19, 22, 'coordination.k8s.io/v1'),
  row(
    'rbac.authorization.k8s.io/v1beta1',
    'ClusterRole ClusterRoleBinding Role RoleBinding',
    17,
    22,
    'rbac.authorization.k8s.io/v1',
  ),
  row('scheduling.k8s.io/v1beta1', 'PriorityClass', 14, 22, 'scheduling.k8s.io/v1'),
  row(
    'storage.k8s.io/v1beta1',
    'CSIDriver CSINode StorageClass VolumeAttachment',
    19,
    22,
    'storage.k8s.io/v1',
  ),
  row('batch/v1beta1', 'CronJob', 21, 25, 'batch/v1'),
  row('discovery.k8s.io/v1beta1', 'EndpointSlice', 21, 25, 'discovery.k8s.io/v1'),
  row('events.k8s.io/v1beta1', 'Event', 19, 25, 'events.k8s.io/v1'),
  row('autoscaling/v2beta1', 'HorizontalPodAutoscaler', 22, 25, 'autoscaling/v2'),
  row('policy/v1beta1', 'PodDisruptionBudget', 21, 25, 'policy/v1'),
  row('policy/v1beta1', 'PodSecurityPolicy', 21, 25, 'Pod Security Admission'),
  row('node.k8s.io/v1beta1', 'RuntimeClass', 22, 25, 'node.k8s.io/v1'),
  row('autoscaling/v2beta2', 'HorizontalPodAutoscaler', 23, 26, 'autoscaling/v2'),
  row(
    'flowcontrol.apiserver.k8s.io/v1beta1',
    'FlowSchema PriorityLevelConfiguration',
    23,
    26,
    'flowcontrol.apiserver.k8s.io/v1',
  ),
  row('storage.k8s.io/v1beta1', 'CSIStorageCapacity', 24, 27, 'storage.k8s.io/v1'),
  row(
    'flowcontrol.apiserver.k8s.io/v1beta2',
    'FlowSchema PriorityLevelConfiguration',
    26,
    29,
    'flowcontrol.apiserver.k8s.io/v1',
  ),
  row(
    'flowcontrol.apiserver.k8s.io/v1beta3',
    'FlowSchema PriorityLevelConfiguration',
    29,
    32,
    'flowcontrol.apiserver.k8s.io/v1',
  ),
  row('v1', 'ComponentStatus', 19, undefined, '/livez, /readyz'),
  row('v1', 'Endpoints', 33, undefined, 'discovery.k8s.io/v1 EndpointSlice'),
];

/** The history of a kind's group and version; undefined where it has no end in sight. */
export const historyOf = (apiVersion: string, kind: string): ApiHistory | undefined =>
  API_HISTORY.find((each) => each.apiVersion === apiVersion && each.kinds.includes(kind));
