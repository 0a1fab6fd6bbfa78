import { text } from '../text.ts';
import { at, labelsAt, mapAt, mapsAt, numberAt, textAt } from './json.ts';
import { namedPorts, type Workload } from './pods.ts';
import { warning } from './problem.ts';
import { matchesLabels, matchesSelector } from './selectors.ts';
import type { ClusterState } from './state.ts';
import type { KubeObject, Problem } from './types.ts';

const BUILT_IN_ROLES = /^(cluster-admin|admin|edit|view|system:.*)$/;
/** Kinds with a scale subresource. */
const SCALABLE = new Set(['Deployment', 'StatefulSet', 'ReplicaSet', 'ReplicationController']);
const CRON =
  /^(@(yearly|annually|monthly|weekly|daily|midnight|hourly)|@every \S+|(TZ=\S+ |CRON_TZ=\S+ )?\S+ \S+ \S+ \S+ \S+)$/;

const none = (words: readonly string[], zh = false): string =>
  words.join(zh ? '、' : ', ') || (zh ? '无' : 'none');

/** Node ports of a cluster that was not told otherwise (kube-apiserver, --service-node-port-range). */
const NODE_PORTS = [30000, 32767] as const;

/** An official package of the platform asks for a port outside: the range may be another there, so it is only told. */
function* nodePorts(service: KubeObject): Generator<Problem> {
  for (const [index, port] of mapsAt(service.object, 'spec', 'ports').entries()) {
    const wanted = numberAt(port, 'nodePort') ?? 0;
    if (wanted === 0 || (wanted >= NODE_PORTS[0] && wanted <= NODE_PORTS[1])) continue;
    yield warning(
      service,
      `spec.ports[${index}].nodePort: Invalid value: ${wanted}: provided port is not in the valid range. The range of valid ports is ${NODE_PORTS[0]}-${NODE_PORTS[1]}.`,
      text(
        'A cluster with the usual range refuses the Service and with it the release: leave nodePort out, or choose one of the range.',
        '使用默认端口范围的集群会拒绝该 Service,发布随之失败:请省略 nodePort 或选择范围内的端口。',
      ),
      [`nodePort: ${wanted}`, 'nodePort'],
    );
  }
}

function* services(state: ClusterState, workloads: readonly Workload[]): Generator<Problem> {
  for (const service of state.all('Service')) {
    if (service.source === '') continue;
    yield* nodePorts(service);
    const selector = labelsAt(service.object, 'spec', 'selector');
    if (Object.keys(selector).length === 0 || textAt(service.object, 'spec', 'type') === 'ExternalName')
      continue;
    const behind = workloads.filter(
      (each) => each.namespace === service.namespace && matchesLabels(selector, each.labels),
    );
    if (behind.length === 0) {
      if (state.spec.open) continue;
      yield warning(
        service,
        text(
          `The selector ${pairs(selector)} matches no pods: the Service has no endpoints.`,
          `选择器 ${pairs(selector)} 未匹配任何 Pod:该 Service 没有端点。`,
        ),
        text('Let the selector match the labels of the pod template.', '请使选择器与 Pod 模板的标签一致。'),
        ['selector:'],
      );
      continue;
    }
    for (const port of mapsAt(service.object, 'spec', 'ports')) {
      const target = at(port, 'targetPort');
      if (
        typeof target !== 'string' ||
        /^\d+$/.test(target) ||
        behind.some((each) => namedPorts(each).has(target))
      )
        continue;
      yield warning(
        service,
        text(
          `No container behind it has a port called "${target}": port ${numberAt(port, 'port') ?? ''} has no endpoints.`,
          `其后的容器都没有名为“${target}”的端口:端口 ${numberAt(port, 'port') ?? ''} 没有端点。`,
        ),
        text(
          `Name a containerPort "${target}", or give targetPort a number.`,
          `请将某个 containerPort 命名为“${target}”,或将 targetPort 写为数字。`,
        ),
        [`targetPort: ${target}`, 'targetPort'],
      );
    }
  }
}

const pairs = (labels: Readonly<Record<string, string>>): string =>
  Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .join(',');

function* backends(
  ingress: KubeObject,
): Generator<{ readonly name: string; readonly port: string | number | undefined }> {
  const of = (backend: ReturnType<typeof mapAt>) => {
    const name = textAt(backend, 'service', 'name') ?? textAt(backend, 'serviceName');
    const port =
      at(backend, 'service', 'port', 'number') ??
      at(backend, 'service', 'port', 'name') ??
      at(backend, 'servicePort');
    return name === undefined
      ? undefined
      : { name, port: typeof port === 'string' || typeof port === 'number' ? port : undefined };
  };
  const spec = mapAt(ingress.object, 'spec');
  const first = of(mapAt(spec, 'defaultBackend')) ?? of(mapAt(spec, 'backend'));
  if (first) yield first;
  for (const rule of mapsAt(spec, 'rules')) {
    for (const path of mapsAt(rule, 'http', 'paths')) {
      const found = of(mapAt(path, 'backend'));
      if (found) yield found;
    }
  }
}

function* ingresses(state: ClusterState): Generator<Problem> {
  for (const ingress of state.all('Ingress')) {
    for (const { name, port } of backends(ingress)) {
      const service = state.find('Service', ingress.namespace, name);
      if (!service) {
        if (!state.spec.open)
          yield warning(
            ingress,
            `service "${name}" not found`,
            text(`Create Service ${name}, or correct the backend.`, `请创建 Service ${name},或更正后端。`),
            [`name: ${name}`, name, 'service:'],
          );
        continue;
      }
      const ports = mapsAt(service.object, 'spec', 'ports');
      const fits = ports.some(
        (each) =>
          port === undefined || numberAt(each, 'port') === Number(port) || textAt(each, 'name') === port,
      );
      if (!fits)
        yield warning(
          ingress,
          text(`Service ${name} has no port ${port}.`, `Service ${name} 没有端口 ${port}。`),
          text(
            `Use one of its ports: ${none(ports.map((each) => String(numberAt(each, 'port') ?? '')))}.`,
            `请使用其已有端口:${none(
              ports.map((each) => String(numberAt(each, 'port') ?? '')),
              true,
            )}。`,
          ),
          [`number: ${port}`, `name: ${port}`, 'port:'],
        );
    }
    for (const tls of mapsAt(ingress.object, 'spec', 'tls')) {
      const name = textAt(tls, 'secretName');
      const issued = Object.keys(labelsAt(ingress.object, 'metadata', 'annotations')).some((each) =>
        each.startsWith('cert-manager.io/'),
      );
      if (name === undefined || issued || state.spec.open || state.find('Secret', ingress.namespace, name))
        continue;
      yield warning(
        ingress,
        `secret "${ingress.namespace}/${name}" not found`,
        text(
          `Create the TLS secret ${name} (tls.crt, tls.key; on the platform's own load balancer qcloud_cert_id).`,
          `请创建 TLS 密钥 ${name}(tls.crt、tls.key;使用平台负载均衡时为 qcloud_cert_id)。`,
        ),
        [name, 'secretName'],
      );
    }
    const className =
      textAt(ingress.object, 'spec', 'ingressClassName') ??
      textAt(ingress.object, 'metadata', 'annotations', 'kubernetes.io/ingress.class');
    if (className === undefined || className === 'qcloud' || state.spec.open) continue;
    if (state.find('IngressClass', '', className)) continue;
    yield warning(
      ingress,
      text(
        `No controller serves the ingress class "${className}" in a fresh cluster: nothing listens for this Ingress.`,
        `新建集群中没有处理 Ingress 类“${className}”的控制器:该 Ingress 不会生效。`,
      ),
      text(
        'Use the class qcloud, or install the controller with the package.',
        '请使用 qcloud 类,或在安装包中一并安装该控制器。',
      ),
      [className, 'ingressClassName'],
    );
  }
}

function* targets(state: ClusterState, workloads: readonly Workload[]): Generator<Problem> {
  for (const scaler of state.all('HorizontalPodAutoscaler')) {
    const ref = mapAt(scaler.object, 'spec', 'scaleTargetRef');
    const kind = textAt(ref, 'kind') ?? '';
    const name = textAt(ref, 'name') ?? '';
    if (!SCALABLE.has(kind) || state.spec.open || state.find(kind, scaler.namespace, name)) continue;
    yield warning(
      scaler,
      `the HPA controller was unable to get the target's current scale: ${kind.toLowerCase()}s.apps "${name}" not found`,
      text('Correct scaleTargetRef.', '请更正 scaleTargetRef。'),
      [name, 'scaleTargetRef'],
    );
  }
  for (const budget of state.all('PodDisruptionBudget')) {
    const selector = at(budget.object, 'spec', 'selector');
    if (selector === undefined || state.spec.open) continue;
    const behind = workloads.filter(
      (each) => each.namespace === budget.namespace && matchesSelector(selector, each.labels),
    );
    if (behind.length > 0) continue;
    yield warning(
      budget,
      text('The selector matches no pods.', '选择器未匹配任何 Pod。'),
      text('Let the selector match the labels of the pod template.', '请使选择器与 Pod 模板的标签一致。'),
      ['selector:'],
    );
  }
}

function* bindings(state: ClusterState): Generator<Problem> {
  for (const binding of [...state.all('RoleBinding'), ...state.all('ClusterRoleBinding')]) {
    if (binding.source === '' || state.spec.open) continue;
    const kind = textAt(binding.object, 'roleRef', 'kind') ?? '';
    const name = textAt(binding.object, 'roleRef', 'name') ?? '';
    if (
      !(kind === 'ClusterRole' && BUILT_IN_ROLES.test(name)) &&
      !state.find(kind, kind === 'Role' ? binding.namespace : '', name)
    ) {
      yield warning(
        binding,
        text(`It binds ${kind} ${name}, which does not exist.`, `它绑定的 ${kind} ${name} 不存在。`),
        text(`Create ${kind} ${name}, or correct roleRef.`, `请创建 ${kind} ${name},或更正 roleRef。`),
        [name, 'roleRef'],
      );
    }
    for (const subject of mapsAt(binding.object, 'subjects')) {
      if (textAt(subject, 'kind') !== 'ServiceAccount') continue;
      const account = textAt(subject, 'name') ?? '';
      const namespace = textAt(subject, 'namespace') ?? binding.namespace;
      if (namespace === 'kube-system' || state.find('ServiceAccount', namespace, account)) continue;
      yield warning(
        binding,
        text(
          `It binds ServiceAccount ${namespace}/${account}, which does not exist.`,
          `它绑定的 ServiceAccount ${namespace}/${account} 不存在。`,
        ),
        text('Create the service account, or correct the subject.', '请创建该服务账号,或更正 subject。'),
        [account, 'subjects'],
      );
    }
  }
}

function* schedules(state: ClusterState): Generator<Problem> {
  for (const job of state.all('CronJob')) {
    const schedule = textAt(job.object, 'spec', 'schedule') ?? '';
    if (CRON.test(schedule.trim())) continue;
    yield warning(
      job,
      `spec.schedule: Invalid value: "${schedule}": expected exactly 5 fields`,
      text('Write five fields, such as "0 3 * * *".', '请写五个字段,例如 "0 3 * * *"。'),
      ['schedule'],
    );
  }
}

function* governing(state: ClusterState, workloads: readonly Workload[]): Generator<Problem> {
  for (const { object, kind, namespace } of workloads) {
    const name = kind === 'StatefulSet' ? textAt(object.object, 'spec', 'serviceName') : undefined;
    if (name === undefined || state.spec.open || state.find('Service', namespace, name)) continue;
    yield warning(
      object,
      text(
        `Its governing Service ${name} does not exist: its pods get no names in DNS.`,
        `其 serviceName 指向的 Service ${name} 不存在:Pod 没有 DNS 名称。`,
      ),
      text(
        `Create a headless Service ${name} (clusterIP: None).`,
        `请创建无头 Service ${name}(clusterIP: None)。`,
      ),
      ['serviceName'],
    );
  }
}

/** Things of a release that do not keep it from coming up and yet do not work. */
export function* looseEnds(state: ClusterState, workloads: readonly Workload[]): Generator<Problem> {
  yield* services(state, workloads);
  yield* ingresses(state);
  yield* targets(state, workloads);
  yield* bindings(state);
  yield* schedules(state);
  yield* governing(state, workloads);
}
