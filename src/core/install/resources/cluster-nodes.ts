import type {
  ClusterSpec,
  KubeNode,
  Machine,
  ScalingGroup,
  StorageClass,
  Taint,
} from '../../cluster/index.ts';
import { nodeOf, superNode } from '../../cluster/index.ts';
import type { Json, JsonObject } from '../../json.ts';
import { isJsonObject } from '../../json.ts';
import { instanceTypeByName } from '../../world/index.ts';
import { at, blocks, firstText, number, texts, truth } from '../values.ts';
import type { Made, WorldView } from '../world-view.ts';

/** Types that bring nodes to a cluster, with the argument that names it. */
export const NODE_TYPES: readonly string[] = [
  'tencentcloud_kubernetes_node_pool',
  'tencentcloud_kubernetes_native_node_pool',
  'tencentcloud_kubernetes_serverless_node_pool',
  'tencentcloud_kubernetes_scale_worker',
  'tencentcloud_kubernetes_cluster_attachment',
];

/** Types that install things of their own into a cluster: kinds that they bring are not known here. */
const ADDON_TYPES = ['tencentcloud_kubernetes_addon', 'tencentcloud_kubernetes_addon_attachment'];
/** Suffixes of the API groups that the platform's own components define. */
const PLATFORM_GROUPS = ['tencent.com', 'tencentcloud.com', 'tencentyun.com', 'qcloud.com'];
/** Pods of a node where the cluster says nothing (the provider's default of cluster_max_pod_num). */
const PODS = 256;
const MOST_NODES = 200;

/** The class that a cluster of the platform has from the beginning (product documentation 457/44238). */
const STORAGE: readonly StorageClass[] = [
  { name: 'cbs', provisioner: 'com.tencent.cloud.csi.cbs', isDefault: true, waits: false },
];

interface Group {
  readonly name: string;
  readonly type: string;
  readonly count: number;
  readonly most: number;
  readonly zone: string | undefined;
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: readonly Taint[];
  readonly publicIp: boolean;
}

/** Labels as a map, or as a list of name (or key) and value. */
function labelsOf(value: Json | undefined): Readonly<Record<string, string>> {
  const pairs: readonly (readonly [unknown, unknown])[] = Array.isArray(value)
    ? value.filter(isJsonObject).map((each) => [each.name ?? each.key, each.value ?? ''])
    : Object.entries(isJsonObject(value) ? value : {});
  return Object.fromEntries(
    pairs.filter(([name]) => name !== undefined).map(([name, held]) => [String(name), String(held)]),
  );
}

const taintsOf = (value: Json | undefined): readonly Taint[] =>
  (Array.isArray(value) ? value : []).filter(isJsonObject).map((each) => ({
    key: firstText(each.key) ?? '',
    value: firstText(each.value) ?? '',
    effect: firstText(each.effect) ?? 'NoSchedule',
  }));

const isPublic = (block: JsonObject): boolean =>
  truth(block.public_ip_assigned) && (number(block.internet_max_bandwidth_out) ?? 0) > 0;

function workers(name: string, args: JsonObject, labels: Group['labels'], view: WorldView): readonly Group[] {
  return blocks(args, 'worker_config').map((block, index) => {
    const count = number(block.count) ?? 1;
    return {
      name: `${name}-${index + 1}`,
      type: firstText(block.instance_type) ?? '',
      count,
      most: count,
      zone: firstText(block.availability_zone) ?? view.subnet(firstText(block.subnet_id) ?? '')?.zone,
      labels,
      taints: [],
      publicIp: isPublic(block),
    };
  });
}

/** The nodes that one resource brings. */
function groupsOf(made: Made, view: WorldView): readonly Group[] {
  const { attributes: args, id } = made;
  const zoneOf = (subnets: Json | undefined): string | undefined =>
    view.subnet(firstText(subnets) ?? '')?.zone;
  const labels = labelsOf(args.labels);
  const taints = taintsOf(args.taints);
  switch (made.type) {
    case 'tencentcloud_kubernetes_cluster':
      return [
        ...workers(id, args, labels, view),
        ...blocks(args, 'exist_instance').flatMap((block) =>
          texts(at(block, 'instances_para.0.instance_ids') ?? at(block, 'instances_para.instance_ids')).map(
            (instance) => attached(instance, labels, [], view),
          ),
        ),
      ];
    case 'tencentcloud_kubernetes_node_pool': {
      const config = blocks(args, 'auto_scaling_config')[0] ?? {};
      const least = number(args.min_size) ?? 0;
      const count = Math.max(number(args.desired_capacity) || least, 0);
      return [
        {
          name: id,
          type: firstText(config.instance_type) ?? '',
          count,
          most: args.enable_auto_scale === false ? count : Math.max(count, number(args.max_size) ?? count),
          zone: zoneOf(args.subnet_ids),
          labels,
          taints,
          publicIp: isPublic(config),
        },
      ];
    }
    case 'tencentcloud_kubernetes_native_node_pool': {
      const native = blocks(args, 'native')[0] ?? {};
      const scaling = blocks(native, 'scaling')[0] ?? {};
      const count = number(native.replicas) || number(scaling.min_replicas) || 0;
      return [
        {
          name: id,
          type: firstText(native.instance_types) ?? '',
          count,
          most: truth(native.enable_autoscaling)
            ? Math.max(count, number(scaling.max_replicas) ?? count)
            : count,
          zone: zoneOf(native.subnet_ids),
          labels,
          taints,
          publicIp: blocks(native, 'internet_accessible').some(
            (each) => (number(each.max_bandwidth_out) ?? 0) > 0,
          ),
        },
      ];
    }
    case 'tencentcloud_kubernetes_scale_worker':
      return workers(id, args, labels, view).map((group) => ({ ...group, taints }));
    case 'tencentcloud_kubernetes_cluster_attachment':
      return [attached(firstText(args.instance_id) ?? '', labels, taints, view)];
    default:
      return [];
  }
}

function attached(
  instance: string,
  labels: Group['labels'],
  taints: readonly Taint[],
  view: WorldView,
): Group {
  const machine = view.made(instance)?.attributes ?? {};
  return {
    name: instance,
    type: firstText(machine.instance_type) ?? '',
    count: 1,
    most: 1,
    zone: firstText(machine.availability_zone),
    labels,
    taints,
    publicIp: truth(machine.allocate_public_ip) && (number(machine.internet_max_bandwidth_out) ?? 0) > 0,
  };
}

/** A machine type as the world lists it, else as its name says; undefined for one that nobody knows. */
const machineOf = (view: WorldView, type: string): Machine | undefined =>
  view.machineType(type) ?? instanceTypeByName(type);

export interface ClusterNodes {
  readonly spec: ClusterSpec;
  /** Machine types of the nodes, or what stands for them. */
  readonly names: string;
  readonly arches: ReadonlySet<KubeNode['arch']>;
  /** True when every node has a public address of its own. */
  readonly publicNodes: boolean;
}

/** What is known of a cluster: the nodes that the plan made by now, its storage, its version. */
export function clusterNodes(
  view: WorldView,
  cluster: Made | undefined,
  version: string,
  region: string,
): ClusterNodes {
  const own = (type: string): readonly Made[] =>
    view.madeOf(type).filter((made) => firstText(made.attributes.cluster_id) === cluster?.id);
  const groups = cluster ? [cluster, ...NODE_TYPES.flatMap(own)].flatMap((made) => groupsOf(made, view)) : [];
  const nodes: KubeNode[] = [];
  const scaling: ScalingGroup[] = [];
  let unknown = false;
  const zones = new Map(
    view.world.regions.flatMap((each) => each.zones.map((zone) => [zone.id, zone.zoneId] as const)),
  );
  const pods = number(cluster?.attributes.cluster_max_pod_num) ?? PODS;
  for (const group of groups) {
    const machine = machineOf(view, group.type);
    if (!machine) {
      unknown = true;
      continue;
    }
    const zoneId = group.zone === undefined ? undefined : zones.get(group.zone);
    const make = (name: string): KubeNode =>
      nodeOf({
        name,
        machine,
        zone: group.zone,
        region,
        labels: group.labels,
        taints: group.taints,
        pods,
        ...(zoneId === undefined ? {} : { zoneId }),
      });
    for (let i = 1; i <= group.count && nodes.length < MOST_NODES; i++)
      nodes.push(make(`${group.name}-${i}`));
    if (group.most > group.count)
      scaling.push({ name: group.name, size: group.count, most: group.most, template: make(group.name) });
  }
  const serverless =
    cluster?.type === 'tencentcloud_eks_cluster'
      ? [cluster]
      : own('tencentcloud_kubernetes_serverless_node_pool');
  for (const each of serverless) {
    const subnets =
      each === cluster
        ? texts(each.attributes.subnet_ids)
        : blocks(each.attributes, 'serverless_nodes').flatMap((block) => texts(block.subnet_id));
    for (const subnet of subnets) nodes.push(superNode(`eklet-${subnet}`, region, view.subnet(subnet)?.zone));
  }
  const types = [...new Set(groups.map((group) => group.type).filter((type) => type !== ''))];
  const hasAddons = ADDON_TYPES.some((type) => own(type).length > 0);
  const machines = nodes.filter((node) => !node.virtual);
  return {
    spec: {
      version,
      nodes,
      scaling,
      storageClasses: STORAGE,
      // Nothing can be ruled out in a cluster that was there before, with machines that nobody knows, or with add-ons.
      open: cluster === undefined || unknown || hasAddons,
      platformGroups: PLATFORM_GROUPS,
      knownGroups: [],
    },
    names: types.length > 0 ? types.join(', ') : 'serverless',
    arches: new Set(machines.length > 0 ? machines.map((node) => node.arch) : ['amd64']),
    publicNodes: groups.length > 0 && groups.every((group) => group.publicIp),
  };
}
