import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addSpan, formatTime, parseTime } from '../../../src/core/license/index.ts';

describe('licence dates', () => {
  it.each([
    ['2024-12-10T09:46:58+08:00', Date.UTC(2024, 11, 10, 1, 46, 58)],
    ['2024-12-10T01:46:58Z', Date.UTC(2024, 11, 10, 1, 46, 58)],
    ['2024-02-29T00:00:00.250-01:30', Date.UTC(2024, 1, 29, 1, 30, 0, 250)],
  ])('reads %s', (text, ms) => expect(parseTime(text)).toBe(ms));

  it.each([
    '2025-02-29T00:00:00Z',
    '2025-13-01T00:00:00Z',
    '2025-04-31T00:00:00Z',
    '2025-01-01T24:00:00Z',
    '2025-01-01 00:00:00',
    '2025-01-01',
    '',
    '2025-01-01T00:00:00+24:00',
    null,
    5,
  ])('refuses %s', (text) => expect(parseTime(text)).toBeUndefined());

  it('writes what it reads back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e9 }), (seconds) => {
        expect(parseTime(formatTime(seconds * 1000))).toBe(seconds * 1000);
      }),
    );
  });

  it('adds on the calendar of the platform', () => {
    const add = (from: string, span: number, unit: 'Y' | 'M' | 'D') =>
      formatTime(addSpan(parseTime(from) ?? 0, span, unit));
    expect(add('2024-12-10T09:46:58+08:00', 1, 'M')).toBe('2025-01-10T09:46:58+08:00');
    expect(add('2025-01-31T23:30:00+08:00', 1, 'M')).toBe('2025-02-28T23:30:00+08:00');
    expect(add('2024-02-29T07:00:00+08:00', 1, 'Y')).toBe('2025-02-28T07:00:00+08:00');
    expect(add('2024-02-29T07:00:00+08:00', 365, 'Y')).toBe('2389-02-28T07:00:00+08:00');
    expect(add('2025-12-31T00:00:00+08:00', 7, 'D')).toBe('2026-01-07T00:00:00+08:00');
  });
});
