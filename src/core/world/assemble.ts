import { instanceTypeByName, otherRegionIds } from './catalog.ts';
import type { WorldFile } from './file-schema.ts';
import { merge, type Patch } from './merge.ts';
import { applyStock } from './stock.ts';
import { assembleThings } from './things/assemble.ts';
import { settleThings } from './things/settle.ts';
import type { InstanceType, Region, World } from './types.ts';

type Removed = NonNullable<WorldFile['remove']>;

function mergeRegions(base: readonly Region[], file: WorldFile): Region[] {
  const patches = file.regions?.map((region) => {
    const before = base.find((each) => each.id === region.id)?.zones ?? [];
    const zones = merge(
      before,
      region.zones,
      undefined,
      (zone) => zone.id ?? '',
      (zone) => ({
        id: zone.id ?? '',
        zoneId: null,
        soldOut: false,
      }),
    );
    return { ...region, zones };
  });
  const merged = merge(
    base,
    patches,
    file.remove?.regions,
    (region) => region.id ?? '',
    (region) => ({
      id: region.id ?? '',
      regionId: otherRegionIds[region.id ?? ''] ?? null,
      name: region.id ?? '',
      zones: [],
    }),
  );
  const order = file.regionOrder ?? [];
  const rank = (region: Region) => (order.includes(region.id) ? order.indexOf(region.id) : order.length);
  return merged.sort((a, b) => rank(a) - rank(b));
}

function mergeTypes(base: readonly InstanceType[], file: WorldFile): InstanceType[] {
  const patches = file.instanceTypes?.map((type) => ({
    ...type,
    stock: { ...base.find((each) => each.type === type.type)?.stock, ...type.stock },
  }));
  const blank = (patch: Patch<InstanceType>): InstanceType => {
    const type = patch.type ?? '';
    const unknown = { type, family: type.split('.')[0] ?? type, cpu: 0, memory: 0, gpu: 0, stock: {} };
    return instanceTypeByName(type) ?? { ...unknown, arch: 'x86_64' };
  };
  const merged = merge(base, patches, file.remove?.instanceTypes, (type) => type.type ?? '', blank);
  return file.familyOrder ? merged.sort(byUsefulness(file.familyOrder)) : merged;
}

/** What an installer would look at first: x86 before Arm before GPU, then sizes that carry a system, small first. */
function byUsefulness(families: readonly string[]): (a: InstanceType, b: InstanceType) => number {
  const rank = (type: InstanceType): number[] => [
    type.gpu > 0 ? 2 : type.arch === 'arm64' ? 1 : 0,
    type.cpu >= 2 && type.memory >= 4 ? 0 : 1,
    type.cpu,
    type.memory,
    families.includes(type.family) ? families.indexOf(type.family) : families.length,
  ];
  return (a, b) => {
    const left = rank(a);
    const right = rank(b);
    const at = left.findIndex((value, index) => value !== right[index]);
    return at === -1 ? 0 : (left[at] ?? 0) - (right[at] ?? 0);
  };
}

const names = (
  base: readonly string[],
  added: readonly string[] | undefined,
  removed: readonly string[] = [],
) =>
  [...new Set([...(removed.includes('*') ? [] : base), ...(added ?? [])])].filter(
    (name) => !removed.includes(name),
  );

const nameOf = (entry: string | { readonly name: string }): string =>
  typeof entry === 'string' ? entry : entry.name;

function mergeQuotas(base: World['quotas'], file: WorldFile): World['quotas'] {
  const out = { ...base };
  for (const [name, quota] of Object.entries(file.quotas ?? {})) {
    const before = out[name] ?? { limit: 0, used: 0 };
    out[name] = { limit: quota.limit ?? before.limit, used: quota.used ?? before.used };
  }
  return out;
}

/** The file's answers come first: they say more exactly what the one below it says. */
function answersOf(base: World, { dataSources = [] }: WorldFile): Pick<World, 'answers'> {
  const own = dataSources.map(({ where = {}, gives = {}, ...each }) => ({ ...each, where, gives }));
  const answers = [...own, ...(base.answers ?? [])];
  return answers.length > 0 ? { answers } : {};
}

/** The world that a file describes on top of another. Pure; references are not checked here (see `checkReferences`). */
export function assembleWorld(base: World, file: WorldFile): World {
  const gone: Removed = file.remove ?? {};
  const regions = mergeRegions(base.regions, file);
  const account = {
    uin: file.account?.uin ?? base.account.uin,
    ownerUin: file.account?.ownerUin ?? base.account.ownerUin,
    appId: file.account?.appId ?? base.account.appId,
  };
  const byId = (entry: { readonly id?: string | undefined }): string => entry.id ?? '';
  const world: World = {
    name: file.name ?? base.name,
    date: file.date ?? base.date,
    closed: file.closed ?? base.closed,
    account,
    regions,
    vpcs: merge(base.vpcs, file.vpcs, gone.vpcs, byId, (vpc) => ({
      id: byId(vpc),
      name: byId(vpc),
      region: '',
      cidr: '10.0.0.0/16',
      routeTableId: byId(vpc).replace(/^vpc-/, 'rtb-'),
      egress: 'nat',
    })),
    subnets: merge(base.subnets, file.subnets, gone.subnets, byId, (subnet) => ({
      id: byId(subnet),
      name: byId(subnet),
      vpc: '',
      zone: '',
      cidr: '10.0.0.0/24',
      availableIps: 250,
    })),
    securityGroups: merge(base.securityGroups, file.securityGroups, gone.securityGroups, byId, (group) => ({
      id: byId(group),
      name: byId(group),
      region: '',
    })),
    instanceTypes: applyStock(mergeTypes(base.instanceTypes, file), regions, file.stock ?? []),
    images: merge(base.images, file.images, gone.images, byId, (image) => ({
      id: byId(image),
      name: byId(image),
      platform: 'TencentOS',
      arch: 'x86_64',
    })),
    certificates: merge(base.certificates, file.certificates, gone.certificates, byId, (certificate) => ({
      id: byId(certificate),
      domains: [],
      issued: true,
      expires: '9999-12-31',
    })),
    domains: names(base.domains, file.domains, gone.domains),
    buckets: merge(
      base.buckets,
      file.buckets,
      gone.buckets,
      (bucket) => bucket.name ?? '',
      (bucket) => ({
        name: bucket.name ?? '',
        region: bucket.region ?? '',
        appId: account.appId,
      }),
    ),
    keyPairs: merge(base.keyPairs, file.keyPairs, gone.keyPairs, byId, (pair) => ({
      id: byId(pair),
      name: byId(pair),
    })),
    privateZones: merge(base.privateZones, file.privateZones, gone.privateZones, byId, (zone) => ({
      id: byId(zone),
      domain: '',
      vpcs: [],
    })),
    policies: names(base.policies, file.policies?.map(nameOf), gone.policies),
    quotas: mergeQuotas(base.quotas, file),
    ...assembleThings(base, file),
    ...answersOf(base, file),
  };
  return { ...world, ...settleThings(world) };
}
