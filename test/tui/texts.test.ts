import { describe, expect, it } from 'vitest';
import { en } from '../../src/tui/i18n/en.ts';
import { zhCN } from '../../src/tui/i18n/zh-CN.ts';

const places = (text: string): readonly string[] => (text.match(/\{\w+\}/g) ?? []).sort();

describe('texts of the terminal console', () => {
  it('has the same texts in both languages', () => {
    expect(Object.keys(zhCN).sort()).toEqual(Object.keys(en).sort());
  });

  it.each(Object.keys(en) as (keyof typeof en)[])('%s names the same things in both', (key) => {
    expect(places(zhCN[key])).toEqual(places(en[key]));
    expect(zhCN[key].trim()).not.toBe('');
  });

  it('is translated, where it is not a name', () => {
    const same = (Object.keys(en) as (keyof typeof en)[]).filter((key) => zhCN[key] === en[key]);
    expect(same.sort()).toEqual(
      ['overview.charts', 'phase.chart', 'world.cpu', 'world.egress.nat'].filter((key) =>
        same.includes(key as never),
      ),
    );
  });
});
