import type { ErrorCode } from '../errors/index.ts';
import { nearest } from '../nearest.ts';
import { cidrContains, parseCidr } from './cidr.ts';
import type { WorldFile } from './file-schema.ts';
import type { World } from './types.ts';

/** A reference of a world file that leads nowhere; `path` is its place in the file. */
export interface ReferenceFault {
  readonly code: ErrorCode;
  readonly path: readonly PropertyKey[];
  readonly data: Readonly<Record<string, string>>;
}

type Named = 'vpcs' | 'subnets' | 'securityGroups' | 'images' | 'buckets';

/**
 * Checks what entries refer to. What the file itself states wrongly is a fault; what only lost its region or network
 * because the file removed it goes with it.
 */
export function checkReferences(world: World, file: WorldFile): { world: World; faults: ReferenceFault[] } {
  const faults: ReferenceFault[] = [];
  const keep = <T extends { readonly id?: string; readonly name?: string }>(
    kind: Named,
    entries: readonly T[],
    check: (entry: T) => (Omit<ReferenceFault, 'path'> & { readonly field: string }) | undefined,
  ): T[] =>
    entries.filter((entry) => {
      const fault = check(entry);
      if (!fault) return true;
      const key = entry.id ?? entry.name;
      const index = (file[kind] ?? []).findIndex((each) => ('id' in each ? each.id : each.name) === key);
      if (index !== -1) faults.push({ code: fault.code, path: [kind, index, fault.field], data: fault.data });
      return false;
    });
  const regions = new Map(world.regions.map((region) => [region.id, region]));
  const unknown = (field: string, kind: string, name: string, known: Iterable<string>) =>
    name === ''
      ? { code: 'WORLD_FIELD' as const, field, data: { detail: `"${field}" is required here` } }
      : {
          code: 'WORLD_REFERENCE' as const,
          field,
          data: { kind, name, near: nearest(name, [...known]).join(', ') || '-' },
        };
  const inRegion = (entry: { readonly region: string }) =>
    regions.has(entry.region) ? undefined : unknown('region', 'region', entry.region, regions.keys());

  const vpcs = keep('vpcs', world.vpcs, inRegion);
  const byId = new Map(vpcs.map((vpc) => [vpc.id, vpc]));
  const subnets = keep('subnets', world.subnets, (subnet) => {
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
    securityGroups: keep('securityGroups', world.securityGroups, inRegion),
    images: keep('images', world.images, (image) =>
      image.region === undefined ? undefined : inRegion({ region: image.region }),
    ),
    buckets: keep('buckets', world.buckets, inRegion),
  };
  return { world: checked, faults: [...faults, ...stockFaults(checked, file)] };
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
