import { text } from '../text.ts';

/** Rules behind the failures of the simulated cluster. Source: Kubernetes' and Helm's documentation. */
export const clusterRules = {
  SIM_OBJECT_REFUSED: {
    rule: text(
      'Helm’s install ends with the first object that the API server refuses.',
      'API Server 拒绝任一对象时,Helm 安装即告失败。',
    ),
  },
  SIM_API_MISSING: {
    rule: text(
      'Helm looks up the kind of every object before it creates any.',
      'Helm 在创建对象之前会先查找所有对象的类型。',
    ),
    fact: text('The cluster runs Kubernetes {version}.', '集群的 Kubernetes 版本为 {version}。'),
  },
  SIM_POD_FORBIDDEN: {
    rule: text(
      'A pod is created only when its account, class and quota allow it.',
      '仅当服务账号、优先级类与配额允许时才能创建 Pod。',
    ),
  },
  SIM_POD_UNSCHEDULABLE: {
    rule: text(
      'A pod goes only to a node that fits its requests, selectors and tolerations.',
      'Pod 只会调度到满足其资源请求、选择器与容忍的节点。',
    ),
    fact: text('The nodes are {nodes}.', '节点为 {nodes}。'),
  },
  SIM_VOLUME_PENDING: {
    rule: text('A pod starts only once its claims are bound.', '声明绑定后 Pod 才能启动。'),
    fact: text('The cluster’s storage classes: {classes}.', '集群的存储类:{classes}。'),
  },
  SIM_REFERENCE_MISSING: {
    rule: text(
      'A container starts only once everything that it reads exists.',
      '容器读取的对象与键全部存在后才能启动。',
    ),
  },
  SIM_PULL_DENIED: {
    rule: text(
      'The CloudApp registry gives images only to those who log in.',
      '云应用镜像仓库需要登录后才能拉取。',
    ),
    fact: text('Pull secrets of the pod: {secrets}.', 'Pod 的拉取密钥:{secrets}。'),
  },
  SIM_NEVER_READY: {
    rule: text(
      'A container is ready once its startup and readiness probes succeed.',
      '启动探针与就绪探针成功后容器才就绪。',
    ),
  },
  SIM_JOB_FAILED: {
    rule: text('A job fails by its deadline or its number of tries.', '任务会因超时或重试次数用尽而失败。'),
  },
};
