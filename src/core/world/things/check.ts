import { type Keeper, unknown, type Wrong } from '../keeper.ts';
import type { World } from '../types.ts';
import type { Place } from './settle.ts';
import type { Things } from './types.ts';

/** The name for which no region could be told. */
function lost(world: World, { subnet, vpc, zone }: Place): Wrong | undefined {
  const names = (list: readonly { readonly id: string }[]): string[] => list.map((each) => each.id);
  if (subnet && !names(world.subnets).includes(subnet))
    return unknown('subnet', 'subnet', subnet, names(world.subnets));
  if (vpc) return unknown('vpc', 'vpc', vpc, names(world.vpcs));
  return zone ? unknown('zone', 'zone', zone, names(world.regions.flatMap((each) => each.zones))) : undefined;
}

/** What is wrong with a place: a name that is nowhere, or two that do not lie in one another. */
function misplaced(world: World, entry: Place): Wrong | undefined {
  const nowhere = entry.region === '' ? lost(world, entry) : undefined;
  if (nowhere) return nowhere;
  const region = world.regions.find((each) => each.id === entry.region);
  if (!region)
    return unknown(
      'region',
      'region',
      entry.region,
      world.regions.map((each) => each.id),
    );
  const zones = region.zones.map((each) => each.id);
  if (entry.zone && !zones.includes(entry.zone))
    return unknown('zone', `zone of ${region.id}`, entry.zone, zones);
  const vpcs = world.vpcs.filter((each) => each.region === region.id).map((each) => each.id);
  if (entry.vpc && !vpcs.includes(entry.vpc)) return unknown('vpc', `vpc of ${region.id}`, entry.vpc, vpcs);
  if (entry.subnet) {
    const subnets = world.subnets.filter((each) => each.vpc === entry.vpc).map((each) => each.id);
    if (!subnets.includes(entry.subnet))
      return unknown('subnet', `subnet of ${entry.vpc}`, entry.subnet, subnets);
  }
  const groups = world.securityGroups.filter((each) => each.region === region.id).map((each) => each.id);
  const strange = entry.securityGroups?.findIndex((each) => !groups.includes(each)) ?? -1;
  const name = entry.securityGroups?.[strange];
  return name === undefined
    ? undefined
    : unknown(`securityGroups.${strange}`, `security group of ${region.id}`, name, groups);
}

/** The first of some names that is none of those known. */
function strangeIn(
  field: string,
  kind: string,
  names: readonly string[],
  known: readonly string[],
): Wrong | undefined {
  const at = names.findIndex((each) => !known.includes(each));
  const name = names[at];
  return name === undefined ? undefined : unknown(`${field}.${at}`, kind, name, known);
}

const needs = (field: string, value: string): Wrong | undefined =>
  value === '' ? { code: 'WORLD_FIELD', field, data: { detail: `"${field}" is required here` } } : undefined;

const byName = (entry: { readonly name?: string | undefined }): string | undefined => entry.name;

function checkPeople(world: World, keeper: Keeper) {
  const { policies } = world;
  const bound = (each: { readonly policies: readonly string[] }): Wrong | undefined =>
    strangeIn('policies', 'policy', each.policies, policies);
  const camGroups = keeper.keep('camGroups', world.camGroups, bound, byName);
  const groups = camGroups.map((each) => each.name);
  return {
    camGroups,
    camUsers: keeper.keep(
      'camUsers',
      world.camUsers,
      (each) => strangeIn('groups', 'group', each.groups, groups) ?? bound(each),
      byName,
    ),
    camRoles: keeper.keep('camRoles', world.camRoles, bound, byName),
  };
}

/** Checks what all of it refers to. */
export function checkThings(world: World, keeper: Keeper): Things {
  const wrong = (each: Place): Wrong | undefined => misplaced(world, each);
  const images = new Set(world.images.map((each) => each.id));
  const instances = keeper.keep('instances', world.instances, (each) => {
    if (world.closed && each.image !== '' && !images.has(each.image))
      return unknown('image', 'image', each.image, images);
    return needs('type', each.type) ?? needs('zone', each.zone) ?? wrong(each);
  });
  const machines = instances.map((each) => each.id);
  const natGateways = keeper.keep(
    'natGateways',
    world.natGateways,
    (each) => needs('vpc', each.vpc) ?? wrong(each),
  );
  const holders = [...machines, ...natGateways.map((each) => each.id)];
  return {
    ...checkPeople(world, keeper),
    camPolicies: world.camPolicies,
    instances,
    natGateways,
    loadBalancers: keeper.keep('loadBalancers', world.loadBalancers, wrong),
    clusters: keeper.keep('clusters', world.clusters, (each) => needs('vpc', each.vpc) ?? wrong(each)),
    databases: keeper.keep('databases', world.databases, wrong),
    eips: keeper.keep('eips', world.eips, (each) => {
      if (each.boundTo.startsWith('ins-') || each.boundTo.startsWith('nat-'))
        return (
          wrong(each) ??
          (holders.includes(each.boundTo)
            ? undefined
            : unknown('boundTo', 'instance or NAT gateway', each.boundTo, holders))
        );
      return wrong(each);
    }),
    routeTables: keeper.keep('routeTables', world.routeTables, (each) => {
      const inside = world.subnets.filter((subnet) => subnet.vpc === each.vpc).map((subnet) => subnet.id);
      return (
        needs('vpc', each.vpc) ??
        wrong(each) ??
        strangeIn('subnets', `subnet of ${each.vpc}`, each.subnets, inside)
      );
    }),
    fileSystems: keeper.keep(
      'fileSystems',
      world.fileSystems,
      (each) => needs('zone', each.zone) ?? wrong(each),
    ),
    disks: keeper.keep('disks', world.disks, (each) => {
      if (each.instance !== '' && !machines.includes(each.instance))
        return unknown('instance', 'instance', each.instance, machines);
      return needs('zone', each.zone) ?? wrong(each);
    }),
  };
}
