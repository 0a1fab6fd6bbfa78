import type { RenderedObject } from '../helm/types.ts';
import { isJsonObject, type JsonObject } from '../json.ts';
import { mapAt, textAt } from './json.ts';
import { isNamespaced } from './kinds.ts';
import type { ClusterSpec, KubeObject, StorageClass } from './types.ts';

/** Namespaces of a fresh cluster. */
const NAMESPACES = ['default', 'kube-node-lease', 'kube-public', 'kube-system'];
const DEEPEST_LIST = 5;

const groupOf = (apiVersion: string): string =>
  apiVersion.includes('/') ? (apiVersion.split('/')[0] ?? '') : '';

const keyOf = (apiVersion: string, kind: string, namespace: string, name: string): string =>
  [groupOf(apiVersion), kind, namespace, name].join('\u0000');

/** Objects inside `List` kinds count as themselves. */
function unfold(object: JsonObject, depth = 0): readonly JsonObject[] {
  const { kind, items } = object;
  if (typeof kind === 'string' && kind.endsWith('List') && Array.isArray(items) && depth < DEEPEST_LIST) {
    return items.filter(isJsonObject).flatMap((item) => unfold(item, depth + 1));
  }
  return [object];
}

/** A rendered document as the objects that it stands for, in the release's namespace unless they name one. */
export function objectsOf(rendered: RenderedObject, namespace: string): readonly KubeObject[] {
  const list = unfold(rendered.object);
  return list.map((object): KubeObject => {
    const alone = list.length === 1 && object === rendered.object;
    const apiVersion = textAt(object, 'apiVersion') ?? rendered.apiVersion;
    const kind = alone ? rendered.kind : (textAt(object, 'kind') ?? '');
    const written = textAt(object, 'metadata', 'namespace') ?? (alone ? rendered.namespace : undefined);
    return {
      apiVersion,
      kind,
      name: alone ? rendered.name : (textAt(object, 'metadata', 'name') ?? ''),
      namespace: isNamespaced(apiVersion, kind) ? (written ?? namespace) : '',
      object,
      source: rendered.source,
      hook: rendered.hook !== undefined,
    };
  });
}

/** What exists in a cluster. */
export class ClusterState {
  readonly spec: ClusterSpec;
  readonly #objects = new Map<string, KubeObject>();
  readonly #byKind = new Map<string, Map<string, KubeObject>>();

  constructor(spec: ClusterSpec) {
    this.spec = spec;
    for (const name of NAMESPACES) this.#addOwn('v1', 'Namespace', '', name, { status: { phase: 'Active' } });
    for (const namespace of NAMESPACES) this.#furnish(namespace);
    for (const node of spec.nodes) {
      this.#addOwn('v1', 'Node', '', node.name, {
        metadata: { name: node.name, labels: { ...node.labels } },
        spec: { taints: node.taints.map((taint) => ({ ...taint })) },
        status: {
          nodeInfo: { architecture: node.arch, kubeletVersion: spec.version, operatingSystem: 'linux' },
        },
      });
    }
    for (const each of spec.storageClasses) {
      this.#addOwn('storage.k8s.io/v1', 'StorageClass', '', each.name, {
        provisioner: each.provisioner,
        volumeBindingMode: each.waits ? 'WaitForFirstConsumer' : 'Immediate',
        metadata: {
          name: each.name,
          annotations: { 'storageclass.kubernetes.io/is-default-class': String(each.isDefault) },
        },
      });
    }
    this.#addOwn('v1', 'Service', 'default', 'kubernetes', {
      spec: {
        type: 'ClusterIP',
        clusterIP: '10.96.0.1',
        ports: [{ name: 'https', port: 443, targetPort: 6443 }],
      },
    });
  }

  add(object: KubeObject): void {
    const key = keyOf(object.apiVersion, object.kind, object.namespace, object.name);
    this.#objects.set(key, object);
    const kind = this.#byKind.get(object.kind) ?? new Map<string, KubeObject>();
    kind.set(key, object);
    this.#byKind.set(object.kind, kind);
    if (object.kind === 'Namespace') this.#furnish(object.name);
  }

  remove(object: KubeObject): void {
    const key = keyOf(object.apiVersion, object.kind, object.namespace, object.name);
    this.#objects.delete(key);
    this.#byKind.get(object.kind)?.delete(key);
  }

  /** An object of Kubernetes' own kinds; the group is that of the kind. */
  find(kind: string, namespace: string, name: string): KubeObject | undefined {
    for (const object of this.#byKind.get(kind)?.values() ?? [])
      if (object.name === name && object.namespace === namespace) return object;
    return undefined;
  }

  has(object: Pick<KubeObject, 'apiVersion' | 'kind' | 'namespace' | 'name'>): boolean {
    return this.#objects.has(keyOf(object.apiVersion, object.kind, object.namespace, object.name));
  }

  /** All of a kind, in order of creation. */
  all(kind: string, namespace?: string): readonly KubeObject[] {
    const found = [...(this.#byKind.get(kind)?.values() ?? [])];
    return namespace === undefined ? found : found.filter((each) => each.namespace === namespace);
  }

  /** Everything that charts made. */
  made(): readonly KubeObject[] {
    return [...this.#objects.values()].filter((each) => each.source !== '');
  }

  /**
   * What Helm's `lookup` finds: an object, or the list when the name is empty; undefined where there is nothing.
   * Source: Helm documentation, "Using the 'lookup' Function".
   */
  lookup(apiVersion: string, kind: string, namespace: string, name: string): JsonObject | undefined {
    const group = groupOf(apiVersion);
    const fits = [...(this.#byKind.get(kind)?.values() ?? [])].filter(
      (each) =>
        groupOf(each.apiVersion) === group &&
        (each.namespace === '' || namespace === '' || each.namespace === namespace),
    );
    if (name === '') {
      return fits.length === 0 ? undefined : { apiVersion, kind: `${kind}List`, items: fits.map(seen) };
    }
    const found = fits.find((each) => each.name === name && each.namespace === (each.namespace && namespace));
    return found && seen(found);
  }

  storageClass(name: string): StorageClass | undefined {
    const found = this.find('StorageClass', '', name);
    return found && storageClassOf(found);
  }

  /** The class of claims that name none. */
  defaultStorageClass(): StorageClass | undefined {
    return this.all('StorageClass')
      .map(storageClassOf)
      .find((each) => each.isDefault);
  }

  #furnish(namespace: string): void {
    if (this.find('ServiceAccount', namespace, 'default')) return;
    this.#addOwn('v1', 'ServiceAccount', namespace, 'default', {});
    this.#addOwn('v1', 'ConfigMap', namespace, 'kube-root-ca.crt', { data: { 'ca.crt': '' } });
  }

  #addOwn(apiVersion: string, kind: string, namespace: string, name: string, body: JsonObject): void {
    const metadata = { name, ...(namespace === '' ? {} : { namespace }), ...mapAt(body, 'metadata') };
    const object = { apiVersion, kind, ...body, metadata };
    this.add({ apiVersion, kind, name, namespace, object, source: '', hook: false });
  }
}

/** An object as the API gives it back: a Secret's stringData is in its data by then. */
function seen({ kind, object, namespace, name }: KubeObject): JsonObject {
  const metadata = { ...mapAt(object, 'metadata'), name, ...(namespace === '' ? {} : { namespace }) };
  if (kind !== 'Secret') return { ...object, metadata };
  const { stringData, ...rest } = object;
  const written = Object.entries(isJsonObject(stringData) ? stringData : {}).map(([key, value]) => [
    key,
    Buffer.from(String(value)).toString('base64'),
  ]);
  return { ...rest, metadata, data: { ...mapAt(object, 'data'), ...Object.fromEntries(written) } };
}

function storageClassOf({ name, object }: KubeObject): StorageClass {
  const notes = mapAt(object, 'metadata', 'annotations');
  return {
    name,
    provisioner: textAt(object, 'provisioner') ?? '',
    isDefault:
      notes['storageclass.kubernetes.io/is-default-class'] === 'true' ||
      notes['storageclass.beta.kubernetes.io/is-default-class'] === 'true',
    waits: textAt(object, 'volumeBindingMode') === 'WaitForFirstConsumer',
  };
}
