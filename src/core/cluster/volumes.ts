import type { JsonObject } from '../json.ts';
import { text } from '../text.ts';
import { at, labelsAt, mapAt, mapsAt, textAt, textsAt } from './json.ts';
import type { Workload } from './pods.ts';
import { problem, warning } from './problem.ts';
import { bytes, quantity } from './quantity.ts';
import { matchesSelector } from './selectors.ts';
import type { ClusterState } from './state.ts';
import type { KubeObject, Problem } from './types.ts';

/** Provisioners of disks that one machine at a time can use. */
const DISKS = new Set(['com.tencent.cloud.csi.cbs', 'cloud.tencent.com/qcloud-cbs']);

/** Claims that the pods of a workload use, as they will be called. */
export function claimsOf({
  spec,
  claims,
  object,
}: Workload): readonly { name: string; template?: JsonObject }[] {
  const named = mapsAt(spec, 'volumes').flatMap((volume) => {
    const name = textAt(volume, 'persistentVolumeClaim', 'claimName');
    return name === undefined ? [] : [{ name }];
  });
  const made = claims.map((template) => ({
    name: `${textAt(template, 'metadata', 'name') ?? 'data'}-${object.name}-0`,
    template,
  }));
  return [...named, ...made];
}

/** Zones that static volumes of a workload bind it to; undefined where nothing does. */
export function zonesOf(state: ClusterState, workload: Workload): readonly string[] | undefined {
  for (const { name } of claimsOf(workload)) {
    const claim = state.find('PersistentVolumeClaim', workload.namespace, name);
    const volume = claim && volumeFor(state, claim.object, claim);
    const terms = mapsAt(volume?.object, 'spec', 'nodeAffinity', 'required', 'nodeSelectorTerms');
    const zones = terms.flatMap((term) =>
      mapsAt(term, 'matchExpressions')
        .filter((each) => (textAt(each, 'key') ?? '').endsWith('/zone'))
        .flatMap((each) => textsAt(each, 'values')),
    );
    if (zones.length > 0) return zones;
  }
  return undefined;
}

/** A volume that was made by hand and fits a claim. */
function volumeFor(
  state: ClusterState,
  claim: JsonObject,
  of: Pick<KubeObject, 'namespace' | 'name'>,
): KubeObject | undefined {
  const wanted = textAt(claim, 'spec', 'volumeName');
  const className = textAt(claim, 'spec', 'storageClassName') ?? '';
  const selector = at(claim, 'spec', 'selector');
  const size = bytes(at(claim, 'spec', 'resources', 'requests', 'storage'));
  return state.all('PersistentVolume').find((volume) => {
    if (wanted !== undefined) return volume.name === wanted;
    const { object } = volume;
    const owner = mapAt(object, 'spec', 'claimRef');
    const bound = textAt(owner, 'name');
    if (
      bound !== undefined &&
      (bound !== of.name || (textAt(owner, 'namespace') ?? of.namespace) !== of.namespace)
    )
      return false;
    return (
      (textAt(object, 'spec', 'storageClassName') ?? '') === className &&
      bytes(at(object, 'spec', 'capacity', 'storage')) >= size &&
      textsAt(claim, 'spec', 'accessModes').every((mode) =>
        textsAt(object, 'spec', 'accessModes').includes(mode),
      ) &&
      (selector === undefined ||
        selector === null ||
        matchesSelector(selector, labelsAt(object, 'metadata', 'labels')))
    );
  });
}

/** Why a claim stays Pending; undefined where it is bound sooner or later. */
export function claimProblem(
  state: ClusterState,
  object: KubeObject,
  claim: JsonObject,
  name: string,
): Problem | undefined {
  const spec = mapAt(claim, 'spec');
  const subject = { kind: object.kind, name: object.name, source: object.source };
  const size = at(spec, 'resources', 'requests', 'storage');
  if (size !== undefined && quantity(size) === undefined) {
    return problem(
      subject,
      'refused',
      `PersistentVolumeClaim "${name}" is invalid: spec.resources.requests.storage: ${String(size)}`,
      text('Write the size as a quantity, such as 20Gi.', '请将大小写为数量,例如 20Gi。'),
      { hints: ['storage:'] },
    );
  }
  if (volumeFor(state, claim, { namespace: object.namespace, name })) return undefined;
  const written =
    at(spec, 'storageClassName') ??
    at(claim, 'metadata', 'annotations', 'volume.beta.kubernetes.io/storage-class');
  const className = typeof written === 'string' ? written : undefined;
  const wanted = textAt(spec, 'volumeName');
  const others = state.all('StorageClass').map((each) => each.name);
  if (state.spec.open && (wanted !== undefined || className !== undefined)) return undefined;
  if (wanted !== undefined || className === '') {
    return problem(
      subject,
      'volume',
      wanted === undefined
        ? 'no persistent volumes available for this claim and no storage class is set'
        : `volume "${wanted}" not found`,
      text(
        'Create a PersistentVolume that fits, or name a storage class that makes one.',
        '请创建匹配的 PersistentVolume,或指定可动态创建卷的存储类。',
      ),
      { reason: 'FailedBinding', hints: ['volumeName:', 'storageClassName:', name] },
    );
  }
  const found = className === undefined ? state.defaultStorageClass() : state.storageClass(className);
  if (found) return undefined;
  if (className === undefined) {
    return problem(
      subject,
      'volume',
      'no persistent volumes available for this claim and no storage class is set',
      text('Name a storage class: the cluster has no default one.', '请指定存储类:集群没有默认存储类。'),
      { reason: 'FailedBinding', hints: [name] },
    );
  }
  return problem(
    subject,
    'volume',
    `storageclass.storage.k8s.io "${className}" not found`,
    others.length > 0
      ? text(
          `Use ${others.join(' or ')}, leave storageClassName out for the cluster's default, or create StorageClass ${className} in the chart.`,
          `请改用 ${others.join(' 或 ')},省略 storageClassName 以使用默认存储类,或在 Chart 中创建 StorageClass ${className}。`,
        )
      : text(
          `Create StorageClass ${className} in the chart.`,
          `请在 Chart 中创建 StorageClass ${className}。`,
        ),
    { reason: 'ProvisioningFailed', hints: [className, 'storageClassName', 'storageClass'] },
  );
}

/** Why a workload's volumes keep its pods from being scheduled. */
export function volumeProblem(state: ClusterState, workload: Workload): Problem | undefined {
  for (const { name, template } of claimsOf(workload)) {
    const claim = state.find('PersistentVolumeClaim', workload.namespace, name);
    if (!claim && !template) {
      if (state.spec.open) continue;
      return problem(
        workload.object,
        'volume',
        `persistentvolumeclaim "${name}" not found`,
        text(
          `Create PersistentVolumeClaim ${name} in the chart, or correct claimName.`,
          `请在 Chart 中创建 PersistentVolumeClaim ${name},或更正 claimName。`,
        ),
        { reason: 'FailedScheduling', hints: [`claimName: ${name}`, name, 'claimName'] },
      );
    }
    const found = claim
      ? claimProblem(state, claim, claim.object, name)
      : template && claimProblem(state, workload.object, template, name);
    if (found) return found;
  }
  return undefined;
}

/** Claims that will be bound and yet not do what was wanted. */
export function* looseClaims(state: ClusterState, workloads: readonly Workload[]): Generator<Problem> {
  for (const claim of state.all('PersistentVolumeClaim')) {
    if (claim.source === '') continue;
    const className = textAt(claim.object, 'spec', 'storageClassName');
    const found = className === undefined ? state.defaultStorageClass() : state.storageClass(className);
    const shared = textsAt(claim.object, 'spec', 'accessModes').some((mode) => mode.endsWith('Many'));
    if (!found || !shared || !DISKS.has(found.provisioner)) continue;
    const users = workloads.filter(
      (each) => each.namespace === claim.namespace && claimsOf(each).some(({ name }) => name === claim.name),
    );
    const podsOfAll = users.reduce((sum, each) => sum + (each.replicas ?? 2), 0);
    if (podsOfAll < 2) continue;
    yield warning(
      claim,
      text(
        `StorageClass ${found.name} makes cloud disks, which one node at a time can use; ${podsOfAll} pods share this claim (ReadWriteMany).`,
        `存储类 ${found.name} 创建云硬盘,同一时间只能挂载到一个节点;有 ${podsOfAll} 个 Pod 共享该声明(ReadWriteMany)。`,
      ),
      text(
        'Use a file storage class (CFS), or one claim for each pod.',
        '请使用文件存储类(CFS),或为每个 Pod 使用独立的声明。',
      ),
      ['ReadWriteMany', 'accessModes'],
    );
  }
}
