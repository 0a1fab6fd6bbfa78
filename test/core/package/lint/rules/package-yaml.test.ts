import { describe, expect, it } from 'vitest';
import { lint } from '../../../../../src/core/package/index.ts';
import { sourceOf } from '../../source-of.ts';
import { marked, type RuleCase } from '../case.ts';

const arg = (name: string, widget: string, more = ''): string =>
  `  - name: ${name}\n    label: ${name}\n    widget: ${widget}\n${more
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => `    ${line}\n`)
    .join('')}`;
const args = (...list: string[]): string => `args:\n${list.join('')}`;
const when = (a: string, b: string): string => `when:\n  - eq:\n      a: ${a}\n      b: ${b}`;
const net = arg('net', 'subnet-select');

/** Rule, a package that it fires on with what it marks, and one that it leaves alone. */
const CASES: [code: string, fires: RuleCase, marks: string[], silent: RuleCase][] = [
  ['PKG107', { id: '${packageId}' }, ['${packageId}'], {}],
  ['PKG107', { id: 'pkg-**********' }, ['pkg-**********'], { id: 'pkg-1' }],
  ['PKG108', { id: 'pkg-TOOLONG123' }, ['pkg-TOOLONG123'], { id: '${packageId}' }],
  [
    'PKG109',
    { yaml: args(net, arg('m', 'cvm-instance-type-select', 'region: ${net.region')) },
    ['${net.region'],
    { yaml: args(net, arg('m', 'cvm-instance-type-select', 'region: ${net.region}')) },
  ],
  [
    'PKG110',
    { yaml: args(net, arg('m', 'cvm-instance-type-select', 'region: ${nett.region}')) },
    ['nett'],
    { yaml: args(arg('m', 'cvm-instance-type-select', 'region: ${net.region}'), net) },
  ],
  [
    'PKG111',
    { yaml: args(net, arg('m', 'cvm-instance-type-select', 'zone: "${net.subnet.zon}"')) },
    ['zon'],
    { yaml: args(net, arg('m', 'cvm-instance-type-select', 'zone: ${net.subnet.zone}')) },
  ],
  [
    'PKG112',
    { yaml: args(net, arg('m', 'cvm-instance-type-select', 'region: ${var.net.region}')) },
    ['var.'],
    {
      yaml: args(arg('var', 'subnet-select'), arg('m', 'cvm-instance-type-select', 'region: ${var.region}')),
    },
  ],
  [
    'PKG113',
    {
      yaml: args(
        arg('a', 'input'),
        arg('b', 'cvm-instance-type-select', `region: '\${a != "x" ? "y" : "z"}'`),
      ),
    },
    ['!='],
    {
      yaml: args(
        arg('a', 'input'),
        arg('b', 'cvm-instance-type-select', `region: '\${a == "x" ? "y" : "z"}'`),
      ),
    },
  ],
  [
    'PKG114',
    { yaml: args(arg('a', 'input'), arg('a', 'secret')) },
    ['a'],
    {
      yaml: args(
        arg('mode', 'input'),
        arg('a', 'input', when('${mode}', 'new')),
        arg('a', 'secret', when('${mode}', 'old')),
      ),
    },
  ],
  [
    'PKG114',
    {
      yaml: args(
        arg('m', 'input'),
        arg('a', 'input', when('${m}', 'new')),
        arg('a', 'secret', when('${m}', 'new')),
      ),
    },
    ['a'],
    {
      yaml: args(
        arg('m', 'input'),
        arg('a', 'input', when('${m}', 'new')),
        arg('a', 'secret', when('${m}', 'new').replace('when', 'hidden')),
      ),
    },
  ],
  [
    'PKG115',
    {
      yaml: args(
        arg('a', 'subnet-select', 'regions: [ "${b.region}" ]'),
        arg('b', 'security-group-select', 'regions: [ "${a.region}" ]'),
      ),
    },
    ['a'],
    {
      yaml: args(
        net,
        arg(
          'b',
          'security-group-select',
          'validator:\n  - eq: { a: "${b.region}", b: "${net.region}", message: m }',
        ),
      ),
    },
  ],
  ['PKG116', { yaml: args(arg('a', 'textarea')) }, ['textarea'], { yaml: args(arg('a', 'input')) }],
  [
    'PKG116',
    { yaml: args(arg('a', 'quantum-picker')) },
    ['quantum-picker'],
    { yaml: args(arg('a', 'subnet-selct')) },
  ],
  [
    'PKG117',
    { yaml: args(arg('a', 'subnet-selct')) },
    ['subnet-selct'],
    { yaml: args(arg('a', 'quantum-picker')) },
  ],
  [
    'PKG118',
    {
      yaml: args(
        arg('m', 'input'),
        arg('z', 'region-and-zone-select', when('${m}', 'new')),
        arg('n', 'subnet-select', 'regions:\n  - ${z.region}'),
      ),
    },
    ['z.region'],
    {
      yaml: args(
        arg('m', 'input'),
        arg('z', 'region-and-zone-select', when('${m}', 'new')),
        arg('n', 'subnet-select', `regions:\n  - \${z.region}\n${when('${m}', 'new')}`),
      ),
    },
  ],
  [
    'PKG119',
    {
      yaml: args(
        arg(
          's',
          'select',
          'defaultValue: C\noptions:\n  - { label: a, value: A }\n  - { label: b, value: B }',
        ),
      ),
    },
    ['C'],
    { yaml: args(arg('s', 'select', 'defaultValue: A\noptions:\n  - { label: a, value: A }')) },
  ],
  ['PKG119', { yaml: args(arg('s', 'select')) }, ['s'], { yaml: args(arg('s', 'input')) }],
  [
    'PKG120',
    { yaml: args(arg('n', 'input-number', 'defaultValue: "1"')) },
    ['"1"'],
    { yaml: args(arg('n', 'input-number', 'defaultValue: 1')) },
  ],
  [
    'PKG120',
    { yaml: args(arg('z', 'region-and-zone-select', 'defaultValue: ap-guangzhou')) },
    ['ap-guangzhou'],
    { yaml: args(arg('z', 'input', 'defaultValue: 5')) },
  ],
  [
    'PKG121',
    { yaml: args(arg('1st', 'input'), arg('cloudapp_id', 'input')) },
    ['1st', 'cloudapp_id'],
    { yaml: args(arg('securityGroup', 'input'), arg('switch', 'switch')) },
  ],
  [
    'PKG122',
    { yaml: args(arg('c', 'cvm-instance-type-select', 'regin: x')) },
    ['regin'],
    {
      yaml: args(
        arg('c', 'cvm-instance-type-select', 'region: x\ncpu: 4'),
        arg('q', 'quantum-picker', 'colour: red'),
      ),
    },
  ],
  [
    'PKG123',
    { yaml: args(arg('a', 'input', 'validator:\n  - eq: { a: 1, b: 1 }')) },
    ['eq: { a: 1, b: 1 }'],
    { yaml: args(arg('a', 'input', 'validator:\n  - eq: { a: 1, b: 1, message: m }')) },
  ],
  [
    'PKG124',
    { yaml: args(arg('a', 'input', 'when:\n  - neq: { a: 1, b: 1 }')) },
    ['neq'],
    { yaml: args(arg('a', 'input', 'when:\n  - eq: { a: 1, b: 1 }')) },
  ],
  [
    'PKG125',
    {
      yaml: args(arg('s', 'select', 'defaultValue: A\noptions: [ { label: a, value: A } ]')),
      tf: 'variable "s" {\n  default = "B"\n}',
    },
    ['A'],
    {
      yaml: args(arg('s', 'select', 'defaultValue: A\noptions: [ { label: a, value: A } ]')),
      tf: 'variable "s" {\n  default = "A"\n}',
    },
  ],
  [
    'PKG126',
    { yaml: args(arg('securty_group', 'input')) },
    ['securty_group'],
    { yaml: args(arg('security_groups', 'input'), arg('regional', 'input')) },
  ],
];

const policy = (statement: string, version = '"2.0"'): string =>
  `role:\n  policy:\n    version: ${version}\n    statement:\n      - ${statement}\n`;
const ALLOW = '{ action: [ "cvm:DescribeInstances" ], resource: "*", effect: allow }';
const resource = (value: string): string =>
  `{ action: [ "cos:*" ], resource: [ "${value}" ], effect: allow }`;
const SPECS = 'specs:\n  - key: version\n    name: Version\n    enum: [ { value: a, name: A } ]\n';
const BOUND =
  'variable "cloudapp_cam_role" {}\nresource "tencentcloud_instance" "a" {\n  cam_role_name = var.cloudapp_cam_role\n}';

const ROLE_CASES: typeof CASES = [
  [
    'PKG130',
    { yaml: policy('{ action: "a:B", resource: "*", effect: Allowed }') },
    ['Allowed'],
    { yaml: policy(ALLOW) },
  ],
  [
    'PKG131',
    { yaml: policy('{ action: "DescribeInstances", resource: "*", effect: allow }') },
    ['"DescribeInstances"'],
    { yaml: policy(ALLOW) },
  ],
  [
    'PKG131',
    { yaml: 'scopes:\n  cloudAPI: [ cvm.DescribeInstances ]' },
    ['cvm.DescribeInstances'],
    { yaml: 'scopes:\n  cloudAPI: [ cvm:DescribeInstances ]' },
  ],
  [
    'PKG132',
    {
      yaml: `${args(arg('b', 'cos-bucket-select'))}${policy(resource('qcs::cos:${b.region}:uid/${var.b.appid}:${var.c}/*'))}`,
    },
    ['b', 'appid', 'c'],
    {
      yaml: `${args(arg('b', 'cos-bucket-select'))}${policy(resource('qcs::cos:${var.b.region}:uid/${var.b.app_id}:${var.cloudapp_id}/*'))}`,
    },
  ],
  [
    'PKG133',
    { yaml: policy(resource('qcs::x:y:z:${var.cloudapp_id}')) },
    ['var.cloudapp_id'],
    {
      yaml: policy(resource('qcs::x:y:z:${var.cloudapp_id}')),
      tf: 'variable "cloudapp_id" {}\noutput "main" {\n  value = var.cloudapp_id\n}',
    },
  ],
  [
    'PKG134',
    { yaml: 'scopes:\n  cloudAPI: [ cvm:DescribeInstances ]' },
    ['cvm:DescribeInstances'],
    { yaml: policy(ALLOW) },
  ],
  [
    'PKG135',
    { yaml: 'scopes:\n  cloudAPI: [ cvm:DescribeInstances ]' },
    ['cvm:DescribeInstances'],
    { yaml: policy(ALLOW), tf: BOUND },
  ],
  [
    'PKG135',
    { yaml: policy(ALLOW).trimEnd() },
    [`version: "2.0"\n    statement:\n      - ${ALLOW}`],
    {
      yaml: policy(ALLOW),
      tf: BOUND.replace('  cam_role_name', '  worker_config {\n  cam_role_name').replace(/\}$/, '}\n}'),
    },
  ],
  [
    'PKG136',
    { yaml: `${policy(ALLOW)}${SPECS}`.trimEnd() },
    [`version: "2.0"\n    statement:\n      - ${ALLOW}\n`],
    { yaml: `${policy(ALLOW.replace('cvm:DescribeInstances', 'cloudapp:VerifyLicense'))}${SPECS}` },
  ],
  [
    'PKG140',
    { yaml: 'specs:\n  - { key: a, name: A, enum: [ { value: x, name: X }, { value: x, name: Y } ] }' },
    ['{ key: a, name: A, enum: [ { value: x, name: X }, { value: x, name: Y } ] }'],
    { yaml: SPECS },
  ],
  [
    'PKG141',
    { yaml: 'frontend:\n  runtimeMode: console\n  src: ../out' },
    ['../out'],
    { yaml: 'frontend:\n  runtimeMode: console\n  src: ./software/x' },
  ],
  [
    'PKG142',
    { yaml: 'frontend:\n  runtimeMode: page\n  src: ./web' },
    ['runtimeMode: page\n  src: ./web'],
    { yaml: 'frontend:\n  runtimeMode: console\n  src: ./web' },
  ],
  [
    'PKG143',
    { yaml: 'frontend:\n  runtimeMode: console\n  src: ./web' },
    ['./web'],
    { yaml: 'frontend:\n  runtimeMode: console\n  src: ./web', files: { 'web/index.js': '' } },
  ],
  ['PKG150', { files: { 'a.txt': '', 'A.txt': '' } }, ['a.txt'], { files: { 'a.txt': '', 'b/A.txt': '' } }],
];

describe.each([...CASES, ...ROLE_CASES])('%s', (code, fires, marks, silent) => {
  it(`marks ${marks.join(', ')}`, () => expect(marked(fires, code)).toEqual(marks));
  it('leaves alone what is right', () => expect(marked(silent, code)).toEqual([]));
});

describe('PKG151', () => {
  const codes = (files: Record<string, string>) =>
    lint(sourceOf({ 'package.yaml': 'id: pkg-8lve2gn1', ...files }), { dialect: 'cloudapp' })
      .diagnostics.filter((each) => each.code === 'PKG151')
      .map((each) => each.message.en);
  it('wants Terraform files where the platform reads them', () => {
    expect(codes({})).toHaveLength(1);
    expect(codes({ 'terraform/a.tf': '' })).toEqual([
      expect.stringContaining('"terraform/a.tf" is not read'),
    ]);
    expect(codes({ 'infrastructure/deep/a.tf': '' })).toEqual([]);
  });
});
