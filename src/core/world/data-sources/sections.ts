/** The section of a world file that answers a data source; beside it counts what the install has made. */
const SECTIONS: Readonly<Record<string, readonly string[]>> = {
  account: ['user_info'],
  regions: ['availability_regions', 'availability_zones', 'availability_zones_by_product'],
  images: ['image', 'images'],
  instanceTypes: ['instance_types'],
  keyPairs: ['key_pairs'],
  vpcs: ['vpc', 'vpc_instances'],
  subnets: ['subnet', 'vpc_subnets'],
  securityGroups: ['security_group', 'security_groups'],
  routeTables: ['route_table', 'vpc_route_tables'],
  eips: ['eips'],
  natGateways: ['nat_gateways', 'nats'],
  instances: ['instances', 'instances_set'],
  loadBalancers: ['clb_instances', 'clb_listeners'],
  clusters: ['kubernetes_clusters', 'kubernetes_cluster_node_pools'],
  databases: ['mysql_instance', 'postgresql_instances', 'redis_instances', 'mongodb_instances'],
  fileSystems: ['cfs_file_systems'],
  disks: ['cbs_storages', 'cbs_storages_set'],
  buckets: ['cos_buckets'],
  certificates: ['ssl_certificates', 'ssl_describe_certificate'],
  privateZones: ['private_dns_private_zone_list'],
  camUsers: ['cam_users', 'cam_user_policy_attachments'],
  camGroups: ['cam_groups', 'cam_group_memberships', 'cam_group_policy_attachments'],
  camRoles: ['cam_roles', 'cam_role_detail', 'cam_role_policy_attachments'],
  policies: ['cam_policies'],
};

const BY_TYPE: ReadonlyMap<string, string> = new Map(
  Object.entries(SECTIONS).flatMap(([section, types]) =>
    types.map((type) => [`tencentcloud_${type}`, section] as const),
  ),
);

/** The section of the world that answers a data source type; undefined for types that no section answers. */
export const sectionOf = (type: string): string | undefined => BY_TYPE.get(type);
