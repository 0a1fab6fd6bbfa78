import { regionOf } from '../lookup.ts';
import type { World } from '../types.ts';
import type { Things } from './types.ts';

/** Where something says that it stands; what a kind has no place for is left out. */
export interface Place {
  readonly region: string;
  readonly zone?: string;
  readonly vpc?: string;
  readonly subnet?: string;
  readonly securityGroups?: readonly string[];
}

/** An entry with the region, zone and network that follow from its subnet, network or zone. */
function settled<T extends Place>(world: World, entry: T): T {
  const subnet = entry.subnet ? world.subnets.find((each) => each.id === entry.subnet) : undefined;
  const vpc = entry.vpc || subnet?.vpc || '';
  const zone = entry.zone || subnet?.zone || '';
  const region =
    entry.region || world.vpcs.find((each) => each.id === vpc)?.region || regionOf(world, zone)?.id || '';
  return {
    ...entry,
    region,
    ...(entry.zone === undefined ? {} : { zone }),
    ...(entry.vpc === undefined ? {} : { vpc }),
  };
}

/** What runs in a world, with the regions, zones and networks that its file left to follow from something else. */
export function settleThings(
  world: World,
): Omit<Things, 'camUsers' | 'camGroups' | 'camRoles' | 'camPolicies'> {
  const all = <T extends Place>(entries: readonly T[]): readonly T[] =>
    entries.map((each) => settled(world, each));
  const instances = all(world.instances);
  const natGateways = all(world.natGateways);
  const regionOfHolder = (id: string): string =>
    [...instances, ...natGateways].find((each) => each.id === id)?.region ?? '';
  return {
    instances,
    natGateways,
    loadBalancers: all(world.loadBalancers),
    clusters: all(world.clusters),
    databases: all(world.databases),
    eips: world.eips.map((each) => ({ ...each, region: each.region || regionOfHolder(each.boundTo) })),
    routeTables: all(world.routeTables),
    fileSystems: all(world.fileSystems),
    disks: all(world.disks),
  };
}
