import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPriceBook, removePrice, setPrice } from '../../../src/core/cost/index.ts';
import type { Price } from '../../../src/core/cost/types.ts';

const BOOK = `# my notes
format: drydock-prices/1
name: mine
prices:
  # a place to fill in
  - { resource: tencentcloud_cbs_storage, component: disk, amount: null, currency: CNY, per: hour, source: todo, date: 2026-11-01 }
  # the small one
  - resource: tencentcloud_instance
    component: machine
    where: { instance_type: S5.SMALL1 }
    amount: 0.1
    currency: CNY
    per: hour
    source: price page
    date: 2026-10-01
  - resource: tencentcloud_mysql_instance
    amount: 2
    currency: CNY
    per: month
    source: price page
    date: 2026-10-02
`;

const price: Price = {
  resource: 'tencentcloud_instance',
  component: 'machine',
  where: { instance_type: 'S5.SMALL1' },
  charge: 'postpaid',
  amount: 0.12,
  currency: 'CNY',
  per: 'hour',
  unit: 1,
  source: 'price calculator',
  date: '2026-11-20',
  confidence: 'high',
};

const read = (text: string) => readPriceBook(text, 'book').prices;

describe('editing a price book', () => {
  it('changes the line for the same thing and leaves comments and the rest alone', () => {
    const made = setPrice(BOOK, 'book', price);
    expect(read(made)).toHaveLength(2);
    expect(read(made)[0]).toMatchObject({ amount: 0.12, date: '2026-11-20', source: 'price calculator' });
    expect(made).toContain('# my notes');
    expect(made).toContain('# a place to fill in');
    expect(made).toContain('# the small one');
    expect(read(made)[1]).toEqual(read(BOOK)[1]);
  });

  it('adds what is new at the end, and changes a line by its number, places to fill in not counted', () => {
    const added = setPrice(BOOK, 'book', { ...price, region: 'ap-seoul' });
    expect(read(added)).toHaveLength(3);
    expect(read(added)[2]).toMatchObject({ region: 'ap-seoul', amount: 0.12 });
    const moved = setPrice(BOOK, 'book', { ...price, resource: 'tencentcloud_redis_instance' }, 2);
    expect(read(moved).map((each) => each.resource)).toEqual([
      'tencentcloud_instance',
      'tencentcloud_redis_instance',
    ]);
    const without = setPrice(added, 'book', price, 3);
    expect(read(without)[2]).not.toHaveProperty('region');
  });

  it('removes a line by its number, and names a number that is not there', () => {
    expect(read(removePrice(BOOK, 'book', 1)).map((each) => each.resource)).toEqual([
      'tencentcloud_mysql_instance',
    ]);
    expect(removePrice(BOOK, 'book', 1)).toContain('a place to fill in');
    for (const line of [0, 3, -1])
      expect(() => removePrice(BOOK, 'book', line)).toThrow(
        expect.objectContaining({ code: 'COST_LINE_UNKNOWN' }),
      );
  });

  it('grows a book without prices, line by line', () => {
    const one = setPrice('format: drydock-prices/1\nprices: []\n', 'book', price);
    expect(read(one)).toHaveLength(1);
    expect(one).toMatch(/prices:\n {2}- resource/);
  });

  it('refuses what is no price: a day that does not exist, a currency that is none', () => {
    for (const wrong of [{ date: '2026-11-31' }, { date: 'today' }, { currency: 'yuan' }, { amount: -1 }])
      expect(() => setPrice(BOOK, 'book', { ...price, ...wrong })).toThrow(
        expect.objectContaining({ code: 'COST_PRICES_INVALID' }),
      );
  });

  it('reads back whatever it wrote', () => {
    const word = fc.string({ minLength: 1, maxLength: 30, unit: 'binary' });
    fc.assert(
      fc.property(word, fc.double({ min: 0, max: 1e9, noNaN: true }), word, (value, amount, source) => {
        const given: Price = { ...price, where: { instance_type: value }, amount, source: `at ${source}` };
        const made = read(setPrice(BOOK, 'book', given));
        expect(made.some((each) => each.source === given.source && each.where.instance_type === value)).toBe(
          true,
        );
        expect(made.find((each) => each.source === given.source)?.amount).toBe(amount === 0 ? 0 : amount);
      }),
    );
  });
});
