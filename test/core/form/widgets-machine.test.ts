import { describe, expect, it } from 'vitest';
import { defaultWorld, type World } from '../../../src/core/world/index.ts';
import { answered, keys } from './helpers.ts';

const world = defaultWorld();
const inZone = '  region: ap-guangzhou\n  zone: ap-guangzhou-6\n';

describe('cvm-instance-type-select', () => {
  it('gives region, zone and type', () => {
    expect(answered('cvm-instance-type-select', 'S5.MEDIUM4', inZone).value).toEqual({
      region: 'ap-guangzhou',
      region_id: '1',
      zone: 'ap-guangzhou-6',
      instance_type: 'S5.MEDIUM4',
    });
  });

  it('filters by zone, cpu, memory and charge type', () => {
    const sized = answered('cvm-instance-type-select', null, `${inZone}  cpu: 2\n  memory: 4`);
    expect(keys(sized)).toContain('S5.MEDIUM4');
    for (const key of keys(sized)) expect(key).toMatch(/\.MEDIUM4$/);
    expect(keys(answered('cvm-instance-type-select', null, inZone))).not.toContain('S3.MEDIUM4');
    const prepaidOnly: World = {
      ...world,
      instanceTypes: world.instanceTypes.map((type) =>
        type.type === 'S5.MEDIUM4' ? { ...type, chargeTypes: ['PREPAID'] } : type,
      ),
    };
    const charged = (mode: string) =>
      keys(answered('cvm-instance-type-select', null, `${inZone}  chargeType: ${mode}`, prepaidOnly));
    expect(charged('PREPAID')).toContain('S5.MEDIUM4');
    expect(charged('POSTPAID_BY_HOUR')).not.toContain('S5.MEDIUM4');
  });

  it('shows what is sold out and refuses it, and says what another zone has', () => {
    const config = '  region: ap-guangzhou\n  zone: ap-guangzhou-4\n';
    const soldOut = answered('cvm-instance-type-select', 'S5.MEDIUM4', config).error;
    expect(soldOut?.code).toBe('FORM_OPTION_DISABLED');
    expect(soldOut?.message.en).toBe('S5.MEDIUM4 cannot be chosen: sold out in ap-guangzhou-4.');
    expect(soldOut?.message['zh-CN']).toContain('已售罄');
    expect(answered('cvm-instance-type-select', 'S3.MEDIUM4', inZone).error?.code).toBe(
      'FORM_ANSWER_FILTERED',
    );
  });

  it('offers types by zone when no zone is set', () => {
    const found = answered('cvm-instance-type-select', 'S5.MEDIUM4', '  region: ap-shanghai');
    expect(found.value).toMatchObject({ region: 'ap-shanghai', instance_type: 'S5.MEDIUM4' });
    expect(found.options[0]?.key).toMatch(/^S5\.MEDIUM4@ap-shanghai-/);
  });

  it('takes an unlisted type of an open world by its name, if the size fits', () => {
    const given = { region: 'ap-guangzhou', zone: 'ap-guangzhou-6', instance_type: 'S8.LARGE16' };
    expect(answered('cvm-instance-type-select', given, `${inZone}  cpu: 4`).value).toMatchObject(given);
    expect(answered('cvm-instance-type-select', given, `${inZone}  cpu: 2`).error?.code).toBe(
      'FORM_ANSWER_NOT_OFFERED',
    );
    expect(
      answered('cvm-instance-type-select', given, inZone, { ...world, closed: true }).error,
    ).toBeDefined();
  });

  it('says which choices are sold out when all are', () => {
    const none: World = {
      ...world,
      instanceTypes: world.instanceTypes.map((type) => ({ ...type, stock: { 'ap-guangzhou-6': 0 } })),
    };
    const error = answered('cvm-instance-type-select', null, inZone, none).error;
    expect(error?.code).toBe('FORM_ALL_DISABLED');
    expect(error?.message.en).toContain('zone=ap-guangzhou-6');
    const nowhere = answered('cvm-instance-type-select', null, '  zone: ap-guangzhou-99').error;
    expect(nowhere?.code).toBe('FORM_NO_OPTIONS');
  });
});

describe('image-select', () => {
  it('offers images of the machine’s architecture and the platforms asked for', () => {
    const arm = answered('image-select', null, '  instanceType: SR1.MEDIUM4');
    expect(keys(arm)).toContain('img-debia12a');
    expect(keys(arm)).not.toContain('img-debian12');
    expect(keys(answered('image-select', null, '  platforms: [debian]\n  instanceType: S5.MEDIUM4'))).toEqual(
      ['img-debian12', 'img-debian11'],
    );
    expect(keys(answered('image-select', null, '  platforms: [TencentOS Server]'))).toContain('img-tlinux4x');
    expect(answered('image-select', 'img-debian12').value).toEqual({ image_id: 'img-debian12' });
    const wrongArch = answered('image-select', 'img-debian12', '  instanceType: SR1.MEDIUM4').error;
    expect(wrongArch?.code).toBe('FORM_ANSWER_FILTERED');
    expect(wrongArch?.message.en).toContain('instanceType=SR1.MEDIUM4');
  });

  it('keeps an image of one’s own to its region', () => {
    expect(keys(answered('image-select', null, '  region: ap-shanghai'))).toContain('img-goldensh');
    expect(keys(answered('image-select', null, '  region: ap-shanghai'))).not.toContain('img-goldengz');
  });

  it('takes an id that an open world does not list, as an object', () => {
    expect(answered('image-select', { image_id: 'img-own00001' }).value).toEqual({
      image_id: 'img-own00001',
    });
    expect(answered('image-select', 'img-own00001').error?.code).toBe('FORM_ANSWER_NOT_OFFERED');
  });
});

describe('disk-select', () => {
  const config = '  usage: system\n  minDiskSize: 60\n';

  it('gives type and size, at least minDiskSize', () => {
    expect(answered('disk-select', 'CLOUD_SSD', config).value).toEqual({
      disk_type: 'CLOUD_SSD',
      disk_size: 60,
    });
    expect(answered('disk-select', 'CLOUD_SSD:120', config).value).toEqual({
      disk_type: 'CLOUD_SSD',
      disk_size: 120,
    });
    expect(answered('disk-select', { disk_size: 70 }, config).value).toEqual({
      disk_type: 'CLOUD_PREMIUM',
      disk_size: 70,
    });
    expect(answered('disk-select', null, config).limits).toEqual({ min: 60, max: 2048, unit: 'GiB' });
    expect(answered('disk-select', null, '  usage: data').limits).toMatchObject({ min: 10, max: 32000 });
  });

  it('refuses what does not fit', () => {
    const small = answered('disk-select', { disk_type: 'CLOUD_SSD', disk_size: 50 }, config).error;
    expect(small?.code).toBe('FORM_RANGE');
    expect(small?.message.en).toContain('60');
    expect(answered('disk-select', { disk_type: 'CLOUD_SSD', disk_size: 60.5 }, config).error?.code).toBe(
      'FORM_RANGE',
    );
    expect(answered('disk-select', 'CLOUD_SDD', config).error?.message.en).toContain('CLOUD_SSD');
    expect(answered('disk-select', 5, config).error?.code).toBe('FORM_ANSWER_TYPE');
  });
});

describe('ssh-key-pairs-select', () => {
  it('gives a list of ids, from one or several', () => {
    const both = { keyIds: ['skey-ops00001', 'skey-dev00001'] };
    expect(answered('ssh-key-pairs-select', 'operations').value).toEqual({ keyIds: ['skey-ops00001'] });
    expect(answered('ssh-key-pairs-select', ['skey-ops00001', 'developers']).value).toEqual(both);
    expect(answered('ssh-key-pairs-select', both).value).toEqual(both);
    expect(answered('ssh-key-pairs-select', 'skey-ops').error?.code).toBe('FORM_ANSWER_NOT_OFFERED');
    expect(answered('ssh-key-pairs-select', []).error?.code).toBe('FORM_ANSWER_TYPE');
    expect(answered('ssh-key-pairs-select', { keyIds: ['skey-else'] }).value).toEqual({
      keyIds: ['skey-else'],
    });
  });
});
