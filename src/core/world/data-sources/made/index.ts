export * from './databases.ts';
export * from './gateways.ts';
export * from './people.ts';
export * from './running.ts';
export * from './storage.ts';

/** Resource types whose instances these lists take in. */
export const LISTED_RESOURCES: readonly string[] = [
  'instance',
  'clb_instance',
  'clb_listener',
  'kubernetes_cluster',
  'kubernetes_node_pool',
  'mysql_instance',
  'postgresql_instance',
  'redis_instance',
  'mongodb_instance',
  'eip',
  'nat_gateway',
  'route_table',
  'cfs_file_system',
  'cbs_storage',
  'cam_user',
  'cam_group',
  'cam_policy',
  'cam_role',
  'cam_role_policy_attachment',
  'cos_bucket',
].map((type) => `tencentcloud_${type}`);
