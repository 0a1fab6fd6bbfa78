import { findInstanceType } from '../lookup.ts';
import type { Cluster, Instance, Listener, LoadBalancer, NodePool } from '../things/types.ts';
import type { World } from '../types.ts';
import { byProject, hasTags, known, type Listing, plainTags, sourceOf } from './lister.ts';
import { clustersOf, instancesOf, loadBalancersOf } from './made/index.ts';
import type { DataSource } from './types.ts';

const instanceBy: Listing<Instance>['by'] = {
  instance_id: (each, asked) => each.id === asked,
  // The cloud's own filter by name finds parts of it.
  instance_name: (each, asked) => each.name.includes(asked),
  availability_zone: (each, asked) => each.zone === asked,
  project_id: byProject,
  vpc_id: (each, asked) => each.vpc === asked,
  subnet_id: (each, asked) => each.subnet === asked,
};

function instanceRow(each: Instance, world: World) {
  const size = findInstanceType(world, each.type)?.type;
  return known({
    instance_id: each.id,
    instance_name: each.name,
    instance_type: each.type,
    ...(size ? { cpu: size.cpu, memory: size.memory } : {}),
    availability_zone: each.zone,
    project_id: each.project,
    image_id: each.image,
    instance_charge_type: each.chargeType,
    system_disk_type: each.systemDisk.type,
    system_disk_size: each.systemDisk.size,
    vpc_id: each.vpc,
    subnet_id: each.subnet,
    private_ip: each.privateIp,
    public_ip: each.publicIp,
    allocate_public_ip: each.publicIp !== '',
    security_groups: [...each.securityGroups],
    status: each.status,
    cam_role_name: each.role,
    tags: plainTags(each.tags),
  });
}

const instances: Listing<Instance> = {
  type: 'tencentcloud_instances',
  list: 'instance_list',
  all: instancesOf,
  id: (each) => each.id,
  by: instanceBy,
  byAny: { instance_set_ids: (each, asked) => asked.includes(each.id) },
  tags: (each) => each.tags,
  row: (each, { world }) => {
    const image = world.images.find((one) => one.id === each.image);
    return { ...instanceRow(each, world), ...(image ? { os_name: image.name } : {}) };
  },
};

const instancesSet: Listing<Instance> = {
  type: 'tencentcloud_instances_set',
  list: 'instance_list',
  all: instancesOf,
  id: (each) => each.id,
  by: instanceBy,
  tags: (each) => each.tags,
  row: (each, { world }) => instanceRow(each, world),
};

const loadBalancers: Listing<LoadBalancer> = {
  type: 'tencentcloud_clb_instances',
  list: 'clb_list',
  all: loadBalancersOf,
  id: (each) => each.id,
  by: {
    clb_id: (each, asked) => each.id === asked,
    clb_name: (each, asked) => each.name.includes(asked),
    project_id: byProject,
    network_type: (each, asked) => each.networkType === asked,
    master_zone: (each, asked) => each.zone === asked,
  },
  row: (each) =>
    known({
      clb_id: each.id,
      clb_name: each.name,
      network_type: each.networkType,
      // 1: running.
      status: 1,
      project_id: each.project,
      vpc_id: each.vpc,
      subnet_id: each.subnet,
      clb_vips: [...each.vips],
      domain: each.domain,
      load_balancer_domain: each.domain,
      zone: each.zone,
      security_groups: [...each.securityGroups],
      address_ip_version: 'ipv4',
      tags: plainTags(each.tags),
    }),
};

interface Heard extends Listener {
  readonly balancer: string;
}

const listeners: Listing<Heard> = {
  type: 'tencentcloud_clb_listeners',
  list: 'listener_list',
  all: (account, region) =>
    loadBalancersOf(account, region).flatMap((balancer) =>
      balancer.listeners.map((each) => ({ ...each, balancer: balancer.id })),
    ),
  id: (each) => each.id,
  by: {
    clb_id: (each, asked) => each.balancer === asked,
    listener_id: (each, asked) => each.id === asked,
    port: (each, asked) => String(each.port) === asked,
    protocol: (each, asked) => each.protocol === asked,
  },
  row: (each) =>
    known({
      clb_id: each.balancer,
      listener_id: each.id,
      listener_name: each.name,
      port: each.port,
      protocol: each.protocol,
      certificate_id: each.certificate,
    }),
};

const clusters: Listing<Cluster> = {
  type: 'tencentcloud_kubernetes_clusters',
  list: 'list',
  all: clustersOf,
  id: (each) => each.id,
  by: {
    cluster_id: (each, asked) => each.id === asked,
    cluster_name: (each, asked) => each.name === asked,
  },
  tags: (each) => each.tags,
  besides: ['kube_config_file_prefix'],
  row: (each) =>
    known({
      cluster_id: each.id,
      cluster_name: each.name,
      cluster_desc: each.description,
      cluster_os: each.os,
      cluster_version: each.version,
      cluster_deploy_type: each.deployType,
      cluster_cidr: each.cidr,
      service_cidr: each.serviceCidr,
      cluster_max_pod_num: each.maxPods,
      cluster_max_service_num: each.maxServices,
      cluster_node_num: each.nodes,
      vpc_id: each.vpc,
      project_id: each.project,
      deletion_protection: each.deletionProtection,
      tags: plainTags(each.tags),
    }),
};

interface Pooled extends NodePool {
  readonly cluster: string;
}

/** Filters of node pools; with one that is none of these the world cannot tell. */
const POOL_FILTERS: Readonly<Record<string, (pool: Pooled, values: readonly string[]) => boolean>> = {
  NodePoolsName: (pool, values) => values.includes(pool.name),
  NodePoolsId: (pool, values) => values.includes(pool.id),
  tags: (pool, values) => values.some((each) => hasTags(pool.tags, Object.fromEntries([each.split(':')]))),
};

const nodePools: Listing<Pooled> = {
  type: 'tencentcloud_kubernetes_cluster_node_pools',
  list: 'node_pool_set',
  all: (account, region, asked) => {
    const filters = [...asked.filters('filters')];
    return clustersOf(account, region)
      .flatMap((cluster) => cluster.nodePools.map((each) => ({ ...each, cluster: cluster.id })))
      .filter((pool) => filters.every(([name, values]) => POOL_FILTERS[name]?.(pool, values) ?? false));
  },
  id: (each) => each.id,
  by: { cluster_id: (each, asked) => each.cluster === asked },
  besides: ['filters'],
  row: (each) =>
    known({
      node_pool_id: each.id,
      name: each.name,
      cluster_instance_id: each.cluster,
      life_state: 'normal',
      min_nodes_num: each.min,
      max_nodes_num: each.max,
      desired_nodes_num: each.desired,
      node_pool_os: each.os,
      image_id: each.image,
      deletion_protection: each.deletionProtection,
      labels: Object.entries(each.labels).map(([name, value]) => ({ name, value })),
      taints: each.taints.map((taint) => ({ ...taint })),
      tags: Object.entries(each.tags).map(([key, value]) => ({ key, value })),
    }),
};

const pools = sourceOf(nodePools);

/** What runs: machines, load balancers and clusters. */
export const running: readonly DataSource[] = [
  sourceOf(instances),
  sourceOf(instancesSet),
  sourceOf(loadBalancers),
  sourceOf(listeners),
  sourceOf(clusters),
  {
    ...pools,
    answer: (asked, account) =>
      [...asked.filters('filters').keys()].every((name) => Object.hasOwn(POOL_FILTERS, name))
        ? pools.answer(asked, account)
        : undefined,
  },
];
