import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../src/core/json.ts';
import {
  answerData,
  answeredDataSources,
  type DataAccount,
  defaultWorld,
  loadWorld,
  type MadeObject,
} from '../../../../src/core/world/index.ts';

const REGION = 'ap-guangzhou';

function ask(type: string, args: JsonObject = {}, account: Partial<DataAccount> = {}, region = REGION) {
  const { world = defaultWorld(), made = [] } = account;
  return answerData({ type: `tencentcloud_${type}`, args, region }, { world, made });
}

/** A list in an answer. */
function rows(answer: ReturnType<typeof ask>, name: string): JsonObject[] {
  if (!answer || 'error' in answer) throw new Error(JSON.stringify(answer));
  return answer.attributes[name] as JsonObject[];
}

const closed = { world: { ...defaultWorld(), closed: true } };

describe('data sources answered by a world', () => {
  it('lists the regions, and with "default" the provider’s own', () => {
    expect(rows(ask('availability_regions'), 'regions').length).toBe(defaultWorld().regions.length);
    expect(rows(ask('availability_regions', { name: 'default' }), 'regions')).toMatchObject([
      { name: REGION, state: 'AVAILABLE' },
    ]);
    expect(rows(ask('availability_regions', { name: 'mars-1' }), 'regions')).toEqual([]);
  });

  it('leaves sold-out zones out unless they are asked for', () => {
    const world = {
      ...defaultWorld(),
      regions: [
        {
          id: REGION,
          regionId: 1,
          name: 'Guangzhou',
          zones: [
            { id: 'ap-guangzhou-3', zoneId: 100003, soldOut: true },
            { id: 'ap-guangzhou-4', zoneId: 100004, soldOut: false },
          ],
        },
      ],
    };
    const names = (args: JsonObject): unknown[] =>
      rows(ask('availability_zones', args, { world }), 'zones').map((each) => each.name);
    expect(names({})).toEqual(['ap-guangzhou-4']);
    expect(names({ include_unavailable: true })).toEqual(['ap-guangzhou-3', 'ap-guangzhou-4']);
    const [sold] = rows(ask('availability_zones', { include_unavailable: true }, { world }), 'zones');
    expect(sold).toEqual({ id: '100003', name: 'ap-guangzhou-3', state: 'UNAVAILABLE' });
  });

  it('says that it does not know where a product is sold', () => {
    const notes = (product: string): number => {
      const answer = ask('availability_zones_by_product', { product });
      return answer && 'notes' in answer ? answer.notes.length : -1;
    };
    expect(notes('cvm')).toBe(0);
    expect(notes('redis')).toBe(1);
  });

  it('finds images by system, name, kind, architecture and region', () => {
    const ids = (args: JsonObject, region = REGION): unknown[] =>
      rows(ask('images', args, {}, region), 'images').map((each) => each.image_id);
    expect(ids({ os_name: 'UBUNTU' })).toEqual([
      'img-ubuntu24',
      'img-ubuntu22',
      'img-ubunt22a',
      'img-ubuntu20',
    ]);
    expect(ids({ image_name_regex: '^Debian 12' })).toEqual(['img-debian12', 'img-debia12a']);
    expect(ids({ image_type: ['PRIVATE_IMAGE'] })).toEqual(['img-goldengz']);
    expect(ids({ image_type: ['PRIVATE_IMAGE'] }, 'ap-shanghai')).toEqual(['img-goldensh']);
    expect(ids({ os_name: 'ubuntu', instance_type: 'SR1.LARGE8' })).toEqual(['img-ubunt22a']);
    expect(ask('images', { image_name_regex: '(' })).toMatchObject({
      error: expect.stringContaining('image_name_regex'),
    });
  });

  it('takes the first image that fits, and refuses when there is none', () => {
    expect(ask('image', { os_name: 'debian' })).toMatchObject({ attributes: { image_id: 'img-debian12' } });
    expect(ask('image', { filter: [{ name: 'image-type', values: ['PRIVATE_IMAGE'] }] })).toMatchObject({
      attributes: { image_id: 'img-goldengz', image_name: 'company-golden-2026' },
    });
    // Where a system is named, the expression does not count.
    expect(ask('image', { os_name: 'debian', image_name_regex: 'nothing' })).toMatchObject({
      attributes: { image_id: 'img-debian12' },
    });
    expect(ask('image', { os_name: 'plan9' }, closed)).toEqual({ error: 'No image found' });
    // The world lists the most usual images; the cloud has more.
    expect(ask('image', { os_name: 'plan9' })).toBeUndefined();
    expect(ask('images', { os_name: 'plan9' })).toBeUndefined();
    expect(rows(ask('images', { os_name: 'plan9' }, closed), 'images')).toEqual([]);
  });

  it('lists machine types by zone, size and charge mode, with their stock', () => {
    const found = rows(
      ask('instance_types', { availability_zone: 'ap-guangzhou-6', cpu_core_count: 2, memory_size: 8 }),
      'instance_types',
    );
    expect(found.length).toBeGreaterThan(0);
    for (const row of found)
      expect(row).toMatchObject({
        availability_zone: 'ap-guangzhou-6',
        cpu_core_count: 2,
        memory_size: 8,
      });
    const status = (args: JsonObject): Set<unknown> =>
      new Set(
        rows(
          ask('instance_types', {
            filter: [
              { name: 'zone', values: ['ap-guangzhou-4'] },
              { name: 'instance-family', values: ['S5'] },
            ],
            ...args,
          }),
          'instance_types',
        ).map((each) => each.status),
      );
    expect(status({})).toEqual(new Set(['SOLD_OUT']));
    expect(status({ exclude_sold_out: true })).toEqual(new Set());
  });

  it('says how much is left, and takes the zone’s argument before the filter', () => {
    const left = (args: JsonObject, world = defaultWorld()): unknown[] =>
      rows(
        ask(
          'instance_types',
          { filter: [{ name: 'instance-type', values: ['S5.MEDIUM4'] }], ...args },
          { world },
        ),
        'instance_types',
      ).map((each) => [each.availability_zone, each.instance_charge_type, each.status, each.status_category]);
    expect(left({ availability_zone: 'ap-guangzhou-6' })).toEqual([
      ['ap-guangzhou-6', 'POSTPAID_BY_HOUR', 'SELL', 'EnoughStock'],
      ['ap-guangzhou-6', 'PREPAID', 'SELL', 'EnoughStock'],
    ]);
    expect(left({ availability_zone: 'ap-guangzhou-4' })[0]).toEqual([
      'ap-guangzhou-4',
      'POSTPAID_BY_HOUR',
      'SOLD_OUT',
      'WithoutStock',
    ]);
    const scarce = loadWorld(
      'extends: default\nstock: [{ types: S5.MEDIUM4, zones: ap-guangzhou-6, stock: 3 }]\n',
      'w.yaml',
    );
    expect(left({ availability_zone: 'ap-guangzhou-6' }, scarce.world)[0]).toContain('UnderStock');
    const zones = { name: 'zone', values: ['ap-guangzhou-7'] };
    const both = { availability_zone: 'ap-guangzhou-6', filter: [zones], cpu_core_count: 2 };
    const where = rows(ask('instance_types', both), 'instance_types').map((each) => each.availability_zone);
    expect(new Set(where)).toEqual(new Set(['ap-guangzhou-6']));
  });

  it('lists networks of the provider’s region', () => {
    expect(rows(ask('vpc_instances', { name: 'prod' }), 'instance_list')).toMatchObject([
      {
        vpc_id: 'vpc-gzprod01',
        cidr_block: '10.0.0.0/16',
        subnet_ids: expect.arrayContaining(['subnet-gzprod6a']),
      },
    ]);
    expect(rows(ask('vpc_instances', { name: 'prod' }, {}, 'ap-shanghai'), 'instance_list')).toMatchObject([
      { vpc_id: 'vpc-shprod01' },
    ]);
    expect(
      rows(
        ask('vpc_subnets', { vpc_id: 'vpc-gzprod01', availability_zone: 'ap-guangzhou-6' }),
        'instance_list',
      ),
    ).toMatchObject([
      { subnet_id: 'subnet-gzprod6a', route_table_id: 'rtb-gzprod01', available_ip_count: 4021 },
    ]);
    expect(rows(ask('security_groups', { name: 'web-80-443' }), 'security_groups')).toMatchObject([
      { security_group_id: 'sg-gzweb001' },
    ]);
    expect(ask('vpc', { id: 'vpc-gzprod01' })).toMatchObject({ attributes: { name: 'production' } });
    expect(ask('subnet', { vpc_id: 'vpc-gzprod01', subnet_id: 'subnet-gzprod6a' })).toMatchObject({
      attributes: { id: 'subnet-gzprod6a', availability_zone: 'ap-guangzhou-6' },
    });
  });

  it('cannot tell of an id that an open world does not list; a closed one has it not', () => {
    expect(ask('vpc_instances', { vpc_id: 'vpc-elsewhere' })).toBeUndefined();
    expect(rows(ask('vpc_instances', { vpc_id: 'vpc-elsewhere' }, closed), 'instance_list')).toEqual([]);
    expect(ask('vpc', { id: 'vpc-elsewhere' })).toBeUndefined();
    expect(ask('vpc', { id: 'vpc-elsewhere' }, closed)).toEqual({
      error: 'vpc id=vpc-elsewhere, name= not found',
    });
    expect(ask('ssl_describe_certificate', { certificate_id: 'none' }, closed)).toMatchObject({
      error: expect.stringContaining('CertificateNotFound'),
    });
  });

  it('cannot tell where it is asked by something that it knows nothing of', () => {
    expect(ask('vpc_instances', { tags: { team: 'a' } })).toBeUndefined();
    expect(ask('vpc_instances', { tags: {}, is_default: false })).toBeDefined();
    expect(ask('cam_users', { name: 'x' })).toBeUndefined();
  });

  it('knows the account, its certificates, buckets, keys, private zones and policies', () => {
    expect(ask('user_info')).toMatchObject({
      attributes: { uin: '100030001001', owner_uin: '100030000001', app_id: '1259990001' },
    });
    const statuses = Object.fromEntries(
      rows(ask('ssl_certificates'), 'certificates').map((each) => [each.id, each.status]),
    );
    expect(statuses).toMatchObject({ cWwwEx01: 1, cOldEx04: 3, cWaitEx5: 0 });
    expect(rows(ask('cos_buckets', { bucket_prefix: 'assets-1' }), 'bucket_list')).toEqual([
      { bucket: 'assets-1259990001', cos_bucket_url: `assets-1259990001.cos.${REGION}.myqcloud.com` },
    ]);
    expect(rows(ask('key_pairs', { key_name: '^oper' }), 'key_pair_list')).toEqual([
      { key_id: 'skey-ops00001', key_name: 'operations' },
    ]);
    expect(
      rows(
        ask('private_dns_private_zone_list', { filters: [{ name: 'Domain', values: ['lab.internal'] }] }),
        'private_zone_set',
      ),
    ).toMatchObject([{ zone_id: 'zone-lab00001', vpc_set: [{ uniq_vpc_id: 'vpc-njtest01' }] }]);
  });

  it('lists what the install has made beside what was there', () => {
    const made: MadeObject[] = [
      {
        type: 'tencentcloud_clb_instance',
        region: REGION,
        attributes: { id: 'lb-1', clb_name: 'web', clb_vips: ['10.0.0.9'], vpc_id: 'vpc-gzprod01' },
      },
    ];
    const empty = { ...defaultWorld(), loadBalancers: [] };
    expect(ask('clb_instances', {}, { world: empty })).toBeUndefined();
    expect(rows(ask('clb_instances', {}, { world: { ...empty, closed: true } }), 'clb_list')).toEqual([]);
    expect(rows(ask('clb_instances', { clb_id: 'lb-1' }, { made }), 'clb_list')).toMatchObject([
      { clb_id: 'lb-1', clb_name: 'web', clb_vips: ['10.0.0.9'], vpc_id: 'vpc-gzprod01' },
    ]);
    expect(rows(ask('clb_instances', {}, { made }), 'clb_list').map((each) => each.clb_id)).toEqual([
      'lb-gzpublic',
      'lb-gzintern',
      'lb-1',
    ]);
    expect(rows(ask('clb_instances', { clb_name: 'other' }, { ...closed, made }), 'clb_list')).toEqual([]);
  });

  it('gives what the world file says of any other type', () => {
    const { world, diagnostics } = loadWorld(
      `name: mine
extends: default
dataSources:
  - type: tencentcloud_cam_users
    where: {name: ops}
    gives: {user_list: [{name: ops, uin: 42}]}
  - type: tencentcloud_cam_users
    error: no such user
`,
      'mine.yaml',
    );
    expect(diagnostics).toEqual([]);
    if (!world) throw new Error('no world');
    expect(rows(ask('cam_users', { name: 'ops', email: null }, { world }), 'user_list')).toEqual([
      { name: 'ops', uin: 42 },
    ]);
    expect(ask('cam_users', { name: 'dev' }, { world })).toEqual({ error: 'no such user' });
  });

  it('says that an open world may list less than the account has', () => {
    const notes = (answer: ReturnType<typeof ask>): number =>
      answer && 'notes' in answer ? answer.notes.length : -1;
    expect(notes(ask('vpc_instances'))).toBe(1);
    expect(notes(ask('vpc_instances', {}, closed))).toBe(0);
    expect(notes(ask('vpc_instances', { vpc_id: 'vpc-gzprod01' }))).toBe(0);
    expect(notes(ask('availability_zones'))).toBe(0);
  });

  it('answers only types and fields that the provider has', async () => {
    const { schemasFrom } = await import('../../../../src/core/terraform/index.ts');
    const schemas = schemasFrom('data');
    const unknown: string[] = [];
    for (const type of answeredDataSources()) {
      const schema = schemas.data(type);
      if (!schema) {
        unknown.push(type);
        continue;
      }
      const answer = answerData(
        { type, args: type.endsWith('by_product') ? { product: 'cvm' } : {}, region: REGION },
        { ...closed, made: [] },
      );
      for (const [name, value] of answer && 'attributes' in answer ? Object.entries(answer.attributes) : []) {
        const field = schema.attributes.get(name);
        if (!field) unknown.push(`${type}.${name}`);
        for (const row of Array.isArray(value) ? value : [])
          for (const key of Object.keys(row as JsonObject))
            if (!field?.block?.has(key)) unknown.push(`${type}.${name}.${key}`);
      }
    }
    expect(unknown).toEqual([]);
  });
});
