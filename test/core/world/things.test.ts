import { describe, expect, it } from 'vitest';
import { loadWorld, overlayWorld } from '../../../src/core/world/index.ts';

const findings = (text: string): string[] =>
  loadWorld(text, 'w.yaml').diagnostics.map(
    (each) => `${each.range?.start.line}:${each.range?.start.column} ${each.code} ${each.message.en}`,
  );

const world = (text: string) => {
  const { world: loaded, diagnostics } = loadWorld(text, 'w.yaml');
  expect(diagnostics).toEqual([]);
  if (!loaded) throw new Error('no world');
  return loaded;
};

describe('sections of what runs in an account', () => {
  it('take place, region and network from the subnet, the zone or what they are bound to', () => {
    const { instances, clusters, databases, disks, eips } = world(`extends: default
instances: [{ id: ins-1, subnet: subnet-shprod5a, type: S5.LARGE8 }]
clusters: [{ id: cls-1, vpc: vpc-sgprod01 }]
databases: [{ id: postgres-1, subnet: subnet-gzprod6a }]
disks: [{ id: disk-1, zone: ap-beijing-7 }]
eips: [{ id: eip-1, boundTo: ins-1 }]
`);
    const last = <T>(list: readonly T[]): T | undefined => list.at(-1);
    expect(last(instances)).toMatchObject({
      region: 'ap-shanghai',
      zone: 'ap-shanghai-5',
      vpc: 'vpc-shprod01',
      name: 'ins-1',
      status: 'RUNNING',
    });
    expect(last(clusters)).toMatchObject({ region: 'ap-singapore', nodePools: [] });
    expect(last(databases)).toMatchObject({ engine: 'postgresql', port: 5432, region: 'ap-guangzhou' });
    expect(last(disks)).toMatchObject({ region: 'ap-beijing', usage: 'DATA_DISK' });
    expect(last(eips)).toMatchObject({ region: 'ap-shanghai' });
  });

  it('override property by property, and can be removed', () => {
    const { instances, camUsers, policies, camPolicies } = world(`extends: default
instances: [{ id: ins-gzweb001, status: STOPPED }]
camUsers: [{ name: alex, remark: away }]
policies: [{ name: mine, id: '5' }, plain]
remove: { instances: [ins-gzweb002], policies: [company-deploy], camUsers: [pipeline], eips: ['*'], disks: ['*'] }
`);
    expect(instances.map((each) => each.id)).toEqual(['ins-gzweb001', 'ins-gzjump01', 'ins-shapp001']);
    expect(instances[0]).toMatchObject({ status: 'STOPPED', name: 'web-1' });
    expect(camUsers.map((each) => [each.name, each.remark])).toEqual([
      ['alex', 'away'],
      ['robin', 'Development'],
    ]);
    expect(policies).toEqual(expect.arrayContaining(['mine', 'plain']));
    expect(policies).not.toContain('company-deploy');
    expect(camPolicies.find((each) => each.name === 'mine')).toMatchObject({ id: '5', preset: false });
  });

  it('go with the network that is removed', () => {
    const { instances, clusters, eips } = world('extends: default\nremove: { vpcs: [vpc-gzprod01] }\n');
    expect(instances.map((each) => each.region)).toEqual(['ap-shanghai']);
    expect(clusters.map((each) => each.id)).not.toContain('cls-gzprod01');
    expect(eips.map((each) => each.id)).not.toContain('eip-gzweb001');
  });

  it.each([
    ['instances: [{ id: ins-1, zone: ap-guangzhou-6 }]', '2:13 WORLD_FIELD', '"type" is required here'],
    ['instances: [{ id: ins-1, type: S5.LARGE8 }]', '2:13 WORLD_FIELD', '"zone" is required here'],
    [
      'instances: [{ id: ins-1, type: S5.LARGE8, subnet: subnet-gzprod6a, vpc: vpc-gzintr01 }]',
      '2:51 WORLD_REFERENCE',
      'subnet of vpc-gzintr01',
    ],
    ['clusters: [{ id: cls-1, vpc: vpc-nowhere }]', '2:30 WORLD_REFERENCE', 'vpc-nowhere'],
    ['camUsers: [{ name: a, groups: [operator] }]', '2:32 WORLD_REFERENCE', 'operators'],
    ['camRoles: [{ name: a, policies: [ReadOnlyAccess, Nothing] }]', '2:50 WORLD_REFERENCE', 'Nothing'],
    ['eips: [{ id: eip-1, region: ap-guangzhou, boundTo: ins-0 }]', '2:52 WORLD_REFERENCE', 'ins-0'],
    ['disks: [{ id: disk-1, zone: ap-guangzhou-6, instance: ins-0 }]', '2:55 WORLD_REFERENCE', 'ins-0'],
    ['natGateways: [{ id: nat-1 }]', '2:15 WORLD_FIELD', '"vpc" is required here'],
    [
      'routeTables: [{ id: rtb-1, vpc: vpc-gzprod01, subnets: [subnet-shprod5a] }]',
      '2:57 WORLD_REFERENCE',
      'subnet of vpc-gzprod01',
    ],
    ['loadBalancers: [{ id: lb-1, region: ap-nowhere }]', '2:37 WORLD_REFERENCE', 'ap-nowhere'],
    [
      'databases: [{ id: cdb-1, region: ap-guangzhou, ip: 10.0.0 }]',
      '2:52 WORLD_FIELD',
      'not an IPv4 address',
    ],
    ['databases: [{ id: cdb-1, engine: oracle }]', '2:34 WORLD_FIELD', 'engine'],
    ['camGroups: [{ name: a }, { name: a }]', '2:26 WORLD_DUPLICATE', 'camGroups'],
    ['policies: [a, { name: a }]', '2:15 WORLD_DUPLICATE', 'policies'],
    ['instances: [{ id: ins-1, colour: red }]', '2:34 WORLD_FIELD', 'colour'],
  ])('%s', (line, place, words) => {
    const [first, ...rest] = findings(`extends: default\n${line}\n`);
    expect(rest).toEqual([]);
    expect(first).toContain(place);
    expect(first).toContain(words);
  });

  it('are facts that a scenario can lay over a world', () => {
    const base = world('extends: default\n');
    const over = overlayWorld(base, {
      databases: [{ id: 'cdb-2', subnet: 'subnet-gzprod6a', name: 'late' }],
    });
    expect(over.databases.at(-1)).toMatchObject({ name: 'late', region: 'ap-guangzhou', engine: 'mysql' });
  });
});
