import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { lint, readPackage } from '../../../../src/core/package/index.ts';

it('finds every slip of a package that has many', async () => {
  const source = await readPackage(resolve(import.meta.dirname, '../../../fixtures/package/both-networks'));
  const { diagnostics, texts } = lint(source, { dialect: 'cloudapp' });
  const marks = diagnostics
    .filter((each) => /^(PKG|TF1[0-35]|TF_)/.test(each.code) && each.code !== 'TF116')
    .map(
      ({ code, file, range }) => `${code} ${texts.get(file)?.slice(range?.start.offset, range?.end.offset)}`,
    );
  expect(marks).toEqual([
    'TF133 var.app_zone.region',
    'TF112 object',
    'TF113 object({ region = "ap-beijing" })',
    'TF107 variable "app_sg"',
    'TF114 tencentcloud_vpc.main.id',
    'TF120 var.app_network.subnet_id',
    'TF110 .subnet_id',
    'TF121 "Drydock-1234"',
    'TF130 "0.0.0.0/0"',
    'TF121 echo "password: Drydock-1234 ',
    'TF115 [0]',
    'TF126 output "db_password"',
    'TF125 tencentcloud_mysql_instance.db.root_password',
    'PKG107 ${packageId}',
    'PKG125 new',
    'PKG118 app_zone.region',
    'PKG109 ${app_network.region',
    'TF104 app_sg',
    'PKG122 lable',
  ]);
});
