import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePackage } from '../../../../src/core/package/index.ts';
import { sourceOf } from '../source-of.ts';

const parse = (text: string) => parsePackage(sourceOf({ 'package.yaml': text }));
const codes = (text: string) => parse(text).diagnostics.map((each) => each.code);

const WHOLE = `id: pkg-8lve2gn1
args:
  - name: net
    label: Network
    widget: subnet-select
    description: where
    optional: true
    regions: [ "\${zone.region}" ]
  - name: size
    label: 大小
    widget: select
    defaultValue: S
    options:
      - label: small
        value: S
    when:
      - eq: { a: "\${net.region}", b: ap-guangzhou }
    validator:
      - eq:
          a: \${net.region}
          b: x
          message: no
role:
  policy:
    version: "2.0"
    statement:
      - action: [ "cvm:DescribeInstances" ]
        resource: "*"
        effect: allow
        condition: { op: { "qcs:tag": [ "a" ] } }
scopes:
  cloudAPI: [ "cloudapp:VerifyLicense" ]
specs:
  - key: version
    name: Version
    enum: [ { value: standard, name: Standard } ]
frontend:
  runtimeMode: console
  src: ./software/frontend/console
`;

describe('parsePackage', () => {
  it('reads every field', () => {
    const { model, diagnostics } = parse(WHOLE);
    expect(diagnostics).toEqual([]);
    expect(model.id?.value).toBe('pkg-8lve2gn1');
    expect(model.args).toMatchObject([
      {
        index: 0,
        name: 'net',
        widget: 'subnet-select',
        optional: true,
        config: { regions: ['${zone.region}'] },
      },
      {
        name: 'size',
        label: '大小',
        defaultValue: 'S',
        optional: false,
        when: [{ op: 'eq', a: '${net.region}', b: 'ap-guangzhou' }],
        validator: [{ op: 'eq', message: 'no' }],
      },
    ]);
    expect(model.policy).toMatchObject({
      version: '2.0',
      statement: [
        { action: ['cvm:DescribeInstances'], resource: ['*'], condition: { op: { 'qcs:tag': ['a'] } } },
      ],
    });
    expect(model.scopes.map((each) => each.value)).toEqual(['cloudapp:VerifyLicense']);
    expect(model.specs).toMatchObject([{ key: 'version', enum: [{ value: 'standard', name: 'Standard' }] }]);
    expect(model.frontend).toMatchObject({ runtimeMode: 'console', src: './software/frontend/console' });
  });

  it('gives the exact range of every value and key', () => {
    const { model, text } = parse(WHOLE);
    const at = (path: string) => {
      const range = model.args[1]?.ranges[path];
      return range && text.slice(range.start.offset, range.end.offset);
    };
    expect(at('options[0].value')).toBe('S');
    expect(at('@defaultValue')).toBe('defaultValue');
    expect(at('when[0].eq.a')).toBe('"${net.region}"');
    expect(model.args[1]?.ranges.label?.start).toEqual({
      line: 10,
      column: 12,
      offset: text.indexOf('大小'),
    });
    expect(model.args[1]?.ranges.label?.end.column).toBe(14);
  });

  it.each<[string, string, string[]]>([
    ['empty file', '', ['PKG103']],
    ['a list', '- a', ['PKG103']],
    ['no id', 'args: []', ['PKG104']],
    ['a number as id', 'id: 12345678', ['PKG103']],
    ['a duplicate key', 'id: a\nid: b', ['PKG102']],
    ['args as mapping', 'id: a\nargs: {}', ['PKG103']],
    ['an arg that is a word', 'id: a\nargs: [x]', ['PKG103']],
    ['an arg without fields', 'id: a\nargs:\n  - description: x', ['PKG104', 'PKG104', 'PKG104']],
    [
      'optional as a word',
      'id: a\nargs:\n  - {name: a, label: a, widget: input, optional: "yes"}',
      ['PKG103'],
    ],
    ['when as mapping', 'id: a\nargs:\n  - {name: a, label: a, widget: input, when: {eq: {}}}', ['PKG103']],
    [
      'eq without b',
      'id: a\nargs:\n  - {name: a, label: a, widget: input, when: [{eq: {a: 1}}]}',
      ['PKG104'],
    ],
    ['broken YAML', 'id: a\nargs: [', ['PKG100']],
    [
      'a statement without effect',
      'id: a\nrole: {policy: {version: "2.0", statement: [{action: a:b, resource: "*"}]}}',
      ['PKG104'],
    ],
  ])('names %s', (_, text, expected) => {
    expect(codes(text)).toEqual(expected);
  });

  it('reads the rest when a part is malformed', () => {
    const { model } = parse(
      'id: a\nargs:\n  - nonsense\n  - {name: b, label: b, widget: input}\nspecs: 3\nfrontend: {src: x}',
    );
    expect(model.args.map((each) => [each.index, each.name])).toEqual([[1, 'b']]);
    expect(model.frontend?.src).toBe('x');
  });

  it('asks about unknown keys and mends the certain ones', () => {
    const { diagnostics } = parse('id: a\nargz: []\ncolour: red');
    expect(diagnostics.map((each) => [each.code, each.fix?.edits[0]?.newText])).toEqual([
      ['PKG105', 'args'],
      ['PKG105', undefined],
    ]);
    expect(diagnostics[0]?.range?.start).toMatchObject({ line: 2, column: 1 });
  });

  it('never throws and ends fast on any bytes', () => {
    const bits = fc.constantFrom(
      'id: ',
      'args:\n',
      '  - name: a\n',
      '    when:\n',
      '      - eq: ',
      '{a: 1}',
      '\n',
      'role: ',
      'policy: ',
      '[',
      ']',
      '*a',
      '&a ',
      '${',
      '}',
      '- ',
      ': ',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array({ maxLength: 3000 }),
          fc.array(bits, { maxLength: 100 }).map((each) => new TextEncoder().encode(each.join(''))),
        ),
        (bytes) => {
          parsePackage(sourceOf({ 'package.yaml': bytes }));
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('stays fast on one long line of non-ASCII text', () => {
    const start = performance.now();
    parse(`id: 包\nargs: [${'{name: 名, label: 名, widget: input}, '.repeat(2000)}]`);
    expect(performance.now() - start).toBeLessThan(2000);
  });
});
