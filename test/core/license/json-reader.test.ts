import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compact, spellings } from '../../../src/core/license/compact.ts';
import { readJson, toJson } from '../../../src/core/license/json-reader.ts';

const parses = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

describe('the position-preserving JSON reader', () => {
  it('reads what JSON.parse reads, to the same value', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), fc.nat(4), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        const reading = readJson(text, 64);
        expect(reading.ok && toJson(reading.node)).toEqual(JSON.parse(text));
      }),
    );
  });

  it('accepts exactly what JSON.parse accepts', () => {
    const scraps = fc.array(
      fc.constantFrom(
        '{',
        '}',
        '[',
        ']',
        ',',
        ':',
        '"',
        '"a"',
        '1',
        '-',
        '0',
        '.5',
        'e3',
        'true',
        'nul',
        ' ',
        '\n',
        '\\u00e9',
        '\\x',
        '\u0001',
      ),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          scraps.map((parts) => parts.join('')),
        ),
        (text) => {
          expect(readJson(text, 64).ok).toBe(parses(text));
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('calls every cut of an object truncated, at its end', () => {
    const text = '{"a": [1.5, true, null, "x\\u00e9"], "b": {"c": "d"}}';
    for (let length = 0; length < text.length; length++) {
      const reading = readJson(text.slice(0, length), 64);
      expect(!reading.ok && reading.problem).toMatchObject({ kind: 'truncated', offset: length });
    }
  });

  it('keeps the slice of every value', () => {
    const text = ' { "a" : [ 1 , "\\u0041" ] } ';
    const reading = readJson(text, 64);
    expect(reading.ok && text.slice(reading.node.start, reading.node.end)).toBe(
      '{ "a" : [ 1 , "\\u0041" ] }',
    );
    expect(reading.ok && compact(text, reading.node)).toBe('{"a":[1,"\\u0041"]}');
  });

  it('stops at the depth limit without recursing further', () => {
    const reading = readJson('['.repeat(100_000), 32);
    expect(!reading.ok && reading.problem).toMatchObject({ kind: 'too-deep', offset: 32 });
  });

  it('does not let __proto__ reach the prototype', () => {
    const reading = readJson('{"__proto__": {"polluted": 1}}', 8);
    const value = reading.ok ? toJson(reading.node) : undefined;
    expect(Object.keys(value ?? {})).toEqual(['__proto__']);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });

  it('offers only spellings of the same value', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 2 })), (value) => {
        const text = JSON.stringify(value, null, 1);
        const reading = readJson(text, 64);
        if (!reading.ok) throw new Error('unreadable');
        for (const candidate of spellings(text, reading.node))
          expect(JSON.parse(candidate.text)).toEqual(JSON.parse(text));
      }),
    );
  });

  it('never rounds a number while respelling it', () => {
    const text = '[100000099.00000000001,1.0,10e-1,12345678901234567890,1.5,-0.0]';
    const reading = readJson(text, 4);
    if (!reading.ok) throw new Error('unreadable');
    const texts = [...spellings(text, reading.node)].map((each) => each.text);
    expect(texts).toContain('[100000099.00000000001,1,1,12345678901234567890,1.5,0]');
  });
});
