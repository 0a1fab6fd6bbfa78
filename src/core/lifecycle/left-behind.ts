import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import { type LocalText, text } from '../text.ts';
import type { LeftBehind, Release, ReleaseObject } from './types.ts';

const child = (value: Json | undefined, ...names: readonly string[]): Json | undefined =>
  names.reduce<Json | undefined>((here, name) => (isJsonObject(here) ? here[name] : undefined), value);

const words = {
  claim: text(
    'Kubernetes keeps the claims of a StatefulSet, and with them their disks, which go on costing',
    'Kubernetes 会保留 StatefulSet 的存储声明及其云硬盘,云硬盘继续计费',
  ),
  disk: text(
    'the disk behind the claim is made by the cluster and outlives it, which goes on costing',
    '存储声明背后的云硬盘由集群创建,集群删除后仍会保留并继续计费',
  ),
  crd: text(
    'Helm never deletes what stands in crds/; neither are objects of that kind',
    'Helm 从不删除 crds/ 中的定义,该类型的对象也会保留',
  ),
  keep: text('its annotation helm.sh/resource-policy says keep', '注解 helm.sh/resource-policy 要求保留'),
  hook: text(
    'Helm does not count hooks among what a release owns',
    'Helm 不把钩子对象视为 release 所有,不会删除',
  ),
  prepaid: text(
    'prepaid: it goes into the recycle bin until its time is over or it is destroyed there',
    '包年包月:进入回收站,到期或在回收站中销毁后才释放',
  ),
  keepNodes: text(
    'delete_keep_instance is not false: the pool’s machines stay in the account, postpaid',
    '未将 delete_keep_instance 设为 false:节点池的云服务器会保留并继续计费',
  ),
  retain: text(
    'instance_delete_mode is retain: the cluster’s machines stay in the account',
    'instance_delete_mode 为 retain:集群的云服务器会保留',
  ),
  dataDisk: text(
    'a data disk with delete_with_instance = false stays in the account',
    'delete_with_instance = false 的数据盘会保留',
  ),
  cbs: text(
    'need_delete_cbs is not set: disks of the cluster’s claims stay in the account',
    '未设置 need_delete_cbs:集群存储声明的云硬盘会保留',
  ),
  logs: text('the log set that the cluster’s logging made stays', '集群日志功能创建的日志集会保留'),
  snapshots: text('snapshots that its policy made stay until they expire', '快照策略创建的快照会保留至过期'),
  bucket: text(
    'not empty and force_clean is not set: the cloud refuses to delete it',
    '存储桶非空且未设置 force_clean:云平台拒绝删除',
  ),
} satisfies Record<string, LocalText>;

const at = (object: ReleaseObject, namespace: string): string =>
  `${object.kind}/${object.namespace ?? namespace}/${object.name}`;

/** Claims that the pods of a StatefulSet hold: `data-web-0`. */
export function claimsOf(release: Release): readonly { readonly name: string; readonly of: string }[] {
  return release.objects
    .filter((each) => each.kind === 'StatefulSet')
    .flatMap((each) => {
      const templates = child(each.object, 'spec', 'volumeClaimTemplates');
      const policy = child(each.object, 'spec', 'persistentVolumeClaimRetentionPolicy', 'whenDeleted');
      if (!Array.isArray(templates) || policy === 'Delete') return [];
      const replicas = child(each.object, 'spec', 'replicas');
      const count = typeof replicas === 'number' ? replicas : 1;
      return templates.flatMap((template) => {
        const name = child(template, 'metadata', 'name');
        return Array.from({ length: Math.min(count, 100) }, (_, i) => ({
          name: `PersistentVolumeClaim/${each.namespace ?? release.namespace}/${String(name ?? 'data')}-${each.name}-${i}`,
          of: each.name,
        }));
      });
    });
}

const isKept = (each: ReleaseObject): boolean =>
  child(each.object, 'metadata', 'annotations', 'helm.sh/resource-policy') === 'keep';

export const keptObjects = (release: Release): readonly ReleaseObject[] => release.objects.filter(isKept);

/** What of a release stays after `helm uninstall`. With its cluster gone too, only disks are left. */
export function leftByRelease(release: Release, clusterGoes: boolean): readonly LeftBehind[] {
  const { address } = release;
  const claims = claimsOf(release).map(({ name }) => ({
    address,
    name,
    why: clusterGoes ? words.disk : words.claim,
  }));
  if (clusterGoes) return claims;
  const kept = keptObjects(release).map((each) => ({
    address,
    name: at(each, release.namespace),
    why: words.keep,
  }));
  const hooks = release.hooks
    .filter(
      ({ hook }) =>
        hook?.events.some((event) => /^(pre|post)-(install|upgrade)$/.test(event)) &&
        !hook.deletePolicies.includes('hook-succeeded'),
    )
    .map((each) => ({ address, name: at(each, release.namespace), why: words.hook }));
  const crds = release.crds.map((name) => ({
    address,
    name: `CustomResourceDefinition/${name}`,
    why: words.crd,
  }));
  return [...claims, ...kept, ...hooks, ...crds];
}

const CHARGES = ['instance_charge_type', 'charge_type', 'pay_type', 'registry_charge_type'] as const;

/** True where the package asks for a resource that is paid in advance. */
export const isPrepaid = (attributes: JsonObject): boolean =>
  CHARGES.some((name) => attributes[name] === 'PREPAID' || (name === 'pay_type' && attributes[name] === 0));

interface Known {
  readonly address: string;
  readonly type: string;
  readonly id?: string;
  readonly attributes: JsonObject;
}

/** What of a cloud resource stays after it was deleted. */
export function leftByResource({ address, type, id, attributes }: Known): readonly LeftBehind[] {
  const name = id ?? address;
  const found: LeftBehind[] = [];
  const say = (why: LocalText, what = name): unknown => found.push({ address, name: what, why });
  if (isPrepaid(attributes) && attributes.force_delete !== true) say(words.prepaid);
  if (type === 'tencentcloud_kubernetes_node_pool' && attributes.delete_keep_instance !== false)
    say(words.keepNodes);
  if (type === 'tencentcloud_kubernetes_cluster' && attributes.instance_delete_mode === 'retain')
    say(words.retain);
  if (type === 'tencentcloud_eks_cluster' && attributes.need_delete_cbs !== true) say(words.cbs);
  if (type === 'tencentcloud_kubernetes_cluster' && isJsonObject(first(attributes.log_agent)))
    say(words.logs, `${name} (CLS)`);
  if (/^tencentcloud_(cbs_snapshot_policy|cfs_auto_snapshot_policy)$/.test(type)) say(words.snapshots);
  if (type === 'tencentcloud_instance' && Array.isArray(attributes.data_disks)) {
    for (const [i, disk] of attributes.data_disks.entries())
      if (isJsonObject(disk) && disk.delete_with_instance === false)
        say(words.dataDisk, `${name} data_disks[${i}]`);
  }
  return found;
}

const first = (value: Json | undefined): Json | undefined => (Array.isArray(value) ? value[0] : value);
