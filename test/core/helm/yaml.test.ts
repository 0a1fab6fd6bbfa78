import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromPlain, plain } from '../../../src/core/helm/engine/json.ts';
import { GoError } from '../../../src/core/helm/go/func.ts';
import { readYaml, writeYaml } from '../../../src/core/helm/yaml/index.ts';
import { snippet } from './support.ts';

const read = (text: string): unknown => plain(readYaml(text));
const failure = (text: string): string => {
  try {
    readYaml(text);
  } catch (error) {
    if (error instanceof GoError) return error.message.replace('error converting YAML to JSON: ', '');
    throw error;
  }
  return 'none';
};

describe('YAML as Go reads it', () => {
  it('YAML 1.1 words, octals, binary and timestamps', () => {
    expect(
      read('[yes, Off, n, ~, 017, 0b11, 1_000, 1e3, .5, 2024-01-01, 0o7, 1:30, "no", +1, 0x1F]'),
    ).toEqual([true, false, false, null, 15, 3, 1000, 1000, 0.5, '2024-01-01', 7, '1:30', 'no', 1, 31]);
  });

  it('keys become text, merges fill in, later keys win', () => {
    expect(read('1: a\ny: b\n1.5: c\na: &x {p: 1, q: 2}\nb: {<<: *x, q: 3}\nc: 1\nc: 2')).toEqual({
      '1': 'a',
      true: 'b',
      '1.5': 'c',
      a: { p: 1, q: 2 },
      b: { p: 1, q: 3 },
      c: 2,
    });
  });

  it('block scalars', () => {
    expect(read('a: |\n  x\n   y\n\nb: >-\n  p\n  q\n\n  r\nc: |+\n  z\n\nd: |2\n   s\n')).toEqual({
      a: 'x\n y\n',
      b: 'p q\nr',
      c: 'z\n\n',
      d: ' s\n',
    });
  });

  it('errors in the words of yaml.v2, with its lines', () => {
    expect(failure('a: b: c')).toBe('yaml: mapping values are not allowed in this context');
    expect(failure('a: 1\nb: c: d')).toBe('yaml: line 2: mapping values are not allowed in this context');
    expect(failure('a:\n- 1\nb')).toBe("yaml: line 4: could not find expected ':'");
    expect(failure('a: [1, 2')).toBe("yaml: line 1: did not find expected ',' or ']'");
    expect(failure('a: "x')).toBe('yaml: found unexpected end of stream');
    expect(failure('\tx: 1')).toBe('yaml: found character that cannot start any token');
    expect(failure('a: *b')).toBe("yaml: unknown anchor 'b' referenced");
    expect(failure('a: \x01')).toBe('yaml: control characters are not allowed');
    expect(failure(`a: ${'['.repeat(20_000)}`)).toMatch(/exceeded max depth/);
  });

  it('an alias bomb ends quickly', () => {
    const bomb = ['a0: &a0 [x, x, x, x, x, x, x, x, x]'];
    for (let i = 1; i < 12; i++)
      bomb.push(
        `a${i}: &a${i} [${Array(9)
          .fill(`*a${i - 1}`)
          .join(', ')}]`,
      );
    const start = performance.now();
    expect(failure(bomb.join('\n'))).toBe('yaml: document contains excessive aliasing');
    expect(performance.now() - start).toBeLessThan(3000);
  });

  it('keys named like parts of objects are keys', () => {
    const value = read('__proto__: {x: 1}\nconstructor: 2') as Record<string, unknown>;
    expect(Object.keys(value)).toEqual(['__proto__', 'constructor']);
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });
});

describe('YAML as Go writes it', () => {
  it('quotes, literals and order', () => {
    const value = {
      b: 'true',
      a: '1.0',
      c: 'x: y',
      d: "it's",
      e: '',
      f: 'l1\nl2\n',
      g: ' lead',
      h: 'tab\t',
      a10: 1,
      a9: 1e6,
      i: [[1, [2]], { k: [] }],
      j: 'y',
      k: '- z',
      l: 1.5,
      m: 1e21,
      n: 'a\n\n',
      o: '\nx',
      p: {},
      q: null,
    };
    expect(writeYaml(fromPlain(value))).toBe(
      'a: "1.0"\na9: 1000000\na10: 1\nb: "true"\nc: \'x: y\'\nd: it\'s\ne: ""\nf: |\n  l1\n  l2\ng: \' lead\'\nh: "tab\\t"\n' +
        'i:\n- - 1\n  - - 2\n- k: []\nj: "y"\nk: \'- z\'\nl: 1.5\nm: 1e+21\n"n": |+\n  a\n\no: |2-\n\n  x\np: {}\nq: null\n',
    );
  });

  it('reads back what it wrote', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }).filter((s) => s.isWellFormed()),
      fc.string(),
      fc.constantFrom(
        'yes',
        '~',
        '0x1',
        '- a',
        'a: b',
        'a #b',
        '"',
        "'",
        '|',
        '>',
        '%',
        '@',
        '`',
        '!x',
        '&a',
        '*a',
        '---',
        '...',
        '? a',
        'a\n',
        '\n a',
        ' a\nb',
        'a \nb',
        '1_0',
        '0o7',
        '=',
        '<<',
      ),
      fc
        .array(fc.constantFrom('word', 'longer words', ' ', '\n', '  ', "'", '"', ': ', '\t', '#'))
        .map((p) => p.join('')),
    );
    const { value } = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        text,
        fc.integer(),
        fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => (Object.is(n, -0) ? 0 : n)),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie('value'), { maxLength: 4 }),
        // yaml.v2 writes a key `<<` plain, and reads it back as a merge.
        fc.dictionary(
          text.filter((s) => s !== '<<'),
          tie('value'),
          { maxKeys: 4 },
        ),
      ),
    }));
    fc.assert(
      fc.property(value, (data) => {
        const written = writeYaml(fromPlain(data));
        expect(read(written)).toEqual(plain(fromPlain(data)));
      }),
      { numRuns: 2000 },
    );
  });

  it('any text reads or is refused in words', () => {
    const piece = fc.constantFrom(
      'a',
      ':',
      ': ',
      '- ',
      '\n',
      '  ',
      '[',
      ']',
      '{',
      '}',
      ',',
      '"',
      "'",
      '|',
      '>',
      '&a ',
      '*a',
      '!t ',
      '#',
      '? ',
      '---',
      '...',
      '%',
      '\t',
      '<<',
    );
    fc.assert(
      fc.property(
        fc.array(piece).map((p) => p.join('')),
        (text) => {
          try {
            readYaml(text);
            return true;
          } catch (error) {
            return error instanceof GoError;
          }
        },
      ),
      { numRuns: 5000 },
    );
  });
});

describe('what a fuzzer found beside the original (sigs.k8s.io/yaml 1.3, yaml.v2)', () => {
  const error = (text: string): unknown =>
    JSON.parse(snippet('{{ fromYaml .Values.t | toJson }}', { valuesYaml: `t: ${JSON.stringify(text)}` }))
      .Error;

  it.each([
    [
      '~: {a: [1, null]}',
      'Unsupported map key of type: %!s(<nil>), key: <nil>, value: map[interface {}]interface {}{"a":[]interface {}{1, interface {}(nil)}}',
    ],
    ['{x: y}: 1', 'yaml: invalid map key: map[interface {}]interface {}{"x":true}'],
    ['a:\n  - x: 1\n  []', "yaml: line 2: did not find expected '-' indicator"],
    ['a:\n  b: 1\n  {}\nc: 2', 'yaml: line 2: did not find expected key'],
    ['a:\n  - x: 1\n  word\n', "yaml: line 4: could not find expected ':'"],
    ['!NOTE! !NOTE!\n', 'yaml: did not find expected tag URI'],
    ['~: 1\n<<: no', 'yaml: map merge requires map or sequence of maps as the value'],
    ['a: 1\n: 2', 'yaml: line 1: did not find expected key'],
    ['a: {: 2}', 'yaml: did not find expected node content'],
    ['...\na: 1', 'yaml: did not find expected node content'],
    ['a: .inf', 'json: unsupported value: +Inf'],
  ])('%j', (text, words) => {
    expect(error(text)).toBe(`error converting YAML to JSON: ${words}`);
  });

  it('an infinity that a later key replaces is no matter', () => {
    expect(snippet('{{ fromYaml "a: .inf\\na: 1" | toJson }}')).toBe('{"a":1}');
  });
});
