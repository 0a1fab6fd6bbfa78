import type { JsonObject } from '../json.ts';
import type { PlannedResource } from '../terraform/plan/types.ts';
import type { InstanceResource } from './record.ts';
import { blocks, isEmpty } from './values.ts';

/** Machines that run software, and the blocks in which their role is written (facts sections 2 and 4). */
const places: Readonly<Record<string, readonly string[]>> = {
  tencentcloud_instance: [''],
  tencentcloud_kubernetes_cluster: ['worker_config'],
  tencentcloud_kubernetes_scale_worker: ['worker_config'],
  tencentcloud_kubernetes_node_pool: ['auto_scaling_config'],
  tencentcloud_as_scaling_config: [''],
  tencentcloud_cvm_launch_template: [''],
};

export const isMachine = (type: string): boolean => Object.hasOwn(places, type);

/** The block that holds a machine's role; empty for the resource itself. */
export const roleBlock = (type: string): string => places[type]?.[0] ?? '';

/** True when a machine's arguments bind a role. */
export function bindsRole(type: string, args: JsonObject): boolean {
  return (places[type] ?? []).some((block) =>
    block === ''
      ? !isEmpty(args.cam_role_name)
      : blocks(args, block).length > 0 && blocks(args, block).every((each) => !isEmpty(each.cam_role_name)),
  );
}

/** The machines of a plan and those among them that bind a role; `created` gives their arguments as they were made. */
export function bindingsOf(
  planned: readonly PlannedResource[],
  created: readonly InstanceResource[],
): { readonly machines: readonly PlannedResource[]; readonly bound: readonly PlannedResource[] } {
  const attributes = new Map(created.map((each) => [each.address, each.attributes]));
  const machines = planned.filter((each) => each.mode === 'managed' && isMachine(each.type));
  const bound = machines.filter((each) => bindsRole(each.type, attributes.get(each.address) ?? {}));
  return { machines, bound };
}
