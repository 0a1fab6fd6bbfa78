/**
 * Where machines that run software bind their role (facts sections 2 and 4, provider schema): resource types, and the
 * blocks in which `cam_role_name` stands (empty: the resource itself).
 */
export const ROLE_PLACES: Readonly<Record<string, readonly string[]>> = {
  tencentcloud_instance: [''],
  tencentcloud_kubernetes_cluster: ['worker_config'],
  tencentcloud_kubernetes_scale_worker: ['worker_config'],
  tencentcloud_kubernetes_node_pool: ['auto_scaling_config'],
  tencentcloud_as_scaling_config: [''],
  tencentcloud_cvm_launch_template: [''],
};
