import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { worldFileSchema } from '../../../src/core/world/file-schema.ts';
import {
  certificateFault,
  cidrContains,
  cidrsOverlap,
  defaultWorld,
  findInstanceType,
  loadWorld,
  parseCidr,
  pullPath,
  regionOf,
  stockOf,
  subnetsOf,
} from '../../../src/core/world/index.ts';
import { describeShared, sharedPath } from '../../helpers/shared.ts';

const data = (name: string) =>
  readFileSync(resolve(import.meta.dirname, '../../../data/world', name), 'utf8');
const world = defaultWorld();

describe('the default world', () => {
  it('is a valid world file over the catalog, without a dangling reference', () => {
    const file = JSON.parse(data('default.json'));
    expect(worldFileSchema.safeParse(file).error?.issues).toBeUndefined();
    const loaded = loadWorld(JSON.stringify({ ...file, extends: 'catalog' }), 'default.json');
    expect(loaded.diagnostics).toEqual([]);
    expect(loaded.world).toEqual(world);
  });

  it('has no two networks that overlap, and subnets that lie inside their network without overlap', () => {
    const blocks = world.vpcs.map((vpc) => parseCidr(vpc.cidr));
    for (const [i, a] of blocks.entries()) {
      for (const b of blocks.slice(i + 1)) expect(a && b && cidrsOverlap(a, b)).toBe(false);
    }
    for (const vpc of world.vpcs) {
      const outer = parseCidr(vpc.cidr);
      const inner = subnetsOf(world, vpc.id).map((subnet) => parseCidr(subnet.cidr));
      expect(inner.length).toBeGreaterThan(0);
      for (const [i, a] of inner.entries()) {
        expect(outer && a && cidrContains(outer, a)).toBe(true);
        for (const b of inner.slice(i + 1)) expect(a && b && cidrsOverlap(a, b)).toBe(false);
      }
    }
  });

  it('offers every kind of thing a rehearsal needs, the awkward ones included', () => {
    expect(world.vpcs.some((vpc) => vpc.egress === 'none')).toBe(true);
    expect(world.subnets.some((subnet) => subnet.availableIps === 0)).toBe(true);
    expect(new Set(world.images.map((image) => image.arch))).toEqual(new Set(['x86_64', 'arm64']));
    expect(world.instanceTypes.some((type) => Object.values(type.stock).includes(0))).toBe(true);
    const faults = world.certificates.map((certificate) => certificateFault(world, certificate));
    expect(new Set(faults)).toEqual(new Set([undefined, 'expired', 'not-issued']));
    expect(world.certificates.some((each) => each.domains.some((name) => name.startsWith('*.')))).toBe(true);
    for (const list of [world.domains, world.buckets, world.keyPairs, world.policies, world.privateZones]) {
      expect(list.length).toBeGreaterThan(0);
    }
    expect(Object.values(world.quotas).every((quota) => quota.used <= quota.limit)).toBe(true);
  });

  it('has a machine with stock in every zone where the customer has a subnet', () => {
    for (const subnet of world.subnets) {
      expect(world.instanceTypes.some((type) => (type.stock[subnet.zone] ?? 0) > 0)).toBe(true);
    }
  });

  it('looks things up', () => {
    expect(regionOf(world, 'ap-guangzhou-6')?.regionId).toBe(1);
    expect(stockOf(world, 'S5.MEDIUM4', 'ap-guangzhou-4')).toBe(0);
    expect(stockOf(world, 'SR1.MEDIUM4', 'ap-singapore-3')).toBe('not-offered');
    expect(stockOf(world, 'S5.MEDIUM4', 'ap-guangzhou-1')).toBe('not-offered');
    expect(stockOf(world, 'X9.MEDIUM4', 'ap-guangzhou-6')).toBe('unknown');
    expect(stockOf({ ...world, closed: true }, 'X9.MEDIUM4', 'ap-guangzhou-6')).toBe('not-offered');
  });

  it('reads the size of an unlisted machine type from its name, in an open world only', () => {
    expect(findInstanceType(world, 'SA9.4XLARGE64')).toMatchObject({
      assumed: true,
      type: { cpu: 16, memory: 64 },
    });
    expect(findInstanceType(world, 'S5.MEDIUM4')?.assumed).toBe(false);
    expect(findInstanceType({ ...world, closed: true }, 'SA9.4XLARGE64')).toBeUndefined();
    expect(findInstanceType(world, 'nonsense')).toBeUndefined();
  });

  it('knows how images are pulled', () => {
    expect(pullPath(world, 'ap-chengdu', 'vpc-cdtest01')).toBe('vpc');
    expect(pullPath(world, 'ap-singapore', 'vpc-sgprod01')).toBe('egress');
    expect(pullPath(world, 'ap-singapore', 'vpc-sgintr01')).toBe('none');
    expect(pullPath(world, 'ap-singapore', 'vpc-sgintr01', { publicIp: true })).toBe('egress');
    expect(pullPath(world, 'ap-singapore', 'vpc-unknown1')).toBe('egress');
    expect(pullPath({ ...world, closed: true }, 'ap-singapore', 'vpc-unknown1')).toBe('none');
  });
});

describeShared('the catalog against the facts', () => {
  it('carries every region, zone and machine type unchanged', () => {
    const facts = JSON.parse(readFileSync(sharedPath('facts/catalog-facts.json'), 'utf8'));
    const catalog = JSON.parse(data('catalog.json'));
    const regions = new Map(catalog.regions.map((region: { id: string }) => [region.id, region]));
    for (const [id, fact] of Object.entries<{
      region_id: number;
      zones: { zone: string; zone_id: number }[];
    }>(facts.regions)) {
      expect(regions.get(id)).toMatchObject({ regionId: fact.region_id });
      for (const zone of fact.zones) {
        expect(regions.get(id)).toHaveProperty(
          'zones',
          expect.arrayContaining([expect.objectContaining({ id: zone.zone, zoneId: zone.zone_id })]),
        );
      }
    }
    expect(catalog.instanceTypes).toHaveLength(facts.instance_types.length);
    expect(catalog.date).toBe(facts.generated);
  });
});
