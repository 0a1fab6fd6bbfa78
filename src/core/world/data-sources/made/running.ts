import { isJsonObject } from '../../../json.ts';
import type { Cluster, Instance, Listener, LoadBalancer, NodePool } from '../../things/types.ts';
import type { Account, MadeObject } from '../types.ts';
import { inRegion, of, place, tagsOf, text, texts, whole } from './read.ts';

export const instancesOf = (account: Account, region: string): readonly Instance[] =>
  inRegion(
    [
      ...account.world.instances,
      ...of(account, 'instance', (each): Instance => {
        const { attributes: at } = each;
        const groups = texts(at.orderly_security_groups);
        return {
          ...place(each, 'instance_name'),
          type: text(at.instance_type),
          image: text(at.image_id),
          privateIp: text(at.private_ip),
          publicIp: text(at.public_ip),
          securityGroups: groups.length > 0 ? groups : texts(at.security_groups),
          status: 'RUNNING',
          chargeType: text(at.instance_charge_type) || 'POSTPAID_BY_HOUR',
          systemDisk: { type: text(at.system_disk_type), size: whole(at.system_disk_size) },
          role: text(at.cam_role_name),
        };
      }),
    ],
    region,
  );

const madeListener = ({ attributes: at }: MadeObject): Listener & { readonly balancer: string } => ({
  id: text(at.listener_id) || text(at.id),
  name: text(at.listener_name),
  port: whole(at.port),
  protocol: text(at.protocol),
  certificate: text(at.certificate_id),
  balancer: text(at.clb_id),
});

export function loadBalancersOf(account: Account, region: string): readonly LoadBalancer[] {
  const listeners = of(account, 'clb_listener', madeListener);
  const balancers = [
    ...account.world.loadBalancers,
    ...of(account, 'clb_instance', (each): LoadBalancer => {
      const { attributes: at } = each;
      return {
        ...place(each, 'clb_name', 'master_zone_id'),
        networkType: at.network_type === 'INTERNAL' ? 'INTERNAL' : 'OPEN',
        vips: texts(at.clb_vips),
        domain: text(at.domain),
        securityGroups: texts(at.security_groups),
        listeners: [],
      };
    }),
  ];
  return inRegion(balancers, region).map((each) => ({
    ...each,
    listeners: [...each.listeners, ...listeners.filter(({ balancer }) => balancer === each.id)],
  }));
}

const madePool = ({ attributes: at }: MadeObject): NodePool & { readonly cluster: string } => {
  const [config] = Array.isArray(at.auto_scaling_config) ? at.auto_scaling_config : [];
  const taints = Array.isArray(at.taints) ? at.taints.filter(isJsonObject) : [];
  return {
    id: text(at.id).split('#').at(-1) ?? '',
    name: text(at.name),
    min: whole(at.min_size),
    max: whole(at.max_size),
    desired: whole(at.desired_capacity) || whole(at.min_size),
    os: text(at.node_os),
    image: '',
    instanceType: isJsonObject(config) ? text(config.instance_type) : '',
    labels: tagsOf(at.labels),
    taints: taints.map(({ key, value, effect }) => ({
      key: text(key),
      value: text(value),
      effect: text(effect),
    })),
    deletionProtection: at.deletion_protection === true,
    tags: tagsOf(at.tags),
    cluster: text(at.cluster_id),
  };
};

export function clustersOf(account: Account, region: string): readonly Cluster[] {
  const pools = of(account, 'kubernetes_node_pool', madePool);
  const clusters = [
    ...account.world.clusters,
    ...of(
      account,
      'kubernetes_cluster',
      ({ region: where, attributes: at }): Cluster => ({
        id: text(at.id),
        name: text(at.cluster_name),
        region: where,
        vpc: text(at.vpc_id),
        project: whole(at.project_id),
        tags: tagsOf(at.tags),
        description: text(at.cluster_desc),
        version: text(at.cluster_version),
        os: text(at.cluster_os),
        deployType: text(at.cluster_deploy_type) || 'MANAGED_CLUSTER',
        cidr: text(at.cluster_cidr),
        serviceCidr: text(at.service_cidr),
        maxPods: whole(at.cluster_max_pod_num),
        maxServices: whole(at.cluster_max_service_num),
        nodes: whole(at.cluster_node_num),
        deletionProtection: at.deletion_protection === true,
        nodePools: [],
      }),
    ),
  ];
  return inRegion(clusters, region).map((each) => ({
    ...each,
    nodePools: [...each.nodePools, ...pools.filter(({ cluster }) => cluster === each.id)],
  }));
}
