import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { costChange, estimateCost, priceTemplate, readPriceBook } from '../../../src/core/cost/index.ts';

const prices = (name: string) =>
  readPriceBook(readFileSync(join(import.meta.dirname, '../../../data/prices', name), 'utf8'), name);

const book = (lines: string) =>
  readPriceBook(`format: drydock-prices/1\nname: mine\nprices:\n${lines}`, 'mine.yaml');

const machine = (attributes = {}) => ({
  address: 'tencentcloud_instance.web',
  type: 'tencentcloud_instance',
  region: 'ap-guangzhou',
  attributes: { instance_type: 'S5.MEDIUM4', ...attributes },
});

const PRICE = `  - resource: tencentcloud_instance
    component: machine
    where: { instance_type: S5.MEDIUM4 }
    amount: 0.5
    currency: CNY
    per: hour
    source: the price list
    date: 2026-11-01
`;

describe('price books', () => {
  it.each(['tencentcloud.yaml', 'unconfirmed.yaml'])('%s gives source and day for each figure', (name) => {
    const { prices: all } = prices(name);
    expect(all.length).toBeGreaterThan(0);
    for (const each of all) {
      expect(each.source.length).toBeGreaterThan(10);
      expect(each.date).toMatch(/^2026-\d\d-\d\d$/);
      expect(['low', 'medium']).toContain(each.confidence);
    }
  });

  it.each([
    ['without a source', PRICE.replace(/ +source.*\n/, '')],
    ['without a day', PRICE.replace(/ +date.*\n/, '')],
    ['with a negative amount', PRICE.replace('0.5', '-1')],
    ['of an unknown unit', PRICE.replace('hour', 'week')],
    ['with a field that nobody knows', `${PRICE}    vat: 6\n`],
    ['that is no YAML', '  - [\n'],
  ])('a price %s is refused, and says why', (_what, lines) => {
    expect(() => book(lines)).toThrowError(
      expect.objectContaining({
        code: 'COST_PRICES_INVALID',
        data: expect.objectContaining({ file: 'mine.yaml' }),
      }),
    );
  });

  it('a place without amount is no price', () => {
    expect(book(PRICE.replace('0.5', 'null')).prices).toEqual([]);
  });
});

describe('an estimate', () => {
  it('adds what is priced, counts what is not, and never guesses', () => {
    const estimate = estimateCost(
      [
        machine(),
        { ...machine({ instance_type: 'S9.HUGE' }), address: 'tencentcloud_instance.big' },
        { address: 'random_password.db', type: 'random_password', region: '', attributes: {} },
      ],
      book(PRICE),
    );
    expect(estimate.totals).toEqual([{ currency: 'CNY', hourly: 0.5, monthly: 365 }]);
    expect(estimate).toMatchObject({
      billable: 2,
      priced: 1,
      partly: 0,
      dates: ['2026-11-01', '2026-11-01'],
    });
    expect(estimate.coverage.en).toBe('1 of 2 resources priced');
    expect(estimate.resources.map((each) => each.priced)).toEqual(['all', 'none', 'nothing']);
  });

  it('says that a machine is priced in part when its disk is not', () => {
    const estimate = estimateCost(
      [machine({ system_disk_type: 'CLOUD_SSD', system_disk_size: 50 })],
      book(PRICE),
    );
    expect(estimate).toMatchObject({ priced: 0, partly: 1 });
    expect(estimate.coverage.en).toBe('0 of 1 resources priced, 1 in part');
  });

  it('does not take a postpaid price for what is paid in advance', () => {
    const estimate = estimateCost([machine({ instance_charge_type: 'PREPAID' })], book(PRICE));
    expect(estimate).toMatchObject({ priced: 0, totals: [] });
  });

  it('multiplies by size and count, and prefers the price that says most', () => {
    const disk = `  - resource: tencentcloud_cbs_storage
    component: disk
    where: { storage_type: CLOUD_PREMIUM }
    amount: 0.04
    currency: CNY
    per: hour
    times: storage_size
    unit: 100
    source: the price list
    date: 2026-11-01
  - resource: tencentcloud_cbs_storage
    component: disk
    where: { storage_type: CLOUD_PREMIUM }
    region: ap-guangzhou
    amount: 0.08
    currency: CNY
    per: hour
    times: storage_size
    unit: 100
    source: the price list
    date: 2026-10-01
`;
    const of = (region: string) =>
      estimateCost(
        [
          {
            address: 'tencentcloud_cbs_storage.data',
            type: 'tencentcloud_cbs_storage',
            region,
            attributes: { storage_type: 'CLOUD_PREMIUM', storage_size: 250 },
          },
        ],
        book(disk),
      ).totals[0]?.hourly;
    expect(of('ap-shanghai')).toBeCloseTo(0.1);
    expect(of('ap-guangzhou')).toBeCloseTo(0.2);
  });

  it('prices the workers of a cluster as the machines that they are', () => {
    const cluster = {
      address: 'tencentcloud_kubernetes_cluster.main',
      type: 'tencentcloud_kubernetes_cluster',
      region: 'ap-guangzhou',
      attributes: { worker_config: [{ instance_type: 'S5.MEDIUM4', count: 3 }] },
    };
    const estimate = estimateCost([cluster], book(PRICE));
    expect(estimate.totals[0]?.hourly).toBeCloseTo(1.5);
    // What the cluster itself costs is not known.
    expect(estimate).toMatchObject({ priced: 0, partly: 1 });
  });

  it('keeps currencies apart, also in what changes', () => {
    const usd = PRICE.replace('S5.MEDIUM4', 'SA2.MEDIUM4').replace('CNY', 'USD');
    const both = book(PRICE + usd);
    const before = estimateCost([machine()], both);
    const after = estimateCost([machine({ instance_type: 'SA2.MEDIUM4' })], both);
    expect(costChange(before, after).difference.map(({ currency, hourly }) => [currency, hourly])).toEqual([
      ['CNY', -0.5],
      ['USD', 0.5],
    ]);
  });

  it('prints places for missing prices that become prices once filled in', () => {
    const all = [machine({ system_disk_type: 'CLOUD_SSD', system_disk_size: 50 })];
    const template = priceTemplate(estimateCost(all, book(PRICE)), '2026-11-20');
    expect(template).toContain('system_disk_type: CLOUD_SSD');
    expect(readPriceBook(template, 't.yaml').prices).toEqual([]);
    const filled = readPriceBook(template.replaceAll('amount: null', 'amount: 0.1'), 't.yaml');
    expect(estimateCost(all, filled).resources[0]?.lines.some((line) => line.hourly === 0.1)).toBe(true);
  });
});
