import { text } from '../text.ts';
import { at, mapAt, mapsAt, numberAt, textAt } from './json.ts';
import { isNamespaced } from './kinds.ts';
import { workloadOf } from './pods.ts';
import { correct, problem } from './problem.ts';
import { QUANTITY_WORDS, quantity } from './quantity.ts';
import { matchesSelector } from './selectors.ts';
import type { ClusterState } from './state.ts';
import type { KubeObject, Problem } from './types.ts';
import { isBuiltIn, servedVersions } from './versions.ts';

/** Resource names as messages have them: `Deployment.apps "web" is invalid`. */
const qualified = ({ apiVersion, kind }: KubeObject): string => {
  const group = apiVersion.includes('/') ? (apiVersion.split('/')[0] ?? '') : '';
  return group === '' ? kind : `${kind}.${group}`;
};

const invalid = (object: KubeObject, words: string, path: string, hints: readonly string[]): Problem =>
  problem(object, 'refused', `${qualified(object)} "${object.name}" is invalid: ${words}`, correct(path), {
    reason: 'Invalid',
    hints,
  });

/** What the API server says when Helm creates an object: the first refusal, if any. Nothing is added to the state. */
export function refusalOf(state: ClusterState, object: KubeObject): Problem | undefined {
  return (
    missingApi(state, object) ??
    duplicate(state, object) ??
    missingNamespace(state, object) ??
    badPods(object) ??
    (object.kind === 'Service' ? badNodePorts(state, object) : undefined)
  );
}

/** Kinds of a chart's and the cluster's custom resource definitions. */
export function customKinds(state: ClusterState): ReadonlySet<string> {
  return new Set(
    state
      .all('CustomResourceDefinition')
      .map(
        ({ object }) =>
          `${textAt(object, 'spec', 'group') ?? ''}/${textAt(object, 'spec', 'names', 'kind') ?? ''}`,
      ),
  );
}

/** Helm maps every object of a release to a resource before it creates any: kinds that come with the same release are too late. */
export function missingApi(state: ClusterState, object: KubeObject): Problem | undefined {
  const { apiVersion, kind } = object;
  if (apiVersion === '' || kind === '') return undefined;
  const served = servedVersions(kind, state.spec.version);
  const refuse = (cure: Problem['cure']): Problem =>
    problem(
      object,
      'no-api',
      `unable to build kubernetes objects from release manifest: resource mapping not found for name: "${object.name}" namespace: "${object.namespace}" from "": no matches for kind "${kind}" in version "${apiVersion}"`,
      cure,
      {
        reason: 'NoMatch',
        hints: [apiVersion, `kind: ${kind}`],
        ...(isBuiltIn(apiVersion, kind)
          ? { wants: { on: 'version', apiVersion, kind, served: served ?? [] } }
          : {}),
      },
    );
  if (isBuiltIn(apiVersion, kind)) {
    if (served === undefined || served.includes(apiVersion)) return undefined;
    const instead = served[0];
    return refuse(
      instead === undefined
        ? text(
            `Leave ${kind} out: ${state.spec.version} has no such kind any more.`,
            `请去掉 ${kind}:${state.spec.version} 已不再提供。`,
          )
        : text(
            `Use apiVersion: ${instead}, which ${state.spec.version} serves.`,
            `请使用 apiVersion: ${instead}(${state.spec.version} 支持)。`,
          ),
    );
  }
  const group = apiVersion.includes('/') ? (apiVersion.split('/')[0] ?? '') : '';
  if (!group.includes('.') || group.endsWith('.k8s.io')) return undefined;
  const { open, platformGroups, knownGroups } = state.spec;
  if (open || knownGroups.includes(group)) return undefined;
  if (platformGroups.some((suffix) => group === suffix || group.endsWith(`.${suffix}`))) return undefined;
  if (customKinds(state).has(`${group}/${kind}`)) return undefined;
  return refuse(
    text(
      `Put the CustomResourceDefinition of ${kind} (${group}) into the chart's crds/ folder, or leave the object out where the cluster lacks it (\`.Capabilities.APIVersions.Has\`).`,
      `请将 ${kind}(${group})的 CustomResourceDefinition 放入 Chart 的 crds/ 目录,或用 \`.Capabilities.APIVersions.Has\` 在集群不支持时省略该对象。`,
    ),
  );
}

function duplicate(state: ClusterState, object: KubeObject): Problem | undefined {
  if (object.name === '' || !state.has(object)) return undefined;
  const where = object.namespace === '' ? '' : ` in namespace "${object.namespace}"`;
  return problem(
    object,
    'refused',
    `rendered manifests contain a resource that already exists. Unable to continue with install: ${object.kind} "${object.name}"${where} exists and cannot be imported into the current release`,
    text(
      `Give ${object.kind} ${object.name} a name of its own, such as one that begins with the release's: something else in the cluster has it.`,
      `请为 ${object.kind} ${object.name} 使用独有的名称(例如以 release 名称开头):集群中已有同名对象。`,
    ),
    { reason: 'AlreadyExists', hints: [`name: ${object.name}`, 'name:'] },
  );
}

function missingNamespace(state: ClusterState, object: KubeObject): Problem | undefined {
  const { namespace } = object;
  if (!isNamespaced(object.apiVersion, object.kind) || state.spec.open) return undefined;
  if (namespace === '' || state.find('Namespace', '', namespace)) return undefined;
  return problem(
    object,
    'refused',
    `namespaces "${namespace}" not found`,
    text(
      `Leave the namespace out, so that the release's own is used, or create Namespace ${namespace} in the chart.`,
      `请省略 namespace 以使用发布的命名空间,或在 Chart 中创建 Namespace ${namespace}。`,
    ),
    { reason: 'NotFound', hints: [`namespace: ${namespace}`, 'namespace:'] },
  );
}

function badPods(object: KubeObject): Problem | undefined {
  const workload = workloadOf(object);
  if (!workload) return undefined;
  const selector = at(object.object, 'spec', 'selector');
  if (
    ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'].includes(object.kind) &&
    selector !== undefined
  ) {
    if (!matchesSelector(selector, workload.labels)) {
      return invalid(
        object,
        `spec.template.metadata.labels: Invalid value: ${goLabels(workload.labels)}: \`selector\` does not match template \`labels\``,
        'spec.selector, so that it matches the labels of the pod template',
        ['matchLabels', 'selector:'],
      );
    }
  }
  const base =
    object.kind === 'Pod'
      ? 'spec'
      : object.kind === 'CronJob'
        ? 'spec.jobTemplate.spec.template.spec'
        : 'spec.template.spec';
  const volumes = new Set([
    ...mapsAt(workload.spec, 'volumes').map((each) => textAt(each, 'name')),
    ...workload.claims.map((each) => textAt(each, 'metadata', 'name')),
  ]);
  const names = new Set<string>();
  const turns = { init: 0, main: 0 };
  for (const container of workload.containers) {
    const path = container.init
      ? `${base}.initContainers[${turns.init++}]`
      : `${base}.containers[${turns.main++}]`;
    if (container.name !== '' && names.has(container.name)) {
      return invalid(object, `${path}.name: Duplicate value: "${container.name}"`, `${path}.name`, [
        `name: ${container.name}`,
      ]);
    }
    names.add(container.name);
    const found =
      badMounts(object, container.spec, volumes, path) ?? badResources(object, container.spec, path);
    if (found) return found;
  }
  return undefined;
}

const goLabels = (labels: Readonly<Record<string, string>>): string =>
  `map[string]string{${Object.entries(labels)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`)
    .join(', ')}}`;

function badMounts(
  object: KubeObject,
  container: KubeObject['object'],
  volumes: ReadonlySet<string | undefined>,
  path: string,
): Problem | undefined {
  const paths = new Set<string>();
  for (const [index, mount] of mapsAt(container, 'volumeMounts').entries()) {
    const name = textAt(mount, 'name');
    const where = textAt(mount, 'mountPath');
    if (name !== undefined && !volumes.has(name)) {
      return invalid(
        object,
        `${path}.volumeMounts[${index}].name: Not found: "${name}"`,
        `the name: no volume of the pod is called ${name}`,
        [`name: ${name}`, 'volumeMounts:'],
      );
    }
    if (where !== undefined && paths.has(where)) {
      return invalid(
        object,
        `${path}.volumeMounts[${index}].mountPath: Invalid value: "${where}": must be unique`,
        `${path}.volumeMounts[${index}].mountPath`,
        [`mountPath: ${where}`],
      );
    }
    if (where !== undefined) paths.add(where);
  }
  return undefined;
}

function badResources(
  object: KubeObject,
  container: KubeObject['object'],
  path: string,
): Problem | undefined {
  for (const part of ['limits', 'requests'] as const) {
    for (const [name, value] of Object.entries(mapAt(container, 'resources', part))) {
      if (value !== null && quantity(value) === undefined) {
        return invalid(
          object,
          `${path}.resources.${part}.${name}: ${QUANTITY_WORDS}`,
          `the ${name} ${part.slice(0, -1)}`,
          [`${name}:`],
        );
      }
    }
  }
  const limits = mapAt(container, 'resources', 'limits');
  for (const [name, value] of Object.entries(mapAt(container, 'resources', 'requests'))) {
    const wanted = quantity(value);
    const most = Object.hasOwn(limits, name) ? quantity(limits[name]) : undefined;
    if (wanted !== undefined && most !== undefined && wanted > most) {
      return invalid(
        object,
        `${path}.resources.requests: Invalid value: "${String(value)}": must be less than or equal to ${name} limit of ${String(limits[name])}`,
        `the ${name} request, which is above its limit`,
        [`${name}: ${String(value)}`, `${name}:`],
      );
    }
  }
  return undefined;
}

const portKey = (port: KubeObject['object']): string =>
  `${numberAt(port, 'nodePort') ?? 0}/${textAt(port, 'protocol') ?? 'TCP'}`;

function badNodePorts(state: ClusterState, object: KubeObject): Problem | undefined {
  const type = textAt(object.object, 'spec', 'type') ?? 'ClusterIP';
  const ports = mapsAt(object.object, 'spec', 'ports');
  if (ports.length > 1) {
    const unnamed = ports.findIndex((port) => textAt(port, 'name') === undefined);
    if (unnamed !== -1) {
      return invalid(
        object,
        `spec.ports[${unnamed}].name: Required value`,
        `the ports: of several, each has a name`,
        ['ports:'],
      );
    }
  }
  for (const [index, port] of ports.entries()) {
    const wanted = numberAt(port, 'nodePort') ?? 0;
    if (wanted === 0) continue;
    const refuse = (words: string): Problem =>
      invalid(object, `spec.ports[${index}].nodePort: ${words}`, `nodePort ${wanted}, or leave it out`, [
        `nodePort: ${wanted}`,
        'nodePort',
      ]);
    if (type === 'ClusterIP') return refuse(`Forbidden: may not be used when \`type\` is 'ClusterIP'`);
    const taken = state
      .all('Service')
      .some(
        (other) =>
          !(other.name === object.name && other.namespace === object.namespace) &&
          mapsAt(other.object, 'spec', 'ports').some((each) => portKey(each) === portKey(port)),
      );
    if (taken) return refuse(`Invalid value: ${wanted}: provided port is already allocated`);
  }
  return undefined;
}
