import { isJsonObject, type Json } from '../json.ts';
import type { Plan, PlannedResource } from '../terraform/index.ts';
import { instanceTypeByName } from '../world/index.ts';
import type { World } from '../world/types.ts';

const NODES =
  /^tencentcloud_(kubernetes_(cluster|node_pool|native_node_pool|scale_worker)|container_cluster)/;
const DEEPEST = 20;

/** Every machine type that a value names. */
export function machineTypes(value: Json | undefined, depth = 0): readonly string[] {
  if (depth > DEEPEST) return [];
  if (Array.isArray(value)) return value.flatMap((each) => machineTypes(each, depth + 1));
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([name, each]) => {
    if (name !== 'instance_type' && name !== 'instance_types') return machineTypes(each, depth + 1);
    return (Array.isArray(each) ? each : [each]).filter((type): type is string => typeof type === 'string');
  });
}

/** `amd64` or `arm64` as images name it. */
export function archOf(type: string, world: World): string {
  const machine = world.instanceTypes.find((each) => each.type === type) ?? instanceTypeByName(type);
  return machine?.arch === 'arm64' ? 'arm64' : 'amd64';
}

const archesOf = (resources: readonly PlannedResource[], world: World): readonly string[] => [
  ...new Set(resources.flatMap((each) => machineTypes(each.args.value)).map((type) => archOf(type, world))),
];

/** Architectures of the nodes of a plan's clusters; amd64 where it creates none (super nodes). */
export function nodeArches(plan: Plan, world: World): readonly string[] {
  const arches = archesOf(
    plan.resources.filter((each) => NODES.test(each.type)),
    world,
  );
  return arches.length > 0 ? arches : ['amd64'];
}

/** Architectures of the machine that a resource is, or else of the plan's machines: commands run on any of them. */
export function machineArches(resource: PlannedResource, plan: Plan, world: World): readonly string[] {
  const own = archesOf([resource], world);
  if (own.length > 0) return own;
  const all = archesOf(
    plan.resources.filter((each) => each.mode === 'managed'),
    world,
  );
  return all.length > 0 ? all : ['amd64'];
}
