import type { JsonObject } from '../json.ts';
import { ROLE_PLACES } from '../package/index.ts';
import type { PlannedResource } from '../terraform/plan/types.ts';
import type { InstanceResource } from './record.ts';
import { blocks, isEmpty } from './values.ts';

/** True for resources that are, or make, machines that run software. */
export const isMachine = (type: string): boolean => Object.hasOwn(ROLE_PLACES, type);

/** The block that holds a machine's role; empty for the resource itself. */
export const roleBlock = (type: string): string => ROLE_PLACES[type]?.[0] ?? '';

/** True when a machine's arguments bind a role. */
export function bindsRole(type: string, args: JsonObject): boolean {
  return (ROLE_PLACES[type] ?? []).some((block) =>
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
