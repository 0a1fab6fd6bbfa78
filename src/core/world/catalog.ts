import catalogJson from '../../../data/world/catalog.json' with { type: 'json' };
import type { Arch, InstanceType, Region } from './types.ts';

/** Regions in which the platform's registry can be pulled from over the private network (provider guide). */
export const VPC_PULL_REGIONS: readonly string[] = catalogJson.vpcPullRegions;

/** Size of a machine type by its name, `FAMILY.SIZE<memory>`: a rule that the stated types agree with. */
export function sizeByName(type: string): { family: string; cpu: number; memory: number } | undefined {
  const match = /^([A-Z][A-Za-z0-9]*)\.(?:(SMALL|MEDIUM|LARGE)|(\d{1,3})XLARGE)(\d{1,5})$/.exec(type);
  if (!match?.[1] || !match[4]) return undefined;
  const cpu = match[3] ? Number(match[3]) * 4 : match[2] === 'SMALL' ? 1 : match[2] === 'MEDIUM' ? 2 : 4;
  return { family: match[1], cpu, memory: Number(match[4]) };
}

const armFamilies = new Set(
  catalogJson.instanceTypes.filter((type) => type.arch === 'arm64').map((type) => type.family),
);

/** The architecture of a family's machines, by what the catalog says of its members; x86_64 where it says nothing. */
export const familyArch = (family: string): Arch => (armFamilies.has(family) ? 'arm64' : 'x86_64');

/** A machine type as its name describes it, without stock anywhere; undefined for a name the rule does not cover. */
export function instanceTypeByName(type: string): InstanceType | undefined {
  const size = sizeByName(type);
  if (!size) return undefined;
  const gpu = /^(GN|GI|GT|PNV)/.test(size.family) ? 1 : 0;
  return { type, ...size, gpu, arch: familyArch(size.family), stock: {} };
}

/** Numeric ids of regions the catalog has no zones for, by region. */
export const otherRegionIds: Readonly<Record<string, number>> = catalogJson.otherRegionIds;

/** The regions and zones that the sources name. */
export const catalogRegions = (): Region[] =>
  catalogJson.regions.map(({ id, regionId, name, zones }) => ({
    id,
    regionId,
    name,
    zones: zones.map((zone) => ({
      id: zone.id,
      zoneId: zone.zoneId,
      soldOut: 'soldOut' in zone && zone.soldOut === true,
    })),
  }));

/** The machine types that the sources name, offered nowhere yet. A GPU family whose count no source gives has one. */
export const catalogInstanceTypes = (): InstanceType[] =>
  catalogJson.instanceTypes.map(({ type, family, cpu, memory, gpu, arch }) => ({
    type,
    family,
    cpu,
    memory,
    gpu: gpu ?? 1,
    arch: arch === 'arm64' ? 'arm64' : 'x86_64',
    stock: {},
  }));
