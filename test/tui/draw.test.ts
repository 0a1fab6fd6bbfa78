import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { box } from '../../src/tui/draw/box.ts';
import { over } from '../../src/tui/draw/over.ts';
import { type Line, line, span, textOf } from '../../src/tui/draw/span.ts';
import { table } from '../../src/tui/draw/table.ts';
import { fitLine, justify, lineWidth, shorten, shortenStart, widthOf } from '../../src/tui/draw/width.ts';
import { wrapText } from '../../src/tui/draw/wrap.ts';

const words = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.constantFrom(
    '容器集群 tke',
    '镜像仓库:127.0.0.1',
    'a很b长c',
    '👩‍🚀 crew',
    'plain ascii',
    '日本語テキスト',
    'é̄x',
  ),
);
const lines = fc.array(words, { maxLength: 5 }).map((all): Line => all.map((each) => span(each)));

describe('drawing lines', () => {
  it('fits any line to exactly its columns', () => {
    fc.assert(
      fc.property(lines, fc.integer({ min: 0, max: 60 }), (each, width) => {
        expect(lineWidth(fitLine(each, width))).toBe(width);
      }),
    );
  });

  it('justifies two sides to exactly the columns', () => {
    fc.assert(
      fc.property(lines, lines, fc.integer({ min: 1, max: 80 }), (left, right, width) => {
        expect(lineWidth(justify(left, right, width))).toBe(width);
      }),
    );
  });

  it('shortens to at most the columns, from either side', () => {
    fc.assert(
      fc.property(words, fc.integer({ min: 0, max: 20 }), (text, width) => {
        const safe = span(text).text;
        expect(widthOf(shorten(safe, width))).toBeLessThanOrEqual(width);
        expect(widthOf(shortenStart(safe, width))).toBeLessThanOrEqual(width);
      }),
    );
  });

  it('wraps without losing a word and without a line that is too long', () => {
    fc.assert(
      fc.property(words, fc.integer({ min: 4, max: 30 }), (text, width) => {
        const safe = span(text).text;
        const wrapped = wrapText(safe, width);
        expect(wrapped.join('').replaceAll(/\s/g, '')).toBe(safe.replaceAll(/\s/g, ''));
        for (const each of wrapped) expect(stringWidth(each)).toBeLessThanOrEqual(width);
      }),
    );
  });

  it('counts CJK as two columns', () => {
    expect(widthOf('镜像仓库')).toBe(8);
    expect(textOf(fitLine(line('镜像仓库'), 6))).toBe('镜像… ');
    expect(shorten('演练安装', 5)).toBe('演练…');
  });

  it('draws a box of exactly its size', () => {
    fc.assert(
      fc.property(
        fc.array(lines, { maxLength: 6 }),
        lines,
        fc.integer({ min: 8, max: 40 }),
        fc.integer({ min: 3, max: 8 }),
        (body, title, width, height) => {
          const drawn = box(body, { width, height, title, focused: true });
          expect(drawn).toHaveLength(height);
          for (const each of drawn) expect(lineWidth(each)).toBe(width);
        },
      ),
    );
  });

  it('lays a panel over lines of any width without moving what stands beside it', () => {
    fc.assert(
      fc.property(lines, fc.integer({ min: 0, max: 10 }), (base, x) => {
        const [drawn] = over([fitLine(base, 40)], [line('panel')], x, 0, 12, 40);
        expect(lineWidth(drawn ?? [])).toBe(40);
        expect(textOf(drawn ?? [])).toContain('panel');
      }),
    );
  });

  it('keeps tables inside their width, however long the cells are', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(words, words, words), { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 24, max: 90 }),
        (rows, width) => {
          const columns = [{ title: 'Name', grow: true }, { title: '大小', right: true }, { title: 'Where' }];
          const drawn = table(columns, rows, width);
          for (const each of [drawn.head, ...drawn.rows]) expect(lineWidth(each)).toBeLessThanOrEqual(width);
        },
      ),
    );
  });
});
