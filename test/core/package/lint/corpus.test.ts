import { readdirSync } from 'node:fs';
import { beforeAll, expect, it } from 'vitest';
import { type LintResult, lint, readPackage } from '../../../../src/core/package/index.ts';
import { describeShared, sharedPath } from '../../../helpers/shared.ts';
import { schemas } from './case.ts';

/** What facts section 9 says that a linter finds, for the packages that are here: rule, then package, then the marked words (or lines). */
const EXPECTED: Record<string, Record<string, string[]>> = {
  PKG107: Object.fromEntries(
    [
      'CT_001_cvm-ip',
      'CT_003_cvm-clb-mysql',
      'CT_006_cvm-ip-vpc-subnet',
      'cloudapp-demo-cos-cvm-capi',
      'cloudapp-demo-cvm',
      'cloudapp-demo-cvm-ip',
      'cloudapp-demo-cvm-mysql-clb',
      'cloudapp-demo-empty',
      'cloudapp-demo-hello-world',
      'cloudapp-demo-middleware',
      'cloudapp-demo-my-clb',
      'cloudapp-demo-tke-mysql',
    ].map((name) => [name, ['${packageId}']]),
  ),
  PKG125: { 'CT_004_tke-clb-mysql': ['PREPAID'], 'cloudapp-demo-tke-mysql': ['PREPAID'] },
  PKG126: {
    'CT_004_tke-clb-mysql': ['charge_perpaid_period', 'charge_perpaid_auto_renew'],
    'cloudapp-demo-tke-mysql': ['charge_perpaid_period', 'charge_perpaid_auto_renew'],
  },
  PKG133: { 'cloudapp-demo-cos-cvm-capi': ['var.cloudapp_id'] },
  PKG134: {
    'CT_002_cvm-cloudapi': ['1'],
    'cloudapp-demo-cvm-cloudapi': ['1'],
    'cloudapp-demo-my-clb': ['1'],
  },
  PKG135: {
    'CT_002_cvm-cloudapi': ['1'],
    'cloudapp-demo-cvm-cloudapi': ['1'],
    'cloudapp-demo-my-clb': ['1'],
  },
  TF104: { 'cloudapp-demo-network': ['network', 'switch', 'text', 'securityGroup'] },
  TF106: { 'CT_001_cvm-ip': ['variable "sshkey"'] },
  TF107: {
    'CT_001_cvm-ip': ['variable "sshkey"'],
    'CT_003_cvm-clb-mysql': ['variable "clb_listener_port"'],
    'cloudapp-demo-my-clb': ['variable "app_name"'],
    'cloudapp-demo-network': [
      'variable "network"',
      'variable "switch"',
      'variable "text"',
      'variable "securityGroup"',
    ],
  },
  TF110: {
    'CT_004_tke-clb-mysql': ['.availability_zone'],
    'cloudapp-demo-cos-cvm-capi': ['.availability_zone', '.vpc_id', '.subnet_id'],
    'cloudapp-demo-tke-mysql': ['.availability_zone'],
  },
  TF114: {
    'CT_006_cvm-ip-vpc-subnet': [
      'tencentcloud_vpc.main.id',
      'tencentcloud_subnet.main.id',
      'tencentcloud_vpc.main.id',
    ],
  },
  TF116: { 'cloudapp-demo-tke-mysql': ['[var.app_target.subnet.id]'] },
  TF118: { 'CT_004_tke-clb-mysql': ['subnet_ids'], 'cloudapp-demo-tke-mysql': ['subnet_ids'] },
  TF122: {
    'cloudapp-demo-clb': [
      '"sg-1d007a95"',
      '"vpc-nnk6bcjt"',
      '"subnet-ha2x63qo"',
      '"ins-i07qw1ym"',
      '"ins-i07qw1ym"',
    ],
  },
  TF123: {
    'cloudapp-demo-middleware': ['"ap-guangzhou-6"', '"ap-guangzhou-6"'],
    'cloudapp-demo-network': ['"ap-guangzhou-6"', '"ap-guangzhou"', '"ap-guangzhou-6"', '"ap-guangzhou-6"'],
  },
  TF125: {
    'CT_003_cvm-clb-mysql': ['random_password.cvm_password.result', 'random_password.mysql_password.result'],
  },
  TF127: Object.fromEntries(
    ['CT_003_cvm-clb-mysql', 'cloudapp-demo-cvm-mysql-clb'].map((name) => [
      name,
      [
        'var.app_domain.domain',
        'var.app_certification.certId',
        'var.app_domain.domain',
        'var.app_domain.domain',
      ],
    ]),
  ),
  TF129: {
    'CT_004_tke-clb-mysql': ['"0"', '"0"'],
    'CT_006_cvm-ip-vpc-subnet': ['"false"', '"false"'],
    'cloudapp-demo-network': ['"false"', '"false"'],
    'cloudapp-demo-tke-mysql': ['"0"', '"0"'],
  },
  TF132: { 'cloudapp-demo-hello-world': ['"1.20.6"'], 'cloudapp-demo-my-clb': ['"1.20.6"'] },
};
const WITH_MAIN = ['CT_003_cvm-clb-mysql', 'cloudapp-demo-cos-cvm-capi', 'cloudapp-demo-cvm-mysql-clb'];

describeShared('lint of the packages in the corpus', () => {
  const results = new Map<string, LintResult>();
  let names: string[] = [];
  beforeAll(async () => {
    names = readdirSync(sharedPath('corpus/packages')).sort();
    for (const name of names) {
      results.set(
        name,
        lint(await readPackage(sharedPath('corpus/packages', name)), { dialect: 'cloudapp', schemas }),
      );
    }
  });

  const found = (code: string): Record<string, string[]> =>
    Object.fromEntries(
      [...results].flatMap(([name, { diagnostics, texts }]) => {
        const words = diagnostics
          .filter((each) => each.code === code)
          .map(({ file, range }) => {
            const marked = texts.get(file)?.slice(range?.start.offset, range?.end.offset) ?? '';
            return marked.includes('\n') || marked.includes(':') ? '1' : marked;
          });
        return words.length > 0 ? [[name, words]] : [];
      }),
    );

  it.each(Object.keys(EXPECTED))('%s fires where facts section 9 says, and nowhere else', (code) => {
    expect(found(code)).toEqual(EXPECTED[code]);
  });

  it('misses an output "main" everywhere but in three', () => {
    expect(Object.keys(found('TF126'))).toEqual(names.filter((name) => !WITH_MAIN.includes(name)));
  });

  it('sees the fixed images of all CVM packages', () => {
    expect(Object.keys(found('TF131'))).toEqual(
      names.filter((name) => !/clb$|-empty|hello|middleware/.test(name) || name.endsWith('mysql-clb')),
    );
  });

  it('finds no error in packages that the platform installs', () => {
    for (const [name, { diagnostics }] of results) {
      expect([name, diagnostics.filter((each) => each.severity === 'error')]).toEqual([name, []]);
    }
  });

  it('refuses what Terraform refuses in the other dialect', async () => {
    const refused = new Set<string>();
    for (const name of names) {
      const source = await readPackage(sharedPath('corpus/packages', name));
      for (const { severity, code } of lint(source, { dialect: 'terraform', schemas }).diagnostics) {
        if (severity === 'error') refused.add(code);
      }
    }
    expect([...refused].sort()).toEqual([
      'TF106',
      'TF110',
      'TF114',
      'TF116',
      'TF118',
      'TF119',
      'TF125',
      'TF137',
    ]);
  });

  it('takes well under a second for each', async () => {
    for (const name of names) {
      const source = await readPackage(sharedPath('corpus/packages', name));
      const start = performance.now();
      lint(source, { dialect: 'terraform', schemas });
      expect(performance.now() - start).toBeLessThan(500);
    }
  });
});
