import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LineMap } from '../../../src/core/diagnostics/index.ts';

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

describe('LineMap', () => {
  it('counts lines from 1 and columns in grapheme clusters', () => {
    const map = new LineMap('a\n家族👨‍👩‍👧x\r\nend');
    expect(map.position(0)).toEqual({ line: 1, column: 1, offset: 0 });
    expect(map.position('a\n家族👨‍👩‍👧'.length)).toMatchObject({ line: 2, column: 4 });
    expect(map.position(9999)).toMatchObject({ line: 3, column: 4 });
    expect(map.position(-1)).toMatchObject({ line: 1, column: 1 });
  });

  it('agrees with counting from the start of the line, on long lines too', () => {
    const unit = fc.constantFrom(
      'a',
      '中',
      '👨‍👩‍👧',
      'e\u0301',
      '\t',
      '\n',
      'xyz'.repeat(100),
      '中文'.repeat(150),
    );
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 40 }), (units) => {
        const text = units.join('');
        const map = new LineMap(text);
        let offset = 0;
        for (const each of units) {
          const before = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
          expect(map.position(offset).column).toBe([...segmenter.segment(before)].length + 1);
          offset += each.length;
        }
      }),
      { numRuns: 300 },
    );
  });

  it('answers 100,000 look-ups on one line of 256 KiB within a second', () => {
    const map = new LineMap(`中${'a, '.repeat(87_000)}`);
    const start = performance.now();
    for (let i = 0; i < 100_000; i++) map.position((i * 7919) % 260_000);
    expect(performance.now() - start).toBeLessThan(1000);
  });
});
