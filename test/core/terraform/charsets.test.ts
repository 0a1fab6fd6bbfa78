import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { charsetOf } from '../../../src/core/terraform/functions/charsets.ts';

const hex = (name: string, text: string): string | undefined =>
  charsetOf(name)?.encode(text)?.toString('hex');

describe('encodings of textencodebase64 by their IANA names', () => {
  it.each([
    ['UTF-8', 'é', 'c3a9'],
    ['UTF-16LE', 'A€', '4100ac20'],
    ['UTF-16BE', 'A€', '004120ac'],
    ['UTF-16', 'A', 'feff0041'],
    ['utf-16be', '😀', 'd83dde00'],
    ['US-ASCII', 'A~', '417e'],
    ['iso-8859-1', 'é\u0080', 'e980'],
    ['latin1', 'ÿ', 'ff'],
    ['ISO-8859-2', 'Ł', 'a3'],
    ['ISO-8859-9', 'Ğş', 'd0fe'],
    ['ISO-8859-15', '€', 'a4'],
    ['windows-1252', '€“', '8093'],
    ['Windows-1251', 'Ж', 'c6'],
    ['KOI8-R', 'Ж', 'f6'],
    ['IBM866', 'Ж', '86'],
    ['cp866', 'я', 'ef'],
    ['macintosh', 'é', '8e'],
    ['GBK', '中a', 'd6d061'],
    ['Big5', '中', 'a4a4'],
    ['EUC-KR', '한', 'c7d1'],
    ['Shift_JIS', 'ア日', '834193fa'],
  ])('%s of %j is %s, and back', (name, text, bytes) => {
    expect(hex(name, text)).toBe(bytes);
    expect(charsetOf(name)?.decode(Buffer.from(bytes, 'hex'))).toBe(text);
  });

  it.each([
    ['US-ASCII', 'é'],
    ['ISO-8859-1', '€'],
    ['windows-1252', '中'],
    ['GBK', '😀'],
  ])('%s has no %j', (name, text) => {
    expect(charsetOf(name)?.encode(text)).toBeUndefined();
  });

  it.each(['', 'utf', 'utf8', 'constructor', 'x-user-defined', 'UTF-7'])('%j is no encoding', (name) => {
    expect(charsetOf(name)).toBeUndefined();
  });

  it('what can be encoded comes back', () => {
    const names = [
      'UTF-8',
      'UTF-16',
      'UTF-16LE',
      'ISO-8859-5',
      'windows-1253',
      'GBK',
      'Big5',
      'EUC-KR',
      'Shift_JIS',
    ];
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.string({ unit: 'grapheme', maxLength: 6 }), (name, text) => {
        const charset = charsetOf(name);
        const bytes = charset?.encode(text);
        if (bytes !== undefined) expect(charset?.decode(bytes)).toBe(text);
      }),
    );
  });
});
