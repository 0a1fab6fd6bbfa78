import { describe, expect, test } from 'vitest';
import { lint } from '../../../../../src/core/package/index.ts';

const MACHINE = (name: string, role = '') =>
  `resource "tencentcloud_instance" "${name}" {\n  instance_type = "S5.LARGE8"\n${role}}\n`;
const BOUND = '  cam_role_name = var.cloudapp_cam_role\n';
const VARIABLE = 'variable "cloudapp_cam_role" {}\n';

const codes = (manifest: string, tf: string): readonly string[] =>
  lint(
    {
      root: '/p',
      files: new Map([
        ['infrastructure/main.tf', new TextEncoder().encode(tf)],
        ['package.yaml', new TextEncoder().encode(`id: pkg-abcd1234\n${manifest}`)],
      ]),
    },
    { dialect: 'cloudapp' },
  ).diagnostics.map((each) => each.code);

const policy = (action: string, more = ''): string =>
  `role:\n  policy:\n    version: "2.0"\n    statement:\n      - action: [${action}]\n        resource: "*"\n        effect: allow\n${more}`;

describe('lint rules of permissions', () => {
  const good = VARIABLE + MACHINE('web', BOUND);

  test('a good policy is silent', () => {
    const found = codes(policy('"cloudapp:VerifyLicense", "cvm:Describe*"'), good);
    expect(found.filter((code) => /^PKG1(3|4)/.test(code))).toEqual([]);
  });

  test('permissions of the container registry that are no calls of its API are known', () => {
    const found = codes(policy('"tcr:PullRepositoryPersonal", "tcr:PushRepository"'), good);
    expect(found).not.toContain('PKG145');
    expect(codes(policy('"tcr:PullRepositoryPersonel"'), good)).toContain('PKG145');
  });

  test.each([
    ['PKG137', policy('"cloudapp:*"', '        condition: {string_equals: {"qcs:ip": "1"}}\n'), good],
    ['PKG138', '', good],
    ['PKG139', policy('"cloudapp:*"'), good + MACHINE('worker')],
    ['PKG135', policy('"cloudapp:*"'), MACHINE('web')],
    ['PKG144', policy('"cvm:DescribeInstances"'), good],
    ['PKG145', policy('"cloudapp:VerifyLicence", "cloudapp:VerifyLicense"'), good],
    ['PKG146', policy(Array.from({ length: 400 }, (_, i) => `"cvm:DescribeSomething${i}"`).join(', ')), good],
    ['PKG136', `specs: [{key: a, name: A, enum: [{value: b, name: B}]}]\n${policy('"cvm:*"')}`, good],
  ])('%s', (code, manifest, tf) => expect(codes(manifest, tf)).toContain(code));

  test('wildcards grant the licence check', () => {
    const specs = 'specs: [{key: a, name: A, enum: [{value: b, name: B}]}]\n';
    expect(codes(specs + policy('"cloudapp:Verify*"'), good)).not.toContain('PKG136');
  });
});
