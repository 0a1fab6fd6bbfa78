import { nearest } from '../nearest.ts';
import { cidrContains, parseCidr } from './cidr.ts';
import type { WorldFile } from './file-schema.ts';
import { Keeper, type ReferenceFault, unknown } from './keeper.ts';
import { checkThings } from './things/check.ts';
import type { World } from './types.ts';

/**
 * Checks what entries refer to. What the file itself states wrongly is a fault; what only lost its region or network
 * because the file removed it goes with it.
 */
export function checkReferences(world: World, file: WorldFile): { world: World; faults: ReferenceFault[] } {
  const keeper = new Keeper(file);
  const regions = new Map(world.regions.map((region) => [region.id, region]));
  const inRegion = (entry: { readonly region: string }) =>
    regions.has(entry.region) ? undefined : unknown('region', 'region', entry.region, regions.keys());

  const vpcs = keeper.keep('vpcs', world.vpcs, inRegion);
  const byId = new Map(vpcs.map((vpc) => [vpc.id, vpc]));
  const subnets = keeper.keep('subnets', world.subnets, (subnet) => {
    const vpc = byId.get(subnet.vpc);
    if (!vpc) return unknown('vpc', 'vpc', subnet.vpc, byId.keys());
    const zones = regions.get(vpc.region)?.zones.map((zone) => zone.id) ?? [];
    if (!zones.includes(subnet.zone)) return unknown('zone', `zone of ${vpc.region}`, subnet.zone, zones);
    const [outer, inner] = [parseCidr(vpc.cidr), parseCidr(subnet.cidr)];
    if (!outer || !inner || cidrContains(outer, inner)) return undefined;
    const detail = `${subnet.cidr} lies outside of ${vpc.id} (${vpc.cidr})`;
    return { code: 'WORLD_FIELD', field: 'cidr', data: { detail } };
  });
  const checked: World = {
    ...world,
    vpcs,
    subnets,
    securityGroups: keeper.keep('securityGroups', world.securityGroups, inRegion),
    images: keeper.keep('images', world.images, (image) =>
      image.region === undefined ? undefined : inRegion({ region: image.region }),
    ),
    buckets: keeper.keep('buckets', world.buckets, inRegion),
  };
  const whole = { ...checked, ...checkThings(checked, keeper) };
  return { world: whole, faults: [...keeper.faults, ...stockFaults(whole, file)] };
}

function stockFaults(world: World, file: WorldFile): ReferenceFault[] {
  const zones = world.regions.flatMap((region) => region.zones.map((zone) => zone.id));
  const known = new Set(zones);
  return (file.instanceTypes ?? []).flatMap((type, index) =>
    Object.keys(type.stock ?? {})
      .filter((zone) => !known.has(zone))
      .map((zone) => ({
        code: 'WORLD_REFERENCE' as const,
        path: ['instanceTypes', index, 'stock', zone],
        data: { kind: 'zone', name: zone, near: nearest(zone, zones).join(', ') || '-' },
      })),
  );
}
