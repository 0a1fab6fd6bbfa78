/** The order in which Helm 3.14 installs kinds (source: Helm's documentation of install order). */
const INSTALL_ORDER = [
  'PriorityClass',
  'Namespace',
  'NetworkPolicy',
  'ResourceQuota',
  'LimitRange',
  'PodSecurityPolicy',
  'PodDisruptionBudget',
  'ServiceAccount',
  'Secret',
  'SecretList',
  'ConfigMap',
  'StorageClass',
  'PersistentVolume',
  'PersistentVolumeClaim',
  'CustomResourceDefinition',
  'ClusterRole',
  'ClusterRoleList',
  'ClusterRoleBinding',
  'ClusterRoleBindingList',
  'Role',
  'RoleList',
  'RoleBinding',
  'RoleBindingList',
  'Service',
  'DaemonSet',
  'Pod',
  'ReplicationController',
  'ReplicaSet',
  'Deployment',
  'HorizontalPodAutoscaler',
  'StatefulSet',
  'Job',
  'CronJob',
  'IngressClass',
  'Ingress',
  'APIService',
];

const RANK = new Map(INSTALL_ORDER.map((kind, i) => [kind, i]));

/** Order of two kinds at installation: known ones first, in Helm's order, unknown ones by name. */
export function compareKinds(a: string, b: string): number {
  const x = RANK.get(a);
  const y = RANK.get(b);
  if (x !== undefined && y !== undefined) return x - y;
  if (x === undefined && y === undefined) return a < b ? -1 : a > b ? 1 : 0;
  return x === undefined ? 1 : -1;
}
