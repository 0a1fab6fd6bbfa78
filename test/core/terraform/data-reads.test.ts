import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/core/json.ts';
import {
  createApply,
  createPlan,
  type DataFound,
  type DataRead,
  planJson,
  schemasFrom,
} from '../../../src/core/terraform/index.ts';
import { codes, inputOf, outputs, type Setup } from './planning.ts';

const schemas = schemasFrom('data');
const asked: DataRead[] = [];

/** An account with two networks in one region. */
function account(question: DataRead): DataFound | undefined {
  asked.push(question);
  const { type, args, provider } = question;
  if (type === 'tencentcloud_vpc') return { error: 'vpc not found' };
  if (type === 'tencentcloud_availability_zones')
    return { attributes: { id: 'z', zones: [{ name: `${String(provider.region)}-1` }] } };
  if (type !== 'tencentcloud_vpc_instances') return undefined;
  const all = [
    { vpc_id: 'vpc-1', name: 'a' },
    { vpc_id: 'vpc-2', name: 'b' },
  ].filter((each) => (args.vpc_id ?? each.vpc_id) === each.vpc_id);
  return { attributes: { id: 'x', instance_list: all } };
}

const input = (tf: string | Record<string, string>, setup: Setup = {}) => ({
  ...inputOf(tf, { dialect: 'terraform', ...setup }),
  schemas,
  readData: account,
});
const plan = (tf: string | Record<string, string>, setup?: Setup) => createPlan(input(tf, setup));

const BASE = 'provider "tencentcloud" {\n region = "ap-x"\n}\n';

describe('data sources while planning', () => {
  it('are read when their arguments are known', () => {
    const result = plan(`${BASE}
data "tencentcloud_vpc_instances" "all" {}
output "ids" { value = data.tencentcloud_vpc_instances.all.instance_list[*].vpc_id }
output "silent" { value = data.tencentcloud_vpc_instances.all.instance_list[0].create_time }
output "flag" { value = data.tencentcloud_vpc_instances.all.instance_list[0].is_default }
output "none" { value = length(data.tencentcloud_vpc_instances.all.instance_list[0].subnet_ids) }
resource "tencentcloud_subnet" "x" {
  for_each          = toset(data.tencentcloud_vpc_instances.all.instance_list[*].vpc_id)
  vpc_id            = each.value
  name              = "s"
  cidr_block        = "10.0.0.0/24"
  availability_zone = "ap-x-1"
}`);
    expect(codes(result)).toEqual([]);
    expect(outputs(result)).toEqual({ ids: ['vpc-1', 'vpc-2'], silent: '', flag: false, none: 0 });
    expect(result.plan?.resources.map((each) => each.address)).toEqual([
      'data.tencentcloud_vpc_instances.all',
      'tencentcloud_subnet.x["vpc-1"]',
      'tencentcloud_subnet.x["vpc-2"]',
    ]);
  });

  it('are empty lists where nothing is found', () => {
    const result = plan(`${BASE}
data "tencentcloud_vpc_instances" "none" { vpc_id = "vpc-9" }
output "n" { value = length(data.tencentcloud_vpc_instances.none.instance_list) }
output "first" { value = try(data.tencentcloud_vpc_instances.none.instance_list[0].vpc_id, "no network") }
`);
    expect(outputs(result)).toEqual({ n: 0, first: 'no network' });
  });

  it('stay unknown while an argument is, or something that they wait for will change', () => {
    const text = `${BASE}
resource "tencentcloud_vpc" "new" {
  name       = "n"
  cidr_block = "10.0.0.0/16"
}
data "tencentcloud_vpc_instances" "open" { vpc_id = tencentcloud_vpc.new.id }
data "tencentcloud_vpc_instances" "waits" { depends_on = [tencentcloud_vpc.new] }
output "open" { value = data.tencentcloud_vpc_instances.open.instance_list }
output "waits" { value = data.tencentcloud_vpc_instances.waits.instance_list }
`;
    asked.length = 0;
    expect(outputs(plan(text))).toEqual({ open: 'unknown', waits: 'unknown' });
    expect(asked).toEqual([]);
    const session = createApply(input(text));
    session.complete('tencentcloud_vpc.new', { id: 'vpc-3', name: 'n', cidr_block: '10.0.0.0/16' });
    expect(session.args('data.tencentcloud_vpc_instances.open').args.value).toMatchObject({
      vpc_id: 'vpc-3',
    });
    session.complete('data.tencentcloud_vpc_instances.open', {
      id: 'x',
      instance_list: [{ vpc_id: 'vpc-3' }],
    });
    const open = session.outputs().outputs.find((each) => each.name === 'open');
    expect(open?.value.value).toMatchObject([{ vpc_id: 'vpc-3', create_time: '', subnet_ids: [] }]);
    // Once it exists unchanged, nothing is pending.
    const prior = { 'tencentcloud_vpc.new': { id: 'vpc-2', name: 'n', cidr_block: '10.0.0.0/16' } };
    expect(outputs(plan(text, { prior })).waits).toHaveLength(2);
  });

  it('stay unknown where nobody can tell, and say what their provider refuses', () => {
    expect(
      outputs(
        plan(
          `data "tencentcloud_cam_users" "x" {}\noutput "o" { value = data.tencentcloud_cam_users.x.user_list }`,
        ),
      ),
    ).toEqual({ o: 'unknown' });
    const refused = plan('data "tencentcloud_vpc" "x" { id = "vpc-9" }');
    expect(codes(refused)).toEqual(['TF_DATA_SOURCE']);
    expect(refused.diagnostics.find((each) => each.code === 'TF_DATA_SOURCE')?.message.en).toContain(
      'vpc not found (with data.tencentcloud_vpc.x)',
    );
  });

  it('ask with the configuration of their provider, passed on to modules under any name', () => {
    const child =
      'data "tencentcloud_availability_zones" "z" {}\noutput "z" { value = data.tencentcloud_availability_zones.z.zones[0].name }';
    const files = {
      'main.tf': `${BASE}
variable "other" { default = "ap-z" }
provider "tencentcloud" {
  alias  = "north"
  region = "ap-y"
}
provider "tencentcloud" {
  alias  = "late"
  region = var.other
}
data "tencentcloud_availability_zones" "north" { provider = tencentcloud.north }
module "same" { source = "./child" }
module "given" {
  source    = "./child"
  providers = { tencentcloud = tencentcloud.north }
}
module "named" {
  source    = "./named"
  providers = { tencentcloud.far = tencentcloud.late }
}
output "o" { value = [data.tencentcloud_availability_zones.north.zones[0].name, module.same.z, module.given.z, module.named.z] }
`,
      'child/main.tf': child,
      'named/main.tf': `terraform {
  required_providers {
    tencentcloud = {
      source                = "tencentcloudstack/tencentcloud"
      configuration_aliases = [tencentcloud.far]
    }
  }
}
${child.replace('{}', '{ provider = tencentcloud.far }')}`,
    };
    const result = plan(files);
    expect(codes(result)).toEqual([]);
    expect(outputs(result)).toEqual({ o: ['ap-y-1', 'ap-x-1', 'ap-y-1', 'ap-z-1'] });
    expect(result.plan?.resources.map((each) => each.configuration)).toEqual(
      expect.arrayContaining(['tencentcloud.north', 'tencentcloud', 'tencentcloud.late']),
    );
  });

  it('names configurations that are passed on and are not there, and those that are missing', () => {
    const named = `terraform {
  required_providers {
    tencentcloud = { configuration_aliases = [tencentcloud.far] }
  }
}`;
    const codesOf = (call: string): string[] =>
      plan({ 'main.tf': `${BASE}module "m" {\n source = "./m"\n${call}\n}`, 'm/main.tf': named })
        .diagnostics.filter((each) => each.severity === 'error')
        .map((each) => each.message.en);
    expect(codesOf('')).toEqual([expect.stringContaining('requires an additional provider configuration')]);
    expect(codesOf('providers = { tencentcloud.far = tencentcloud.gone }')).toEqual([
      expect.stringContaining('passes the provider configuration tencentcloud.gone'),
    ]);
    expect(codesOf('providers = { tencentcloud.far = tencentcloud }')).toEqual([]);
  });

  it('stand in the prior state of the plan once they are read, and in the changes when they are deferred', () => {
    const { text } = planJson(
      input(`${BASE}
data "tencentcloud_vpc_instances" "now" {}
resource "terraform_data" "x" {}
data "tencentcloud_vpc_instances" "config" { vpc_id = terraform_data.x.id }
data "tencentcloud_vpc_instances" "pending" { depends_on = [terraform_data.x] }
`),
      new Date(0),
    );
    const written = JSON.parse(text ?? '{}') as {
      prior_state: { values: { root_module: { resources: JsonObject[] } } };
      resource_changes: JsonObject[];
    };
    expect(written.prior_state.values.root_module.resources.map((each) => each.address)).toEqual([
      'data.tencentcloud_vpc_instances.now',
    ]);
    expect(written.resource_changes.map((each) => [each.address, each.action_reason ?? null])).toEqual([
      ['data.tencentcloud_vpc_instances.config', 'read_because_config_unknown'],
      ['data.tencentcloud_vpc_instances.pending', 'read_because_dependency_pending'],
      ['terraform_data.x', null],
    ]);
  });
});
