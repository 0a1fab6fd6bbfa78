import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { en } from '../../src/renderer/i18n/en.ts';
import { zhCN } from '../../src/renderer/i18n/zh-CN.ts';

const placeholders = (text: string): string[] =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] ?? '').sort();
const renderer = join(import.meta.dirname, '../../src/renderer');
const sources = readdirSync(renderer, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !file.startsWith('i18n'))
  .map((file) => readFileSync(join(renderer, file), 'utf8'))
  .join('\n');

describe('texts of the page', () => {
  it('exist in both languages', () => {
    expect(Object.keys(zhCN).sort()).toEqual(Object.keys(en).sort());
  });

  it.each(Object.keys(en) as (keyof typeof en)[])('%s has words and the same placeholders', (key) => {
    expect(en[key].trim()).not.toBe('');
    expect(zhCN[key].trim()).not.toBe('');
    expect(placeholders(zhCN[key])).toEqual(placeholders(en[key]));
  });

  it('are all used', () => {
    const families = [...sources.matchAll(/t\(`([\w.]+)\.\$\{/g)].map((match) => `${match[1]}.`);
    const unused = Object.keys(en).filter(
      (key) => !sources.includes(`'${key}'`) && !families.some((family) => key.startsWith(family)),
    );
    expect(unused).toEqual([]);
  });

  it('have no words of their own outside the tables', () => {
    const bare = [...sources.matchAll(/>\s*([A-Z][a-z]+ [a-z]+[^<>{}]*)\s*</g)].map((match) => match[1]);
    expect(bare).toEqual([]);
  });
});
