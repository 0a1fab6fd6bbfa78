import { describe, expect, it } from 'vitest';
import { defaultWorld } from '../../../src/core/world/index.ts';
import { rehearse } from './data-package.ts';

const PROVIDER = 'provider "tencentcloud" {\n  region = "ap-guangzhou"\n}\n';

describe('data sources of a rehearsal', () => {
  it('see what the install has made by then', async () => {
    const { record } = await rehearse(`${PROVIDER}
resource "tencentcloud_vpc" "own" {
  name       = "own"
  cidr_block = "172.16.0.0/16"
}
data "tencentcloud_vpc_instances" "own" { vpc_id = tencentcloud_vpc.own.id }
output "range" { value = data.tencentcloud_vpc_instances.own.instance_list[0].cidr_block }
output "id" { value = data.tencentcloud_vpc_instances.own.instance_list[0].vpc_id == tencentcloud_vpc.own.id }
`);
    expect(record.failures).toEqual([]);
    expect(record.outputs.map((each) => each.value)).toEqual([true, '172.16.0.0/16']);
    expect(record.assumptions.filter((each) => each.code.startsWith('ASSUMED_DATA'))).toEqual([]);
  });

  it('decide what the plan makes', async () => {
    const { record } = await rehearse(`${PROVIDER}
data "tencentcloud_availability_zones" "all" {}
resource "tencentcloud_eip" "each" {
  for_each = toset(data.tencentcloud_availability_zones.all.zones[*].name)
  name     = each.value
}
`);
    const zones = defaultWorld().regions.find((each) => each.id === 'ap-guangzhou')?.zones ?? [];
    const open = zones.filter((each) => !each.soldOut).map((each) => `tencentcloud_eip.each["${each.id}"]`);
    expect(
      record.resources
        .filter((each) => each.type === 'tencentcloud_eip')
        .map((each) => each.address)
        .sort(),
    ).toEqual(open.sort());
  });

  it('refuse as their provider does: before anything is made, or when it is known', async () => {
    const early = await rehearse(
      `${PROVIDER}
data "tencentcloud_image" "none" { os_name = "plan9" }
resource "tencentcloud_eip" "x" {}
`,
      { closed: true },
    );
    expect(early.record.status).toBe('failed');
    expect(early.record.failures.map((each) => each.message.en).join()).toContain('No image found');
    expect(early.record.resources).toEqual([]);
    const late = await rehearse(
      `${PROVIDER}
resource "tencentcloud_vpc" "own" {
  name       = "own"
  cidr_block = "172.16.0.0/16"
}
data "tencentcloud_subnet" "none" {
  vpc_id    = tencentcloud_vpc.own.id
  subnet_id = "subnet-none"
}
`,
      { closed: true },
    );
    expect(late.record.failures.map((each) => each.code)).toEqual(['SIM_DATA_SOURCE']);
    expect(late.record.failures[0]?.message.en).toContain('subnet_id=subnet-none not found');
  });

  it('make up nothing that looks real where nobody can tell; what was asked for is what was found', async () => {
    const { record } = await rehearse(`${PROVIDER}
data "tencentcloud_clb_instances" "all" { clb_id = "lb-elsewhere" }
data "tencentcloud_apm_instances" "all" {}
data "tencentcloud_images" "odd" { os_name = "plan9" }
output "vip" { value = data.tencentcloud_clb_instances.all.clb_list[0].clb_vips[0] }
output "id" { value = data.tencentcloud_clb_instances.all.clb_list[0].clb_id }
output "other" { value = data.tencentcloud_apm_instances.all.instance_list[0].instance_id }
output "image" { value = data.tencentcloud_images.odd.images[0].image_id }
output "zone" { value = data.tencentcloud_clb_instances.all.clb_list[0].zone }
`);
    expect(record.failures).toEqual([]);
    expect(Object.fromEntries(record.outputs.map((each) => [each.name, each.value]))).toEqual({
      vip: '192.0.2.1',
      id: 'lb-elsewhere',
      other: 'ins-assumed',
      image: 'img-assumed',
      zone: 'ap-guangzhou-3',
    });
    const said = record.assumptions
      .filter((each) => each.code === 'ASSUMED_DATA')
      .map((each) => each.text.en);
    expect(said).toHaveLength(3);
    expect(said[0]).toContain('ids in it end in “-assumed”');
    expect(record.resources[0]?.fidelity).toBe('opaque');
  });

  it('find as many as the package counts on, where nobody can tell', async () => {
    const { record } = await rehearse(`${PROVIDER}
data "tencentcloud_redis_zone_config" "all" { type_id = 7 }
output "zone" { value = data.tencentcloud_redis_zone_config.all.list[2].zone }
output "shards" { value = data.tencentcloud_redis_zone_config.all.list.0.redis_shard_nums[1] }
output "count" { value = length(data.tencentcloud_redis_zone_config.all.list) }
output "others" { value = length(data.tencentcloud_redis_zone_config.all.list[0].redis_replicas_nums) }
`);
    expect(record.failures).toEqual([]);
    expect(Object.fromEntries(record.outputs.map((each) => [each.name, each.value]))).toEqual({
      zone: 'ap-guangzhou-3',
      shards: 0,
      count: 3,
      others: 0,
    });
  });

  it('decide what is made although nobody can tell: the plan finds what the rehearsal will', async () => {
    const { record } = await rehearse(`${PROVIDER}
data "tencentcloud_apm_instances" "all" {}
resource "tencentcloud_eip" "each" {
  for_each = toset(data.tencentcloud_apm_instances.all.instance_list[*].instance_id)
  name     = each.value
}
resource "tencentcloud_vpc" "n" {
  count      = length(data.tencentcloud_apm_instances.all.instance_list)
  name       = "n"
  cidr_block = "172.16.0.0/16"
}
`);
    expect(record.failures).toEqual([]);
    expect(record.resources.map((each) => each.address).sort()).toEqual([
      'data.tencentcloud_apm_instances.all',
      'tencentcloud_eip.each["ins-assumed"]',
      'tencentcloud_vpc.n[0]',
    ]);
    expect(record.resources.find((each) => each.type === 'tencentcloud_eip')?.attributes.name).toBe(
      'ins-assumed',
    );
    expect(record.assumptions.filter((each) => each.code === 'ASSUMED_DATA')).toHaveLength(1);
  });

  it('take ids from a closed world, which has no others: the first that fit', async () => {
    const { record } = await rehearse(
      `${PROVIDER}
data "tencentcloud_instances" "odd" {
  dedicated_cluster_id = "cdc-1"
  availability_zone    = "ap-guangzhou-7"
  vpc_id               = "vpc-gzprod01"
}
output "subnet" { value = data.tencentcloud_instances.odd.instance_list[0].subnet_id }
output "zone" { value = data.tencentcloud_instances.odd.instance_list[0].availability_zone }
`,
      { closed: true },
    );
    expect(record.outputs.map((each) => each.value)).toEqual(['subnet-gzprod7a', 'ap-guangzhou-7']);
    const [said] = record.assumptions.filter((each) => each.code === 'ASSUMED_DATA');
    expect(said?.text.en).toContain('the first that fit of those which the closed world lists');
  });
});

describe('what can be bought', () => {
  const chosen = `${PROVIDER}
data "tencentcloud_instance_types" "small" {
  availability_zone = "ap-guangzhou-6"
  cpu_core_count    = 2
  memory_size       = 4
  exclude_sold_out  = true
}
data "tencentcloud_availability_zones" "all" {}
output "first" { value = data.tencentcloud_instance_types.small.instance_types[0].instance_type }
output "zones" { value = join(" ", data.tencentcloud_availability_zones.all.zones[*].name) }
`;
  const outputs = async (faults: { kind: 'sold-out'; target?: string }[]) => {
    const { record } = await rehearse(chosen, { faults });
    const values = Object.fromEntries(record.outputs.map((each) => [each.name, String(each.value)]));
    return { ...values, record } as { first?: string; zones?: string; record: typeof record };
  };
  const idle = (record: { findings: readonly { code: string }[] }): boolean =>
    record.findings.some((each) => each.code === 'SIM_FAULT_IDLE');

  it('is told without what a fault sold out, and who chooses by it installs', async () => {
    const before = await outputs([]);
    const first = before.first ?? '';
    expect(first).toMatch(/MEDIUM4$/);
    const after = await outputs([{ kind: 'sold-out', target: `${first}@ap-guangzhou-6` }]);
    expect(after.record.failures).toEqual([]);
    expect(after.first).toMatch(/MEDIUM4$/);
    expect(after.first).not.toBe(first);
    expect(idle(after.record)).toBe(false);
  });

  it('is in no zone that is sold out as a whole', async () => {
    const [before, after] = await Promise.all([
      outputs([]),
      outputs([{ kind: 'sold-out', target: 'ap-guangzhou-4' }]),
    ]);
    expect(before.zones).toContain('ap-guangzhou-4');
    expect(after.zones).not.toContain('ap-guangzhou-4');
    expect(after.zones).toContain('ap-guangzhou-6');
  });

  it('is nothing where all is sold out: the list is empty, as the cloud’s is', async () => {
    const { record } = await outputs([{ kind: 'sold-out' }]);
    expect(record.status).toBe('failed');
    expect(record.failures[0]?.message.en).toContain('the collection has no elements');
    expect(idle(record)).toBe(false);
  });

  it('leaves a fault idle that nobody was told of', async () => {
    const { record } = await outputs([{ kind: 'sold-out', target: 'X9.MEDIUM4' }]);
    expect(idle(record)).toBe(true);
  });
});
