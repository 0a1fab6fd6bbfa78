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

describe('numbers of instances that rest on what nobody answers', () => {
  const tf = `${BASE}data "tencentcloud_apm_instances" "all" {}
locals {
  ids = toset(data.tencentcloud_apm_instances.all.instance_list[*].instance_id)
}
resource "terraform_data" "each" {
  for_each = local.ids
  input    = each.key
}
resource "terraform_data" "n" {
  count = length(terraform_data.each) > 0 ? length(data.tencentcloud_apm_instances.all.instance_list) : 0
}
output "first" {
  value = data.tencentcloud_apm_instances.all.instance_list[1].name
}
`;
  const made = { instance_list: [{ instance_id: 'a' }, { instance_id: 'b', name: 'B' }] };

  it('are an error that names it and says what the world file needs', () => {
    const { diagnostics } = plan(tf);
    const errors = diagnostics.filter((d) => d.severity === 'error');
    expect(errors.map((d) => d.code)).toEqual(['TF_FOR_EACH_INVALID', 'TF_COUNT_INVALID']);
    for (const each of errors) {
      expect(each.message.en).toContain('It rests on data.tencentcloud_apm_instances.all, which the world');
      expect(each.message.en).toContain('"dataSources"');
    }
    const { readData: _reader, ...without } = input(tf);
    expect(
      createPlan(without)
        .diagnostics.map((d) => d.message.en)
        .join(),
    ).not.toContain('It rests on');
  });

  it('are planned with answers that are made up for it, which is said', () => {
    const questions: unknown[] = [];
    const assuming = {
      ...input(tf),
      assumeData: ({ elements, ...question }: { elements: ReadonlyMap<string, number> }) => {
        questions.push({ ...question, expected: elements.get('instance_list') });
        return made;
      },
    };
    const result = createPlan(assuming);
    expect(codes(result)).toEqual([]);
    expect(codes(result, 'warning')).toEqual(['TF_DATA_ASSUMED']);
    expect(result.plan?.resources.map((r) => r.address)).toEqual([
      'data.tencentcloud_apm_instances.all',
      'terraform_data.each["a"]',
      'terraform_data.each["b"]',
      'terraform_data.n[0]',
      'terraform_data.n[1]',
    ]);
    expect(outputs(result)).toEqual({ first: 'B' });
    expect(questions).toMatchObject([
      { type: 'tencentcloud_apm_instances', address: 'data.tencentcloud_apm_instances.all', expected: 2 },
    ]);
    const session = createApply(assuming);
    expect(session.args('terraform_data.each["a"]').args.value).toMatchObject({ input: 'a' });
    expect(JSON.stringify(planJson(assuming, new Date(0)))).toContain('terraform_data.each[');
  });

  it('nothing is made up where nothing depends on it, or where its arguments are unknown', () => {
    const assumeData = () => {
      throw new Error('asked');
    };
    const idle = createPlan({
      ...input(
        `${BASE}data "tencentcloud_apm_instances" "all" {}\noutput "o" {\n  value = data.tencentcloud_apm_instances.all.id\n}\n`,
      ),
      assumeData,
    });
    expect(outputs(idle)).toEqual({ o: 'unknown' });
    const pending = `${BASE}resource "terraform_data" "x" {}
data "tencentcloud_apm_instances" "all" {
  instance_ids = [terraform_data.x.id]
}
resource "terraform_data" "n" {
  count = length(data.tencentcloud_apm_instances.all.instance_list)
}
`;
    expect(codes(createPlan({ ...input(pending), assumeData }))).toEqual(['TF_COUNT_INVALID']);
  });

  it('follow one another: what rests on a made-up answer is read with it', () => {
    const chain = `${BASE}data "tencentcloud_apm_instances" "all" {}
data "tencentcloud_vpc_instances" "of" {
  vpc_id = data.tencentcloud_apm_instances.all.instance_list[0].name
}
resource "terraform_data" "n" {
  count = length(data.tencentcloud_vpc_instances.of.instance_list)
}
`;
    const result = createPlan({
      ...input(chain),
      assumeData: () => ({ instance_list: [{ name: 'vpc-2' }] }),
    });
    expect(codes(result)).toEqual([]);
    expect(result.plan?.resources.map((r) => r.address)).toContain('terraform_data.n[0]');
  });
});
