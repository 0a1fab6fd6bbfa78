import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadWorld, nearest, parseCidr, stockOf } from '../../../src/core/world/index.ts';

const fixture = (name: string) =>
  readFileSync(resolve(import.meta.dirname, '../../fixtures/world', name), 'utf8');

const findings = (text: string) =>
  loadWorld(text, 'w.yaml').diagnostics.map((each) => ({
    code: each.code,
    line: each.range?.start.line,
    column: each.range?.start.column,
    message: each.message.en,
  }));

describe('loadWorld', () => {
  it('overrides the default world by id, and adds and removes', () => {
    const { world, diagnostics } = loadWorld(fixture('scarce.yaml'), 'scarce.yaml');
    expect(diagnostics).toEqual([]);
    expect(world?.name).toBe('scarce');
    expect(world?.closed).toBe(true);
    expect(world?.vpcs.find((vpc) => vpc.id === 'vpc-gzprod01')).toMatchObject({
      egress: 'none',
      cidr: '10.0.0.0/16',
    });
    expect(world?.vpcs.find((vpc) => vpc.id === 'vpc-partner1')).toMatchObject({
      routeTableId: 'rtb-partner1',
    });
    expect(world && stockOf(world, 'S5.LARGE8', 'ap-guangzhou-6')).toBe(0);
    expect(world && stockOf(world, 'S6.LARGE8', 'ap-guangzhou-6')).toBe(1);
    expect(world?.certificates).toEqual([]);
    expect(world?.quotas['cvm.instances']).toEqual({ limit: 14, used: 14 });
    expect(world?.regions.some((region) => region.id === 'ap-singapore')).toBe(false);
    expect(world?.subnets.some((subnet) => subnet.vpc === 'vpc-sgprod01')).toBe(false);
  });

  it('starts from nothing without `extends`, and from the facts alone with `extends: catalog`', () => {
    expect(loadWorld('name: bare', 'w.yaml').world).toMatchObject({ name: 'bare', regions: [], vpcs: [] });
    const catalog = loadWorld('extends: catalog', 'w.yaml').world;
    expect(catalog?.regions.length).toBeGreaterThan(10);
    expect(catalog?.vpcs).toEqual([]);
    expect(loadWorld('', 'w.yaml').world?.regions).toEqual([]);
  });

  it('says where a field is wrong', () => {
    expect(
      findings('extends: default\nvpcs:\n  - id: vpc-a\n    region: ap-guangzhou\n    egress: maybe\n'),
    ).toEqual([
      expect.objectContaining({
        code: 'WORLD_FIELD',
        line: 5,
        column: 13,
        message: expect.stringContaining('vpcs.0.egress'),
      }),
    ]);
    expect(findings('extends: default\nvpc: []\n')).toEqual([
      expect.objectContaining({ code: 'WORLD_FIELD', line: 2, message: expect.stringContaining('vpc') }),
    ]);
    expect(findings('vpcs:\n  - id: vpc-a\n    cidr: 10.0.0.1/16\n')).toEqual([
      expect.objectContaining({ code: 'WORLD_FIELD', line: 3, message: expect.stringContaining('CIDR') }),
    ]);
    expect(findings('extends: default\nvpcs:\n  - id: vpc-new\n')).toEqual([
      expect.objectContaining({
        code: 'WORLD_FIELD',
        line: 3,
        message: expect.stringContaining('"region" is required'),
      }),
    ]);
  });

  it('says which reference leads nowhere, and what is near', () => {
    expect(findings('extends: default\nsubnets:\n  - id: subnet-x\n    vpc: vpc-gzprod10\n')).toEqual([
      {
        code: 'WORLD_REFERENCE',
        line: 4,
        column: 10,
        message: expect.stringContaining('"vpc-gzprod10" (nearest: vpc-gzprod01'),
      },
    ]);
    const outside =
      'extends: default\nsubnets:\n  - {id: subnet-x, vpc: vpc-gzprod01, zone: ap-guangzhou-6, cidr: 10.9.0.0/24}\n';
    expect(findings(outside)).toEqual([expect.objectContaining({ code: 'WORLD_FIELD', line: 3 })]);
    expect(findings('extends: default\nsubnets:\n  - {id: subnet-gzprod6a, zone: ap-shanghai-5}\n')).toEqual([
      expect.objectContaining({ code: 'WORLD_REFERENCE' }),
    ]);
    expect(
      findings('extends: default\ninstanceTypes:\n  - type: S5.MEDIUM4\n    stock: {ap-guangzhou-66: 1}\n'),
    ).toEqual([expect.objectContaining({ code: 'WORLD_REFERENCE', line: 4 })]);
  });

  it('refuses doubled ids and broken YAML, in both languages', () => {
    expect(findings('extends: default\nkeyPairs:\n  - id: a\n  - id: a\n')).toEqual([
      expect.objectContaining({ code: 'WORLD_DUPLICATE', line: 4 }),
    ]);
    expect(findings('vpcs: [\n')[0]).toMatchObject({ code: 'WORLD_SYNTAX' });
    const chinese = loadWorld('closed: 3', 'w.yaml').diagnostics[0]?.message['zh-CN'];
    expect(chinese).toMatch(/closed: .*[\u4e00-\u9fff]/);
  });

  it('is bounded: length, depth, aliases', () => {
    expect(findings(`name: ${'x'.repeat(1024 * 1024)}`)).toEqual([
      expect.objectContaining({ code: 'WORLD_LIMIT' }),
    ]);
    expect(findings('['.repeat(100_000))).toEqual([expect.objectContaining({ code: 'WORLD_LIMIT' })]);
    const bomb = ['a: &a [x,x,x,x,x,x,x,x,x]'];
    for (let i = 0; i < 10; i++) {
      const [name, before] = [String.fromCharCode(98 + i), String.fromCharCode(97 + i)];
      bomb.push(`${name}: &${name} [${Array(9).fill(`*${before}`).join(',')}]`);
    }
    expect(findings(bomb.join('\n'))).toEqual([expect.objectContaining({ code: 'WORLD_LIMIT' })]);
    const deep = Array.from({ length: 200 }, (_, i) => `${' '.repeat(i)}a:`).join('\n');
    expect(findings(deep)).toEqual([expect.objectContaining({ code: 'WORLD_LIMIT' })]);
  });

  it('never throws, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (text) => {
        const { world, diagnostics } = loadWorld(text, 'w.yaml');
        expect(world === undefined).toBe(diagnostics.length > 0);
      }),
      { numRuns: 300 },
    );
  });
});

describe('parseCidr', () => {
  it('accepts blocks and refuses the rest', () => {
    expect(parseCidr('172.16.0.0/12')).toMatchObject({ size: 2 ** 20, prefix: 12 });
    for (const wrong of [
      '10.0.0.0',
      '10.0.0.1/8',
      '10.0.0.0/33',
      '256.0.0.0/8',
      '10.0.0/8',
      '10.0.0.0/',
      ' 10.0.0.0/8',
    ]) {
      expect(parseCidr(wrong)).toBeUndefined();
    }
  });
});

describe('nearest', () => {
  it('finds what was meant and stays silent when nothing is near', () => {
    expect(nearest('ap-guanghzou', ['ap-shanghai', 'ap-guangzhou'])[0]).toBe('ap-guangzhou');
    expect(nearest('completely-else', ['S5.MEDIUM4'])).toEqual([]);
  });
});
