import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../../../src/core/json.ts';
import {
  argValuesEqual,
  evaluateArgExpression,
  evaluateArgJson,
  parseArgExpression,
  pathsOf,
} from '../../../../src/core/package/index.ts';

const scope: Record<string, Json> = {
  net: { region: 'ap-guangzhou', subnet: { zone: 'ap-guangzhou-6' }, groups: ['a', 'b'] },
  charge: 'PREPAID',
  flag: true,
  empty: null,
};
const lookup = (name: string) => scope[name];
const run = (text: string) => evaluateArgExpression(parseArgExpression(text), lookup);

describe('evaluating args expressions', () => {
  it.each<[string, Json]>([
    ['plain words', 'plain words'],
    ['', ''],
    ['${net.region}', 'ap-guangzhou'],
    ['${ net.subnet.zone }', 'ap-guangzhou-6'],
    ['${net.subnet}', { zone: 'ap-guangzhou-6' }],
    ['in ${net.region}!', 'in ap-guangzhou!'],
    ['${charge == "PREPAID" ? "PREPAID" : "POSTPAID_BY_HOUR"}', 'PREPAID'],
    ['${charge == "X" ? 1 : flag == true ? 2 : 3}', 2],
    ['${"a}b"}', 'a}b'],
    ['${net.groups[1]}', 'b'],
    ['${charge != "X" && !(flag == false)}', true],
    ['${net.region}/${net.subnet.zone}', 'ap-guangzhou/ap-guangzhou-6'],
  ])('%s', (text, value) => {
    expect(run(text)).toEqual({ state: 'value', value });
  });

  it('says which arg is not chosen yet, and which attribute a value lacks', () => {
    expect(run('${later.region}')).toEqual({ state: 'incomplete', path: 'later.region', root: 'later' });
    expect(run('${empty.region}')).toMatchObject({ state: 'incomplete' });
    expect(run('${net.vpc.id}')).toEqual({ state: 'missing', path: 'net.vpc.id', root: 'net' });
    expect(run('${net.constructor}')).toMatchObject({ state: 'missing' });
  });

  it('does not evaluate the branch that is not taken', () => {
    expect(run('${flag ? "yes" : later.region}')).toEqual({ state: 'value', value: 'yes' });
  });

  it('evaluates inside lists and objects', () => {
    expect(evaluateArgJson({ regions: ['${net.region}'], cpu: 4 }, lookup)).toEqual({
      state: 'value',
      value: { regions: ['ap-guangzhou'], cpu: 4 },
    });
    expect(evaluateArgJson(['${later}'], lookup)).toMatchObject({ state: 'incomplete' });
  });

  it('compares scalars by their words and the rest deeply', () => {
    expect(argValuesEqual(true, 'true')).toBe(true);
    expect(argValuesEqual('1', 1)).toBe(true);
    expect(argValuesEqual('1', '01')).toBe(false);
    expect(argValuesEqual({ a: [1] }, { a: [1] })).toBe(true);
    expect(argValuesEqual({ a: [1] }, { a: [1], b: null })).toBe(false);
    expect(argValuesEqual(null, '')).toBe(false);
  });
});

describe('parsing args expressions', () => {
  it('names the stretch that a missing brace leaves open', () => {
    const { problems, pieces } = parseArgExpression('x${app_network_vpc.region');
    expect(problems).toMatchObject([{ kind: 'unterminated', span: { start: 1, end: 25 } }]);
    expect(pieces).toHaveLength(2);
    expect(run('${net.region')).toMatchObject({ state: 'invalid' });
  });

  it('goes on after a syntax error', () => {
    const parsed = parseArgExpression('${a b} ${net.region} ${}');
    expect(parsed.problems.map((each) => each.span)).toEqual([
      { start: 4, end: 5 },
      { start: 21, end: 24 },
    ]);
    expect(pathsOf(parsed).map((path) => path.root)).toEqual(['net']);
  });

  it('gives the place of each path step', () => {
    const [path] = pathsOf(parseArgExpression('${net.subnet.zone}'));
    expect(path).toMatchObject({ root: 'net', rootSpan: { start: 2, end: 5 }, span: { start: 2, end: 17 } });
    expect(path?.steps).toEqual([
      { key: 'subnet', span: { start: 6, end: 12 } },
      { key: 'zone', span: { start: 13, end: 17 } },
    ]);
  });

  it('lists what no real package uses', () => {
    expect(parseArgExpression('${a != b || c[0]}').unverified.map((each) => each.what)).toEqual([
      '!=',
      '||',
      '[ ]',
    ]);
    expect(parseArgExpression('${a == "x" ? b.c : 1}').unverified).toEqual([]);
  });

  it('stops at too deep and too long texts', () => {
    expect(parseArgExpression(`\${${'('.repeat(5000)}`).problems).toMatchObject([{ kind: 'limit' }]);
    expect(parseArgExpression(`\${${'a ? b : '.repeat(1500)}c}`).problems).toMatchObject([{ kind: 'limit' }]);
    expect(parseArgExpression(`\${a}${'x'.repeat(20_000)}`).problems).toMatchObject([{ kind: 'limit' }]);
  });

  it('never throws, covers the text without gaps, and keeps plain text as it is', () => {
    const words = fc.array(
      fc.constantFrom(
        '${',
        '}',
        'a',
        '.',
        '"',
        "'",
        '==',
        '?',
        ':',
        '!',
        '(',
        ')',
        '[',
        '1',
        ' ',
        '\\',
        '😀',
        '$',
      ),
    );
    fc.assert(
      fc.property(
        fc.oneof(
          words.map((each) => each.join('')),
          fc.string({ unit: 'binary' }),
        ),
        (text) => {
          const parsed = parseArgExpression(text);
          evaluateArgExpression(parsed, lookup);
          expect(parsed.pieces.map((piece) => text.slice(piece.span.start, piece.span.end)).join('')).toBe(
            text,
          );
          if (!text.includes('${'))
            expect(evaluateArgExpression(parsed, lookup)).toEqual({ state: 'value', value: text });
        },
      ),
      { numRuns: 2000 },
    );
  });
});
