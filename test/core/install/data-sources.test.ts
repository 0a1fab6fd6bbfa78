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
    const early = await rehearse(`${PROVIDER}
data "tencentcloud_image" "none" { os_name = "plan9" }
resource "tencentcloud_eip" "x" {}
`);
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

  it('make up nothing that looks real where nobody can tell', async () => {
    const { record } = await rehearse(`${PROVIDER}
data "tencentcloud_clb_instances" "all" { clb_id = "lb-elsewhere" }
output "vip" { value = data.tencentcloud_clb_instances.all.clb_list[0].clb_vips[0] }
output "id" { value = data.tencentcloud_clb_instances.all.clb_list[0].clb_id }
`);
    expect(record.outputs.map((each) => each.value)).toEqual(
      ['clb-assumed', '192.0.2.1'].map((each) => each.replace('clb-', 'lb-')),
    );
    expect(record.assumptions.map((each) => each.code)).toContain('ASSUMED_DATA');
    expect(record.resources[0]?.fidelity).toBe('opaque');
  });
});
