import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readYaml, toJson } from '../../../../src/core/package/index.ts';

const read = (text: string) => readYaml(new TextEncoder().encode(text));
const json = (text: string) => {
  const { root } = read(text);
  return root && toJson(root);
};

describe('reading YAML', () => {
  it('keeps the place of every value and key', () => {
    const { root, text } = read('# c\nid: ${packageId}\nargs:\n  - name: "a" # note\n');
    if (root?.kind !== 'map') throw new Error('no map');
    const [id, args] = root.entries;
    expect(text.slice(id?.value.span.start, id?.value.span.end)).toBe('${packageId}');
    expect(text.slice(args?.keySpan.start, args?.keySpan.end)).toBe('args');
    expect(json(text)).toEqual({ id: '${packageId}', args: [{ name: 'a' }] });
  });

  it('reads scalars as YAML 1.2 does, without losing digits', () => {
    expect(
      json('a: yes\nb: true\nc: 012\nd: 12345678901234567890\ne: ~\nf: .inf\ng: 2020-01-01\nh: 1.50'),
    ).toEqual({
      a: 'yes',
      b: true,
      c: 12,
      d: '12345678901234567890',
      e: null,
      f: '.inf',
      g: '2020-01-01',
      h: 1.5,
    });
  });

  it('resolves aliases and merge keys', () => {
    expect(json('x: &x {a: 1, b: 2}\ny:\n  <<: *x\n  b: 3\nz: *x\n')).toEqual({
      x: { a: 1, b: 2 },
      y: { a: 1, b: 3 },
      z: { a: 1, b: 2 },
    });
  });

  it('names what is wrong and reads the rest', () => {
    const { problems, root } = read('a: 1\na: 2\nb: *nowhere\nc: [1\nd: 4');
    expect(problems.map((each) => each.kind)).toContain('duplicate');
    expect(problems.some((each) => each.message.en.includes('nowhere'))).toBe(true);
    expect(root && toJson(root)).toMatchObject({ a: 2, b: null });
    expect(read('a: \uFFFDx').problems).toHaveLength(1);
    expect(readYaml(new Uint8Array([0x61, 0x3a, 0x20, 0xff])).problems).toHaveLength(1);
  });

  it('keeps __proto__ and constructor as plain keys', () => {
    const value = json('__proto__: {polluted: 1}\nconstructor: 2');
    expect(Object.keys(value as object)).toEqual(['__proto__', 'constructor']);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});

const laughs = () => {
  const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x]'];
  for (let i = 1; i < 40; i++)
    lines.push(
      `a${i}: &a${i} [${Array(9)
        .fill(`*a${i - 1}`)
        .join(', ')}]`,
    );
  return lines.join('\n');
};
const merges = () => {
  const lines = ['m0: &m0 {k0: 1}'];
  for (let i = 1; i < 2500; i++) lines.push(`m${i}: &m${i}\n  <<: *m${i - 1}\n  k${i}: 1`);
  return lines.join('\n');
};

describe('bombs get a precise answer fast', () => {
  it.each<[string, string]>([
    ['billion laughs', laughs()],
    ['quadratic merge', merges()],
    ['deep brackets', '['.repeat(200_000)],
    ['deep dashes', '- '.repeat(40_000)],
    ['deep keys', '? '.repeat(40_000)],
    ['many tokens', 'a: b\n'.repeat(100_000)],
    ['50 MB', 'a'.repeat(50 * 1024 * 1024)],
  ])('%s', (_, text) => {
    const bytes = new TextEncoder().encode(text);
    const start = performance.now();
    const memory = process.memoryUsage().heapUsed;
    const { problems } = readYaml(bytes);
    expect(performance.now() - start).toBeLessThan(1000);
    expect(process.memoryUsage().heapUsed - memory).toBeLessThan(200 * 1024 * 1024);
    expect(problems.some((each) => each.kind === 'limit')).toBe(true);
    expect(problems.length).toBeLessThanOrEqual(50);
  });

  it('never throws on any bytes', () => {
    const bits = fc.constantFrom(
      'a',
      ': ',
      '\n',
      '  ',
      '- ',
      '&x ',
      '*x',
      '<<: ',
      '[',
      ']',
      '{',
      '}',
      '"',
      "'",
      '|',
      '>',
      '%',
      '---',
      '!',
      '? ',
      ',',
      '#',
      '\t',
      '`',
      '😀',
    );
    const texts = fc.array(bits, { maxLength: 200 }).map((each) => new TextEncoder().encode(each.join('')));
    fc.assert(
      fc.property(fc.oneof(texts, fc.uint8Array({ maxLength: 2000 })), (bytes) => {
        const { root, problems, text } = readYaml(bytes);
        if (root) toJson(root);
        for (const { span } of problems) expect(span.end).toBeLessThanOrEqual(text.length + 1);
      }),
      { numRuns: 1000 },
    );
  });
});
