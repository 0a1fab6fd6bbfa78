import { type LocalText, text } from '../text.ts';
import { labelsAt, mapsAt, textAt, textsAt } from './json.ts';
import { fidelityOf } from './kinds.ts';
import { workloadOf } from './pods.ts';
import type { ClusterState } from './state.ts';
import type { KubeObject } from './types.ts';

const RESOURCES: Readonly<Record<string, string>> = { ConfigMap: 'configmaps', Secret: 'secrets' };
const WRITES = ['create', 'update', 'patch', '*'];

const mayWrite = (role: KubeObject, resource: string): boolean =>
  mapsAt(role.object, 'rules').some(
    (rule) =>
      textsAt(rule, 'resources').some((each) => each === resource || each === '*') &&
      textsAt(rule, 'verbs').some((verb) => WRITES.includes(verb)),
  );

/** Who besides the chart's templates may make an object: other controllers, programs with the right to, the past. */
export class Sources {
  readonly #state: ClusterState;
  readonly #opaque: readonly { readonly object: KubeObject; readonly text: string }[];

  constructor(state: ClusterState, more: readonly KubeObject[]) {
    this.#state = state;
    this.#opaque = [...state.made(), ...more]
      .filter(({ apiVersion, kind }) => fidelityOf(apiVersion, kind) === 'opaque' && kind !== 'NetworkPolicy')
      .map((object) => ({ object, text: JSON.stringify(object.object) }));
  }

  /** Why an object may exist although no template makes it; undefined where nothing speaks for it. */
  makerOf(
    kind: 'ConfigMap' | 'Secret',
    namespace: string,
    name: string,
    found: KubeObject | undefined,
  ): LocalText | undefined {
    const what = `${kind} ${name}`;
    if (found === undefined && this.#state.spec.open) {
      return text(
        `${what} is assumed to exist: the cluster was there before, and nobody here knows what it holds.`,
        `假设 ${what} 存在:集群是已有的,其内容未知。`,
      );
    }
    const controller = this.#opaque.find(
      ({ object, text: body }) => object.name === name || body.includes(JSON.stringify(name)),
    );
    if (controller) {
      const by = `${controller.object.kind}/${controller.object.name}`;
      return text(
        `${what} is assumed to be made by the controller of ${by}.`,
        `假设 ${what} 由 ${by} 的控制器创建。`,
      );
    }
    const issuer =
      kind === 'Secret' &&
      this.#state
        .all('Ingress', namespace)
        .find(
          (ingress) =>
            Object.keys(labelsAt(ingress.object, 'metadata', 'annotations')).some((each) =>
              each.startsWith('cert-manager.io/'),
            ) && mapsAt(ingress.object, 'spec', 'tls').some((tls) => textAt(tls, 'secretName') === name),
        );
    if (issuer) {
      return text(`${what} is assumed to be issued by cert-manager.`, `假设 ${what} 由 cert-manager 签发。`);
    }
    const writer = this.#writer(namespace, RESOURCES[kind] ?? '');
    return writer === undefined
      ? undefined
      : text(
          `${what} is assumed to be written by ${writer}, whose role allows it.`,
          `假设 ${what} 由 ${writer} 写入:其角色允许这样做。`,
        );
  }

  /** A workload of the chart whose service account may write such objects. */
  #writer(namespace: string, resource: string): string | undefined {
    const accounts = new Set<string>();
    for (const binding of [...this.#state.all('RoleBinding'), ...this.#state.all('ClusterRoleBinding')]) {
      const kind = textAt(binding.object, 'roleRef', 'kind') ?? '';
      const name = textAt(binding.object, 'roleRef', 'name') ?? '';
      const role = this.#state.find(kind, kind === 'Role' ? binding.namespace : '', name);
      const strong = kind === 'ClusterRole' && ['cluster-admin', 'admin', 'edit'].includes(name);
      if (!strong && !(role && mayWrite(role, resource))) continue;
      for (const subject of mapsAt(binding.object, 'subjects')) {
        if (textAt(subject, 'kind') !== 'ServiceAccount') continue;
        accounts.add(`${textAt(subject, 'namespace') ?? binding.namespace}/${textAt(subject, 'name') ?? ''}`);
      }
    }
    if (accounts.size === 0) return undefined;
    for (const object of this.#state.made()) {
      const workload = workloadOf(object);
      if (!workload) continue;
      const account =
        textAt(workload.spec, 'serviceAccountName') ?? textAt(workload.spec, 'serviceAccount') ?? 'default';
      if (accounts.has(`${namespace}/${account}`)) return workload.key;
    }
    return undefined;
  }
}
