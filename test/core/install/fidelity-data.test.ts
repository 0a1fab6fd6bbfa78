import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fidelityIn, fidelityTable } from '../../../src/core/install/index.ts';
import { schemasFrom } from '../../../src/core/terraform/index.ts';
import { answeredDataSources, answeredFrom, defaultWorld } from '../../../src/core/world/index.ts';

const schemas = schemasFrom(join(import.meta.dirname, '../../../data'));
const rows = fidelityTable(schemas.dataTypes()).filter((each) => each.of === 'data');

describe('fidelity of data sources', () => {
  it('says of every data source of the provider what answers it', () => {
    expect(rows.length).toBeGreaterThan(900);
    expect(rows.length).toBe(new Set(schemas.dataTypes()).size);
    const partial = rows.filter((each) => each.fidelity === 'partial').map((each) => each.name);
    expect(partial).toEqual(answeredDataSources().map((type) => `data.${type}`));
    const [users] = rows.filter((each) => each.name === 'data.tencentcloud_cam_users');
    expect(users?.knows.en).toContain('section camUsers');
    expect(users?.knows.en).toContain('console_login');
    const [other] = rows.filter((each) => each.name === 'data.tencentcloud_apm_instances');
    expect(other).toMatchObject({
      fidelity: 'opaque',
      knows: { en: expect.stringContaining('dataSources') },
    });
  });

  it('names sections that worlds have, and arguments that the provider has', () => {
    for (const type of answeredDataSources()) {
      const from = answeredFrom(type);
      expect(Object.keys(defaultWorld()), type).toContain(from?.section);
      for (const argument of from?.by ?? [])
        expect(schemas.data(type)?.attributes.has(argument), `${type}.${argument}`).toBe(true);
    }
  });

  it('says what the file of a world answers beyond that', () => {
    const answers = [
      { type: 'tencentcloud_apm_instances', where: {}, gives: {} },
      { type: 'tencentcloud_vpc_acls', where: { name: 'x' }, gives: {} },
    ];
    const world = { ...defaultWorld(), answers };
    const row = (type: string) =>
      fidelityTable(schemas.dataTypes(), world).find((each) => each.name === `data.${type}`);
    expect(row('tencentcloud_apm_instances')).toMatchObject({
      fidelity: 'partial',
      knows: { en: 'answered by the world file (dataSources)', 'zh-CN': expect.stringContaining('世界文件') },
    });
    expect(row('tencentcloud_vpc_acls')?.knows.en).toContain('for certain values of name');
    expect(row('tencentcloud_cam_users')?.knows.en).toContain('section camUsers');
    expect(fidelityIn(world, 'tencentcloud_apm_instances', 'data')).toBe('partial');
    expect(fidelityIn(world, 'tencentcloud_apm_instances', 'managed')).toBe('opaque');
    expect(fidelityIn(defaultWorld(), 'tencentcloud_apm_instances', 'data')).toBe('opaque');
  });
});
