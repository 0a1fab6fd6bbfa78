import { describe, expect, it } from 'vitest';
import { defaultWorld } from '../../../src/core/world/index.ts';
import { answered, keys } from './helpers.ts';

const world = defaultWorld();
const closed = { ...world, closed: true };

const subnet = {
  region: 'ap-guangzhou',
  region_id: '1',
  availability_zone: 'ap-guangzhou-7',
  vpc_id: 'vpc-gzprod01',
  subnet_id: 'subnet-gzprod7a',
  vpc: { id: 'vpc-gzprod01', cidr_block: '10.0.0.0/16', default_route_table_id: 'rtb-gzprod01' },
  subnet: {
    id: 'subnet-gzprod7a',
    zone: 'ap-guangzhou-7',
    zone_id: '100007',
    cidr_block: '10.0.16.0/20',
  },
};

describe('region-and-zone-select', () => {
  it('gives region, region_id, zone and zone_id', () => {
    expect(answered('region-and-zone-select', 'ap-shanghai-8').value).toEqual({
      region: 'ap-shanghai',
      region_id: '4',
      zone: 'ap-shanghai-8',
      zone_id: '200008',
    });
  });

  it('honours regions and supportedRegionIds, numbers or strings', () => {
    const regions = (config: string) =>
      new Set(
        answered('region-and-zone-select', null, config).options.map((each) => each.key.replace(/-\d$/, '')),
      );
    expect(regions('  regions: [ap-nanjing]')).toEqual(new Set(['ap-nanjing']));
    expect(regions('  supportedRegionIds: [1, "4"]')).toEqual(new Set(['ap-guangzhou', 'ap-shanghai']));
    expect(regions('').size).toBe(world.regions.length);
  });

  it('puts the zones the customer uses first and refuses sold-out ones', () => {
    const found = answered('region-and-zone-select', 'ap-guangzhou-1');
    expect(found.options[0]?.key).toBe('ap-guangzhou-6');
    expect(found.error).toMatchObject({ code: 'FORM_OPTION_DISABLED' });
    expect(found.error?.message.en).toContain('sold out');
  });

  it('asks back when an answer fits several zones, and suggests when it fits none', () => {
    expect(answered('region-and-zone-select', { region: 'ap-beijing' }).error?.code).toBe(
      'FORM_ANSWER_AMBIGUOUS',
    );
    const wrong = answered('region-and-zone-select', 'ap-guangzou-6').error;
    expect(wrong?.code).toBe('FORM_ANSWER_NOT_OFFERED');
    expect(wrong?.message.en).toContain('ap-guangzhou-6');
  });
});

describe('subnet-select', () => {
  it('takes a key, a name, a flat id, a nested id or the whole value', () => {
    for (const answer of [
      'subnet-gzprod7a',
      { subnet_id: 'subnet-gzprod7a' },
      { subnet: { id: 'subnet-gzprod7a' } },
      { region_id: 1, subnet_id: 'subnet-gzprod7a' },
      subnet,
    ]) {
      expect(answered('subnet-select', answer).value).toEqual(subnet);
    }
    expect(answered('subnet-select', 'production-7', '  regions: [ap-guangzhou]').value).toEqual(subnet);
    expect(answered('subnet-select', 'production-7').error?.code).toBe('FORM_ANSWER_AMBIGUOUS');
  });

  it('offers only the regions that are asked for', () => {
    expect(keys(answered('subnet-select', null, '  regions: [ap-nanjing]'))).toEqual([
      'subnet-njtest1a',
      'subnet-njtest3a',
    ]);
    expect(keys(answered('subnet-select', null, '  supportedRegionIds: [16]'))).toEqual([
      'subnet-cdtest1a',
      'subnet-cdtest2a',
    ]);
    const elsewhere = answered('subnet-select', 'subnet-shprod5a', '  regions: [ap-guangzhou]').error;
    expect(elsewhere?.code).toBe('FORM_ANSWER_FILTERED');
    expect(elsewhere?.message.en).toContain('regions=["ap-guangzhou"]');
  });

  it('refuses a subnet without addresses, a contradiction and a wrong kind', () => {
    expect(answered('subnet-select', 'subnet-gzprod3a').error?.code).toBe('FORM_OPTION_DISABLED');
    const mismatch = answered('subnet-select', { ...subnet, region: 'ap-beijing' }).error;
    expect(mismatch?.code).toBe('FORM_ANSWER_MISMATCH');
    expect(mismatch?.message.en).toContain('region = "ap-beijing" ("ap-guangzhou")');
    for (const answer of [true, [], ['subnet-gzprod7a']]) {
      expect(answered('subnet-select', answer).error?.code).toBe('FORM_ANSWER_TYPE');
    }
  });

  it('takes a subnet that an open world does not list when it is described, never in a closed one', () => {
    const other = {
      region: 'ap-guangzhou',
      vpc_id: 'vpc-x',
      subnet: { id: 'subnet-x', zone: 'ap-guangzhou-3' },
    };
    expect(answered('subnet-select', other).value).toMatchObject({
      region_id: '1',
      availability_zone: 'ap-guangzhou-3',
      subnet_id: 'subnet-x',
      vpc: { id: 'vpc-x' },
      subnet: { id: 'subnet-x', zone_id: '100003' },
    });
    expect(answered('subnet-select', other, '', closed).error?.code).toBe('FORM_ANSWER_NOT_OFFERED');
    expect(answered('subnet-select', other, '  regions: [ap-shanghai]').error?.code).toBe(
      'FORM_ANSWER_NOT_OFFERED',
    );
    expect(answered('subnet-select', 'subnet-x').error?.code).toBe('FORM_ANSWER_NOT_OFFERED');
  });
});

describe('security-group-select', () => {
  it('gives every spelling of the id that packages read', () => {
    expect(answered('security-group-select', 'sg-shweb001').value).toEqual({
      region: 'ap-shanghai',
      region_id: '4',
      security_group_id: 'sg-shweb001',
      security_group: { id: 'sg-shweb001' },
      security_groups: ['sg-shweb001'],
    });
  });

  it('filters by region', () => {
    expect(keys(answered('security-group-select', null, '  regions: [ap-guangzhou]'))).toEqual([
      'sg-gzdeflt1',
      'sg-gzweb001',
    ]);
    expect(answered('security-group-select', 'sg-bjdeflt1', '  regions: [ap-guangzhou]').error?.code).toBe(
      'FORM_ANSWER_FILTERED',
    );
  });
});

describe('cos-bucket-select', () => {
  it('names the bucket with its app id', () => {
    const value = {
      region: 'ap-guangzhou',
      region_id: '1',
      bucket: 'assets-1259990001',
      app_id: '1259990001',
    };
    expect(answered('cos-bucket-select', 'assets').value).toEqual(value);
    expect(answered('cos-bucket-select', 'assets-1259990001').value).toEqual(value);
    expect(answered('cos-bucket-select', 'asets').error?.code).toBe('FORM_ANSWER_NOT_OFFERED');
  });
});

describe('private-dns-select (unverified)', () => {
  it('gives a zone', () => {
    const found = answered('private-dns-select', 'corp.internal');
    expect(found.value).toEqual({ zone_id: 'zone-corp0001', domain: 'corp.internal' });
    expect(found.evidenced).toBe(false);
  });
});

describe('cidr-input (unverified)', () => {
  it('takes a block and nothing else', () => {
    expect(answered('cidr-input', '172.16.0.0/16').value).toBe('172.16.0.0/16');
    for (const wrong of ['172.16.0.0', '172.16.0.1/16', 3, {}]) {
      expect(answered('cidr-input', wrong).error?.code).toBe('FORM_CIDR');
    }
  });
});
