import { text } from '../text.ts';
import { at, mapAt, textAt } from './json.ts';
import type { Workload } from './pods.ts';
import { problem } from './problem.ts';
import { milliCpu, quantity } from './quantity.ts';
import { type Amounts, amount, requestsOf } from './requests.ts';
import type { ClusterState } from './state.ts';
import type { KubeObject, Problem } from './types.ts';

const BUILT_IN_PRIORITIES = new Set(['system-cluster-critical', 'system-node-critical']);

/** Service account of a workload's pods. */
export const accountOf = ({ spec }: Workload): string =>
  textAt(spec, 'serviceAccountName') ?? textAt(spec, 'serviceAccount') ?? 'default';

/** Why the API server does not let a workload's pods be created (admission plugins ServiceAccount, Priority, RuntimeClass). */
export function creationProblem(state: ClusterState, workload: Workload): Problem | undefined {
  if (state.spec.open) return undefined;
  const { object, namespace, spec } = workload;
  const start = `Error creating: pods "${object.name}-" is forbidden: `;
  const account = accountOf(workload);
  if (!state.find('ServiceAccount', namespace, account)) {
    return problem(
      object,
      'forbidden',
      `${start}error looking up service account ${namespace}/${account}: serviceaccount "${account}" not found`,
      text(
        `Create ServiceAccount ${account} in the chart, or correct serviceAccountName.`,
        `请在 Chart 中创建 ServiceAccount ${account},或更正 serviceAccountName。`,
      ),
      {
        reason: 'FailedCreate',
        hints: [`serviceAccountName: ${account}`, 'serviceAccountName'],
        wants: {
          on: 'object',
          kind: 'ServiceAccount',
          name: account,
          field: 'serviceAccountName',
          others: state.all('ServiceAccount', namespace).map((each) => each.name),
          keys: [],
        },
      },
    );
  }
  const priority = textAt(spec, 'priorityClassName');
  if (
    priority !== undefined &&
    !BUILT_IN_PRIORITIES.has(priority) &&
    !state.find('PriorityClass', '', priority)
  ) {
    return problem(
      object,
      'forbidden',
      `${start}no PriorityClass with name ${priority} was found`,
      text(`Create PriorityClass ${priority} in the chart.`, `请在 Chart 中创建 PriorityClass ${priority}。`),
      { reason: 'FailedCreate', hints: ['priorityClassName'] },
    );
  }
  const runtime = textAt(spec, 'runtimeClassName');
  if (runtime !== undefined && !state.find('RuntimeClass', '', runtime)) {
    return problem(
      object,
      'forbidden',
      `${start}pod rejected: RuntimeClass "${runtime}" not found`,
      text(`Create RuntimeClass ${runtime} in the chart.`, `请在 Chart 中创建 RuntimeClass ${runtime}。`),
      { reason: 'FailedCreate', hints: ['runtimeClassName'] },
    );
  }
  return undefined;
}

const COUNTED: Readonly<Record<string, readonly string[]>> = {
  Service: ['services', 'count/services'],
  PersistentVolumeClaim: ['persistentvolumeclaims', 'count/persistentvolumeclaims'],
  Secret: ['secrets', 'count/secrets'],
  ConfigMap: ['configmaps', 'count/configmaps'],
  Deployment: ['count/deployments.apps'],
  StatefulSet: ['count/statefulsets.apps'],
  Job: ['count/jobs.batch'],
};

const amountText = (name: string, value: number): string => {
  if (name.endsWith('cpu')) return value % 1000 === 0 ? String(value / 1000) : `${value}m`;
  if (!name.endsWith('memory') && !name.endsWith('storage')) return String(value);
  for (const [unit, size] of [
    ['Gi', 2 ** 30],
    ['Mi', 2 ** 20],
    ['Ki', 2 ** 10],
  ] as const)
    if (value >= size && value % size === 0) return `${value / size}${unit}`;
  return String(value);
};

/** What namespaces have used of their quotas. */
export class Quotas {
  readonly #state: ClusterState;
  readonly #used = new Map<string, number>();

  constructor(state: ClusterState) {
    this.#state = state;
  }

  /** Takes what an object needs; the problem when a quota does not allow it. */
  takeObject(object: KubeObject): Problem | undefined {
    const wanted: Record<string, number> = {};
    for (const name of Object.hasOwn(COUNTED, object.kind) ? (COUNTED[object.kind] ?? []) : [])
      wanted[name] = 1;
    if (object.kind === 'Service') {
      const type = textAt(object.object, 'spec', 'type');
      if (type === 'LoadBalancer') wanted['services.loadbalancers'] = 1;
      if (type === 'LoadBalancer' || type === 'NodePort') wanted['services.nodeports'] = 1;
    }
    if (object.kind === 'PersistentVolumeClaim')
      wanted['requests.storage'] =
        quantity(at(object.object, 'spec', 'resources', 'requests', 'storage')) ?? 0;
    const resource = (COUNTED[object.kind]?.[0] ?? object.kind.toLowerCase()).replace(/^count\//, '');
    return this.#take(object, object.namespace, wanted, `${resource} "${object.name}" is forbidden: `);
  }

  /** Takes what one pod of a workload needs. */
  takePod(workload: Workload): Problem | undefined {
    const { object, namespace } = workload;
    const hard = this.#hard(namespace);
    if (hard.length === 0) return undefined;
    const requests = requestsOf(this.#state, workload);
    const start = `Error creating: pods "${object.name}-" is forbidden: `;
    const wanted: Record<string, number> = { pods: 1, 'count/pods': 1 };
    for (const name of ['cpu', 'memory'] as const) {
      wanted[name] = requests[name] ?? 0;
      wanted[`requests.${name}`] = requests[name] ?? 0;
      wanted[`limits.${name}`] = limitsOf(workload)[name] ?? 0;
    }
    for (const { quota, limits } of hard) {
      const silent = Object.keys(limits).filter(
        (name) => /^((requests|limits)\.)?(cpu|memory)$/.test(name) && (wanted[name] ?? 0) === 0,
      );
      if (silent.length > 0) {
        return problem(
          object,
          'forbidden',
          `${start}failed quota: ${quota}: must specify ${silent.sort().join(',')}`,
          text(
            `Give every container ${silent.join(', ')}: ResourceQuota ${quota} asks for it.`,
            `请为每个容器设置 ${silent.join('、')}:ResourceQuota ${quota} 要求如此。`,
          ),
          { reason: 'FailedCreate', hints: ['resources:', 'containers:'] },
        );
      }
    }
    return this.#take(object, namespace, wanted, start);
  }

  #hard(namespace: string): readonly { readonly quota: string; readonly limits: Amounts }[] {
    return this.#state.all('ResourceQuota', namespace).flatMap(({ name, object }) => {
      if (at(object, 'spec', 'scopes') !== undefined || at(object, 'spec', 'scopeSelector') !== undefined)
        return [];
      const limits = Object.entries(mapAt(object, 'spec', 'hard')).map(([key, value]) => [
        key,
        key.endsWith('cpu') ? milliCpu(value) : amount('', value),
      ]);
      return [{ quota: name, limits: Object.fromEntries(limits) as Amounts }];
    });
  }

  #take(object: KubeObject, namespace: string, wanted: Amounts, start: string): Problem | undefined {
    const hard = this.#hard(namespace);
    const key = (quota: string, name: string): string => [namespace, quota, name].join('\u0000');
    for (const { quota, limits } of hard) {
      const over = Object.keys(limits)
        .filter((name) => (wanted[name] ?? 0) > 0)
        .filter((name) => (this.#used.get(key(quota, name)) ?? 0) + (wanted[name] ?? 0) > (limits[name] ?? 0))
        .sort();
      if (over.length === 0) continue;
      const list = (of: (name: string) => number): string =>
        over.map((name) => `${name}=${amountText(name, of(name))}`).join(',');
      return problem(
        object,
        'forbidden',
        `${start}exceeded quota: ${quota}, requested: ${list((name) => wanted[name] ?? 0)}, used: ${list((name) => this.#used.get(key(quota, name)) ?? 0)}, limited: ${list((name) => limits[name] ?? 0)}`,
        text(
          `Raise ResourceQuota ${quota}, or ask for less ${over.join(', ')}.`,
          `请提高 ResourceQuota ${quota},或减少 ${over.join('、')}。`,
        ),
        { reason: 'FailedCreate', hints: over },
      );
    }
    for (const { quota, limits } of hard)
      for (const name of Object.keys(limits))
        if ((wanted[name] ?? 0) > 0)
          this.#used.set(key(quota, name), (this.#used.get(key(quota, name)) ?? 0) + (wanted[name] ?? 0));
    return undefined;
  }
}

function limitsOf({ containers }: Workload): Amounts {
  const sum: Record<string, number> = {};
  for (const { spec, init, sidecar } of containers) {
    if (init && !sidecar) continue;
    for (const [name, value] of Object.entries(mapAt(spec, 'resources', 'limits')))
      sum[name] = (sum[name] ?? 0) + amount(name, value);
  }
  return sum;
}
