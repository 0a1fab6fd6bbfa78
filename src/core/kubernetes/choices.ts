/** Fields with a closed list of values, by model without its version. Source: Kubernetes API reference 1.34. */
export const CHOICES: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  PodSpec: {
    restartPolicy: ['Always', 'OnFailure', 'Never'],
    dnsPolicy: ['ClusterFirstWithHostNet', 'ClusterFirst', 'Default', 'None'],
    preemptionPolicy: ['PreemptLowerPriority', 'Never'],
  },
  Container: {
    imagePullPolicy: ['Always', 'Never', 'IfNotPresent'],
    terminationMessagePolicy: ['File', 'FallbackToLogsOnError'],
  },
  ContainerPort: { protocol: ['TCP', 'UDP', 'SCTP'] },
  HTTPGetAction: { scheme: ['HTTP', 'HTTPS'] },
  ServicePort: { protocol: ['TCP', 'UDP', 'SCTP'] },
  ServiceSpec: {
    type: ['ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName'],
    externalTrafficPolicy: ['Cluster', 'Local'],
    internalTrafficPolicy: ['Cluster', 'Local'],
    sessionAffinity: ['ClientIP', 'None'],
    ipFamilyPolicy: ['SingleStack', 'PreferDualStack', 'RequireDualStack'],
  },
  HTTPIngressPath: { pathType: ['Exact', 'Prefix', 'ImplementationSpecific'] },
  DeploymentStrategy: { type: ['Recreate', 'RollingUpdate'] },
  DaemonSetUpdateStrategy: { type: ['RollingUpdate', 'OnDelete'] },
  StatefulSetUpdateStrategy: { type: ['RollingUpdate', 'OnDelete'] },
  StatefulSetSpec: { podManagementPolicy: ['OrderedReady', 'Parallel'] },
  CronJobSpec: { concurrencyPolicy: ['Allow', 'Forbid', 'Replace'] },
  JobSpec: { completionMode: ['NonIndexed', 'Indexed'] },
  Toleration: {
    operator: ['Exists', 'Equal', 'Lt', 'Gt'],
    effect: ['NoSchedule', 'PreferNoSchedule', 'NoExecute'],
  },
  LabelSelectorRequirement: { operator: ['In', 'NotIn', 'Exists', 'DoesNotExist'] },
  NodeSelectorRequirement: { operator: ['In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt', 'Lt'] },
  TopologySpreadConstraint: { whenUnsatisfiable: ['DoNotSchedule', 'ScheduleAnyway'] },
  VolumeMount: { mountPropagation: ['None', 'HostToContainer', 'Bidirectional'] },
  PersistentVolumeClaimSpec: { volumeMode: ['Block', 'Filesystem'] },
  StorageClass: {
    reclaimPolicy: ['Delete', 'Retain'],
    volumeBindingMode: ['Immediate', 'WaitForFirstConsumer'],
  },
  NetworkPolicyPort: { protocol: ['TCP', 'UDP', 'SCTP'] },
  MetricTarget: { type: ['Utilization', 'Value', 'AverageValue'] },
  PodDisruptionBudgetSpec: { unhealthyPodEvictionPolicy: ['IfHealthyBudget', 'AlwaysAllow'] },
};

/** Values that a field of a model, such as `V1PodSpec`, may have; undefined where it is free. */
export function choicesOf(model: string, field: string): readonly string[] | undefined {
  const name = model.replace(/^V\d+(?:(?:alpha|beta)\d+)?/, '');
  const fields = Object.hasOwn(CHOICES, name) ? CHOICES[name] : undefined;
  return fields && Object.hasOwn(fields, field) ? fields[field] : undefined;
}
