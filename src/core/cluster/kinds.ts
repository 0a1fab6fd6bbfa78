import { type LocalText, text } from '../text.ts';
import type { Fidelity } from './types.ts';

/** What is known of a kind, and what is not. */
export interface KindFacts {
  readonly kind: string;
  readonly namespaced: boolean;
  readonly fidelity: Fidelity;
  readonly knows: LocalText;
  readonly lacks: LocalText;
}

const row = (
  kind: string,
  fidelity: Fidelity,
  knows: LocalText,
  lacks: LocalText,
  namespaced = true,
): KindFacts => ({ kind, namespaced, fidelity, knows, lacks });

const nothing = text('', '');
const programs = text('what the programs inside do', '容器内程序的实际行为');
const pods = text(
  'replicas, references and their keys, volumes, scheduling, image pulls, init containers, probe timing',
  '副本、引用及其键、存储卷、调度、镜像拉取、Init 容器、探针时序',
);

/** Kinds with what the simulated cluster does for them; others are opaque. */
export const KIND_FACTS: readonly KindFacts[] = [
  row('Deployment', 'full', pods, programs),
  row('StatefulSet', 'full', pods, programs),
  row('DaemonSet', 'full', pods, programs),
  row('ReplicaSet', 'full', pods, programs),
  row('ReplicationController', 'full', pods, programs),
  row('Pod', 'full', pods, programs),
  row(
    'Job',
    'full',
    text(
      'the same, completions, backoffLimit, activeDeadlineSeconds',
      '同上,以及 completions、backoffLimit、activeDeadlineSeconds',
    ),
    programs,
  ),
  row(
    'CronJob',
    'partial',
    text('schedule, references, images of its job', '调度表达式、引用、任务镜像'),
    text('runs after the install', '安装之后的运行'),
  ),
  row(
    'Service',
    'full',
    text(
      'type, node ports and clashes, selector and named ports against pods, load balancer address',
      '类型、节点端口与冲突、选择器与命名端口、负载均衡地址',
    ),
    text('traffic', '实际流量'),
  ),
  row(
    'Ingress',
    'partial',
    text('class, backend service and port, TLS secret', '类、后端服务与端口、TLS 密钥'),
    text('the rules of the controller', '控制器自身的规则'),
  ),
  row(
    'IngressClass',
    'partial',
    text('that it exists', '是否存在'),
    text('its controller', '其控制器'),
    false,
  ),
  row(
    'PersistentVolumeClaim',
    'full',
    text(
      'class, access modes, size, binding mode, volumes that fit',
      '存储类、访问模式、大小、绑定模式、匹配的卷',
    ),
    text('the disk itself', '磁盘本身'),
  ),
  row(
    'PersistentVolume',
    'partial',
    text('binding to claims', '与声明的绑定'),
    text('what lies on it', '卷上的数据'),
    false,
  ),
  row(
    'StorageClass',
    'full',
    text('provisioner, binding mode, default', '供应者、绑定模式、默认类'),
    nothing,
    false,
  ),
  row('ConfigMap', 'full', text('keys', '键'), nothing),
  row(
    'Secret',
    'full',
    text('keys, types, pull secrets and their hosts', '键、类型、拉取密钥及其主机'),
    nothing,
  ),
  row('ServiceAccount', 'full', text('existence, pull secrets', '存在性、拉取密钥'), nothing),
  row(
    'Role',
    'partial',
    text('existence; whether programs may create objects', '存在性;程序能否创建对象'),
    text('each call that a program makes', '程序的每次调用'),
  ),
  row(
    'RoleBinding',
    'partial',
    text('role and service accounts exist', '角色与服务账号存在'),
    text('each call that a program makes', '程序的每次调用'),
  ),
  row(
    'ClusterRole',
    'partial',
    text('existence; whether programs may create objects', '存在性;程序能否创建对象'),
    text('each call that a program makes', '程序的每次调用'),
    false,
  ),
  row(
    'ClusterRoleBinding',
    'partial',
    text('role and service accounts exist', '角色与服务账号存在'),
    text('each call that a program makes', '程序的每次调用'),
    false,
  ),
  row(
    'HorizontalPodAutoscaler',
    'partial',
    text('target exists', '目标存在'),
    text('scaling by load', '按负载扩缩'),
  ),
  row(
    'PodDisruptionBudget',
    'partial',
    text('selector matches pods', '选择器匹配 Pod'),
    text('evictions', '驱逐'),
  ),
  row('Namespace', 'full', text('existence', '存在性'), nothing, false),
  row(
    'ResourceQuota',
    'partial',
    text('pods, cpu, memory, objects by count', 'Pod、CPU、内存、对象数量'),
    text('scopes', 'scopes'),
  ),
  row(
    'LimitRange',
    'partial',
    text('defaults of containers', '容器默认值'),
    text('least and most', '上下限'),
  ),
  row('PriorityClass', 'partial', text('existence', '存在性'), text('preemption', '抢占'), false),
  row(
    'CustomResourceDefinition',
    'partial',
    text('it makes its kind known', '使其类型可用'),
    text('its schema', '其 Schema'),
    false,
  ),
  row(
    'NetworkPolicy',
    'opaque',
    text('existence', '存在性'),
    text('which traffic it stops', '会阻断哪些流量'),
  ),
];

const byKind = new Map(KIND_FACTS.map((facts) => [facts.kind, facts]));

/** Kinds of Kubernetes that belong to no namespace and that the table above does not hold. */
const CLUSTER_WIDE = new Set([
  'Node',
  'CSIDriver',
  'CSINode',
  'VolumeAttachment',
  'RuntimeClass',
  'APIService',
  'PodSecurityPolicy',
  'CertificateSigningRequest',
  'MutatingWebhookConfiguration',
  'ValidatingWebhookConfiguration',
]);

/** Groups that Kubernetes itself owns: a `Service` of another group is somebody else's kind. */
const isOwn = (apiVersion: string): boolean => {
  const group = apiVersion.includes('/') ? (apiVersion.split('/')[0] ?? '') : '';
  return group === '' || !group.includes('.') || group.endsWith('.k8s.io');
};

/** What is known of a kind; undefined for opaque ones that the table does not hold. */
export const kindFacts = (apiVersion: string, kind: string): KindFacts | undefined =>
  apiVersion === '' || isOwn(apiVersion) ? byKind.get(kind) : undefined;

export const fidelityOf = (apiVersion: string, kind: string): Fidelity =>
  kindFacts(apiVersion, kind)?.fidelity ?? 'opaque';

/** False for kinds of Kubernetes that belong to no namespace; custom resources count as namespaced. */
export const isNamespaced = (apiVersion: string, kind: string): boolean =>
  kindFacts(apiVersion, kind)?.namespaced ?? !(isOwn(apiVersion) && CLUSTER_WIDE.has(kind));
