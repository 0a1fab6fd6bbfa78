import { describe, expect, it } from 'vitest';
import { lintOf, marked, type RuleCase } from '../case.ts';

const NET = 'args:\n  - { name: net, label: net, widget: subnet-select }\n';
const CERT = 'args:\n  - { name: cert, label: cert, widget: certificate-select, optional: true }\n';
const WHEN = 'when: [ { eq: { a: "${mode}", b: new } } ]';
const MODE = `args:\n  - { name: mode, label: mode, widget: input }\n  - { name: z, label: z, widget: region-and-zone-select, ${WHEN} }\n`;
const NET_TYPE =
  'variable "net" {\n  type = object({\n    region = string\n    vpc = object({ id = string })\n  })\n}\n';
const out = (value: string, name = 'main'): string => `output "${name}" {\n  value = ${value}\n}\n`;
const res = (type: string, body: string, name = 'a'): string =>
  `resource "${type}" "${name}" {\n${body}\n}\n`;
const password = res('random_password', '  length = 16', 'p');

const CASES: [code: string, fires: RuleCase, marks: string[], silent: RuleCase][] = [
  [
    'TF101',
    { tf: out('var.nothing') },
    ['var.nothing'],
    { tf: `variable "x" {\n  default = 1\n}\n${out('var.x')}` },
  ],
  [
    'TF102',
    { tf: out('var.cloudapp_id') },
    ['var.cloudapp_id'],
    { tf: `variable "cloudapp_id" {}\n${out('var.cloudapp_id')}` },
  ],
  ['TF103', { yaml: NET }, ['net'], { yaml: NET, tf: 'variable "net" {}' }],
  [
    'TF104',
    { yaml: NET, tf: 'variable "net" {}' },
    ['net'],
    { yaml: NET, tf: `variable "net" {}\n${out('var.net.region')}` },
  ],
  [
    'TF105',
    { tf: `variable "x" {}\n${out('var.x')}` },
    ['variable "x"'],
    { tf: `variable "x" {\n  default = ""\n}\n${out('var.x')}` },
  ],
  ['TF106', { tf: 'variable "x" {}' }, ['variable "x"'], { tf: 'variable "cloudapp_name" {}' }],
  [
    'TF107',
    { tf: 'variable "x" {\n  default = 1\n}' },
    ['variable "x"'],
    { tf: 'variable "cloudapp_name" {}' },
  ],
  [
    'TF108',
    { tf: 'variable "cloudapp_nme" {}' },
    ['variable "cloudapp_nme"'],
    { tf: 'variable "cloudapp_name" {}' },
  ],
  [
    'TF109',
    { tf: out('tencentcloud_vpc.nothing.id') },
    ['tencentcloud_vpc.nothing.id'],
    { tf: `${res('tencentcloud_vpc', '  name = "x"')}${out('tencentcloud_vpc.a.id')}` },
  ],
  [
    'TF109',
    { tf: out('local.nothing') + out('hello', 'b') },
    ['local.nothing', 'hello'],
    { tf: `locals {\n  x = [for k in [1] : k]\n}\n${out('local.x')}` },
  ],
  [
    'TF110',
    { yaml: NET, tf: `${NET_TYPE}${out('var.net.vpc_id')}` },
    ['.vpc_id'],
    { yaml: NET, tf: `${NET_TYPE}${out('var.net.vpc.id')}` },
  ],
  [
    'TF110',
    {
      yaml: NET,
      tf: `variable "net" {\n  type = object({ subnet = object({ id = string }) })\n}\n${out('var.net.subnet.zone')}`,
    },
    ['.zone'],
    { yaml: NET, tf: `variable "net" {}\n${out('var.net.subnet.zone')}` },
  ],
  [
    'TF111',
    { yaml: NET, tf: `variable "net" {}\n${out('var.net.vpcid')}` },
    ['.vpcid'],
    { yaml: NET, tf: `variable "net" {}\n${out('var.net.vpc_id')}` },
  ],
  [
    'TF111',
    { tf: `variable "x" {\n  type = object({ a = string })\n  default = { a = "" }\n}\n${out('var.x.b')}` },
    ['.b'],
    { tf: `variable "x" {\n  type = object({ a = string })\n  default = { a = "" }\n}\n${out('var.x.a')}` },
  ],
  [
    'TF112',
    { tf: 'variable "x" {\n  default = object({ a = 1 })\n}' },
    ['object'],
    { tf: 'variable "x" {\n  type = object({ a = number })\n  default = { a = 1 }\n}' },
  ],
  [
    'TF113',
    {
      tf: 'variable "x" {\n  type = object({ a = number, b = object({ c = string }) })\n  default = { a = 1, b = {} }\n}',
    },
    ['{ a = 1, b = {} }'],
    { tf: 'variable "x" {\n  type = object({ a = number, b = optional(string) })\n  default = { a = 1 }\n}' },
  ],
  [
    'TF114',
    { tf: `${res('tencentcloud_vpc', '  count = 1')}${out('tencentcloud_vpc.a.id')}` },
    ['tencentcloud_vpc.a.id'],
    {
      tf: `${res('tencentcloud_vpc', '  count = 1')}${out('tencentcloud_vpc.a[0].id')}${out('tencentcloud_vpc.a[*].id', 'b')}`,
    },
  ],
  [
    'TF115',
    { tf: `${res('tencentcloud_vpc', '')}${out('tencentcloud_vpc.a[0].id')}` },
    ['[0]'],
    { tf: `${res('tencentcloud_clb_instance', '')}${out('tencentcloud_clb_instance.a.clb_vips[0]')}` },
  ],
  [
    'TF120',
    {
      yaml: NET,
      tf: `variable "net" {}\n${res('tencentcloud_mysql_instance', '  security_groups = [var.net.subnet.id, "sg-12345678"]\n  vpc_id = var.net.vpc.id')}`,
    },
    ['var.net.subnet.id'],
    {
      yaml: NET,
      tf: `variable "net" {}\n${res('tencentcloud_mysql_instance', '  subnet_id = var.net.subnet.id\n  vpc_id = var.net.vpc_id')}`,
    },
  ],
  [
    'TF120',
    {
      tf: `${res('tencentcloud_subnet', '')}${res('tencentcloud_vpc', '')}${res('x_y', '  security_group_ids = true ? [tencentcloud_subnet.a.id] : []\n  vpc_id = "subnet-abcdefgh"')}`,
    },
    ['tencentcloud_subnet.a.id', '"subnet-abcdefgh"'],
    {
      tf: `${res('tencentcloud_security_group', '')}${res('x_y', '  security_group_ids = [tencentcloud_security_group.a.id]\n  vpc_id = ""')}`,
    },
  ],
  [
    'TF121',
    {
      tf: res(
        'tencentcloud_redis_instance',
        '  password = "Passw0rd!"\n  user_data_raw = "export P=Passw0rd! ${1}"',
      ),
    },
    ['"Passw0rd!"', 'export P=Passw0rd! '],
    { tf: `${password}${res('tencentcloud_redis_instance', '  password = random_password.p.result')}` },
  ],
  [
    'TF121',
    { tf: 'variable "db_password" {\n  default = "hunter22"\n}' },
    ['"hunter22"'],
    {
      yaml: 'args:\n  - { name: db_password, label: p, widget: secret }',
      tf: 'variable "db_password" {\n  default = ""\n}',
    },
  ],
  [
    'TF122',
    { tf: res('x_y', '  vpc_id = "vpc-nnk6bcjt"\n  ids = { a = ["ins-i07qw1ym"] }') },
    ['"vpc-nnk6bcjt"', '"ins-i07qw1ym"'],
    {
      tf: res('x_y', '  vpc_id = "vpc-short"\n  image_id = "img-12345678"\n  name = "vpc-nnk6bcjt-and-more"'),
    },
  ],
  [
    'TF123',
    {
      yaml: NET,
      tf: `provider "tencentcloud" {\n  region = "ap-guangzhou"\n}\n${res('x_y', '  availability_zone = "ap-guangzhou-6"')}`,
    },
    ['"ap-guangzhou"', '"ap-guangzhou-6"'],
    { tf: 'provider "tencentcloud" {\n  region = "ap-guangzhou"\n}' },
  ],
  [
    'TF125',
    { tf: `${password}${out('random_password.p.result', 'pw')}` },
    ['random_password.p.result'],
    { tf: `${password}output "pw" {\n  value = random_password.p.result\n  sensitive = true\n}` },
  ],
  [
    'TF125',
    {
      tf: `${res('tencentcloud_mysql_instance', '')}${out('"${tencentcloud_mysql_instance.a.root_password}!"', 'pw')}`,
    },
    ['tencentcloud_mysql_instance.a.root_password'],
    {
      tf: `${res('tencentcloud_mysql_instance', '')}${out('tencentcloud_mysql_instance.a.intranet_ip', 'ip')}`,
    },
  ],
  ['TF126', { tf: out('1', 'address') }, ['output "address"'], { tf: out('1') }],
  [
    'TF127',
    { yaml: CERT, tf: `variable "cert" {}\n${res('x_y', '  certificate_id = var.cert.certId')}` },
    ['var.cert.certId'],
    {
      yaml: CERT,
      tf: `variable "cert" {}\n${res('x_y', '  certificate_id = var.cert == null ? null : var.cert.certId\n  other = try(var.cert.certId, "")')}${res('x_y', '  count = var.cert == null ? 0 : 1\n  id = var.cert.certId', 'b')}`,
    },
  ],
  [
    'TF128',
    { yaml: MODE, tf: 'variable "z" {}' },
    ['variable "z"'],
    { yaml: MODE, tf: 'variable "z" {\n  default = null\n}' },
  ],
  [
    'TF130',
    {
      tf: res(
        'tencentcloud_security_group_rule',
        '  cidr_ip = "0.0.0.0/0"\n  ip_protocol = "TCP"\n  port_range = "ALL"',
      ),
    },
    ['"0.0.0.0/0"'],
    { tf: res('tencentcloud_security_group_rule', '  cidr_ip = "0.0.0.0/0"\n  ip_protocol = "icmp"') },
  ],
  [
    'TF130',
    {
      tf: res(
        'tencentcloud_security_group_rule',
        '  type = "ingress"\n  cidr_ip = "0.0.0.0/0"\n  policy = "accept"',
      ),
    },
    ['"0.0.0.0/0"'],
    {
      tf:
        res(
          'tencentcloud_security_group_rule',
          '  type = "ingress"\n  cidr_ip = "0.0.0.0/0"\n  ip_protocol = "tcp"\n  port_range = "443"',
        ) + res('tencentcloud_security_group_rule', '  type = "egress"\n  cidr_ip = "0.0.0.0/0"', 'b'),
    },
  ],
  [
    'TF130',
    {
      tf: res(
        'tencentcloud_security_group_lite_rule',
        '  ingress = ["ACCEPT#0.0.0.0/0#ALL#ALL", "DROP#0.0.0.0/0#ALL#ALL"]',
      ),
    },
    ['"ACCEPT#0.0.0.0/0#ALL#ALL"'],
    { tf: res('tencentcloud_security_group_rule_set', '  egress {\n    cidr_block = "0.0.0.0/0"\n  }') },
  ],
  [
    'TF131',
    { tf: 'variable "i" {\n  default = "img-9qrfy1xt"\n}' },
    ['"img-9qrfy1xt"'],
    { tf: res('x_y', '  image_id = var.i') },
  ],
  [
    'TF132',
    { tf: res('tencentcloud_eks_cluster', '  k8s_version = "1.20.6"') },
    ['"1.20.6"'],
    { tf: res('tencentcloud_mysql_instance', '  engine_version = "5.7"') },
  ],
  [
    'TF133',
    {
      yaml: MODE,
      tf: 'variable "z" {\n  default = null\n}\nprovider "tencentcloud" {\n  region = var.z.region\n}',
    },
    ['var.z.region'],
    { yaml: NET, tf: 'variable "net" {}\nprovider "tencentcloud" {\n  region = var.net.region\n}' },
  ],
  [
    'TF133',
    {
      yaml: MODE,
      tf: 'variable "z" {\n  default = null\n}\nprovider "tencentcloud" {\n  region = "${var.z.region}"\n}',
    },
    ['var.z.region'],
    {
      yaml: MODE,
      tf: 'variable "z" {\n  default = null\n}\nvariable "mode" {}\nprovider "tencentcloud" {\n  region = var.mode == "new" ? var.z.region : "ap-beijing"\n}',
    },
  ],
  [
    'TF134',
    { tf: res('x_y', '  b = x_y.b.id') + res('x_y', '  a = x_y.a.id', 'b') },
    ['resource "x_y" "a"'],
    { tf: res('x_y', '  b = x_y.b.id') + res('x_y', '  a = 1', 'b') },
  ],
  [
    'TF134',
    { tf: 'locals {\n  a = local.b\n  b = local.a\n}' },
    ['a'],
    { tf: 'locals {\n  a = 1\n  b = local.a\n}' },
  ],
  [
    'TF135',
    { tf: `data "x" "y" {}\n${res('x_y', '  for_each = {}')}` },
    ['data "x" "y"', 'for_each'],
    { tf: res('x_y', '  count = 1') },
  ],
  [
    'TF116',
    {
      yaml: NET,
      tf: `variable "net" {}\n${res('tencentcloud_clb_instance', '  subnet_id = [var.net.subnet.id]\n  security_groups = var.net.subnet.id')}`,
    },
    ['[var.net.subnet.id]', 'var.net.subnet.id'],
    {
      yaml: NET,
      tf: `variable "net" {}\nvariable "open" {}\n${res('tencentcloud_clb_instance', '  subnet_id = var.net.subnet.id\n  security_groups = [var.net.subnet.id]')}${res('tencentcloud_clb_instance', '  security_groups = var.open\n  subnet_id = try(var.open, [])', 'b')}`,
    },
  ],
  [
    'TF117',
    {
      tf: `${res('tencentcloud_cfs_file_system', '')}${res('tencentcloud_cfs_auto_snapshot_policy_attachment', '  file_system_ids = tencentcloud_cfs_file_system.a.id')}`,
    },
    ['tencentcloud_cfs_file_system.a.id'],
    { tf: res('tencentcloud_eks_cluster', '  subnet_ids = ["a"]') },
  ],
  [
    'TF118',
    {
      tf: `${res('tencentcloud_vpc', '')}${res('tencentcloud_instance', '  test_text = tencentcloud_vpc.a.id\n  data_disks {\n    siz = 1\n  }\n  data_diks {\n  }')}`,
    },
    ['test_text', 'siz', 'data_diks'],
    {
      tf:
        res(
          'tencentcloud_instance',
          '  count = 1\n  availability_zone = "x"\n  lifecycle {\n  }\n  dynamic "data_disks" {\n    for_each = []\n    content {\n      data_disk_size = 1\n    }\n  }',
        ) +
        res('unknown_type', '  anything = 1') +
        res('cloudapp_helm_app', '  chart_flavour = 1'),
    },
  ],
  [
    'TF119',
    { tf: res('tencentcloud_vpc', '  availability_zone = "x"') },
    ['availability_zone'],
    { tf: res('tencentcloud_subnet', '  availability_zone = "x"') },
  ],
  [
    'TF129',
    {
      tf: `variable "n" {\n  type = number\n  default = "3"\n}\n${res('tencentcloud_mysql_instance', '  slave_deploy_mode = "0"\n  instance_name = "0"')}`,
    },
    ['"3"', '"0"'],
    {
      tf: `variable "s" {\n  type = string\n  default = "3"\n}\n${res('tencentcloud_mysql_instance', '  slave_deploy_mode = 0')}`,
    },
  ],
  [
    'TF137',
    { tf: res('tencentcloud_clb_instance', '  network_type = "OPEN"') },
    ['resource "tencentcloud_clb_instance" "a"'],
    { tf: res('tencentcloud_clb_instance', '  clb_name = "x"') },
  ],
  [
    'TF138',
    { tf: res('tencentcloud_clb_instance', '  clb_name = "x"') },
    ['resource "tencentcloud_clb_instance" "a"'],
    {
      tf:
        res('tencentcloud_clb_instance', '  network_type = "OPEN"') +
        res('cloudapp_tke_service', '  resource_manager = "helm"\n  chart_config = {}'),
    },
  ],
  [
    'TF139',
    { tf: `${res('tencentcloud_instance', '')}${out('tencentcloud_instance.a.public_addr')}` },
    ['.public_addr'],
    {
      tf: `${res('tencentcloud_instance', '  count = 2')}${res('tencentcloud_clb_instance', '')}${res('cloudapp_helm_app', '')}${out('[tencentcloud_instance.a[0].public_ip, tencentcloud_clb_instance.a.clb_vips[0], tencentcloud_clb_instance.a.create_time, cloudapp_helm_app.a.status]')}`,
    },
  ],
  [
    'TF140',
    { files: { 'infrastructure/z.tf': `# ${'x'.repeat(8 * 1024 * 1024)}` } },
    ['infrastructure/z.tf'],
    { tf: '# x' },
  ],
  [
    'TF129',
    {
      tf: 'variable "v" {\n  type = object({ port = string, name = string })\n}\nlocals {\n  m = { http_port = "80", name = "80" }\n}',
    },
    ['string', '"80"'],
    { tf: 'locals {\n  m = { port = 80 }\n}' },
  ],
  [
    'TF122',
    { tf: res('x_y', '  a = "ins-i07qw1ym"') },
    ['"ins-i07qw1ym"'],
    { tf: res('constructor', '  a = "constructor-abcdefgh"\n  vpc_id = "toString"') },
  ],
  [
    'TF141',
    { tf: res('tencentcloud_mysql_instanse', '') + res('aws_instance', '') },
    ['"tencentcloud_mysql_instanse"', '"aws_instance"'],
    { tf: res('tencentcloud_mysql_instance', '') + res('cloudapp_api', '') + res('random_password', '') },
  ],
  [
    'TF118',
    { tf: res('tencentcloud_wedata_model', '  cloudappId = 1\n  model_name = 2') },
    ['cloudappId'],
    { tf: res('cloudapp_helm_app', '  chart_values = { camelCase = 1 }') },
  ],
];

describe.each(CASES)('%s', (code, fires, marks, silent) => {
  it(`marks ${marks.join(', ')}`, () => expect(marked(fires, code)).toEqual(marks));
  it('leaves alone what is right', () => expect(marked(silent, code)).toEqual([]));
});

describe('dialects', () => {
  const relied: RuleCase = {
    yaml: NET,
    tf: `${NET_TYPE}${res('tencentcloud_vpc', '  count = 1')}${res('x_y', '  a = tencentcloud_vpc.a.id\n  b = var.net.vpc_id')}${password}${out('random_password.p.result', 'pw')}`,
  };
  it('warns of what the platform tolerates and refuses it as Terraform does', () => {
    const severities = (dialect: 'cloudapp' | 'terraform') =>
      lintOf(relied, dialect)
        .diagnostics.filter((each) => ['TF110', 'TF114', 'TF125'].includes(each.code))
        .map((each) => each.severity);
    expect(severities('cloudapp')).toEqual(['warning', 'warning', 'warning']);
    expect(severities('terraform')).toEqual(['error', 'error', 'error']);
  });
});
