import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DrydockError } from '../../../src/core/errors/index.ts';
import {
  loadChart,
  renderChart,
  setFilePaths,
  userValues,
  type ValueSources,
} from '../../../src/core/helm/index.ts';
import { chartFiles, demo } from './support.ts';

const chartWith = (values: string) =>
  loadChart(
    chartFiles({
      'Chart.yaml': 'apiVersion: v2\nname: t\nversion: 0.1.0\n',
      'values.yaml': values,
      'templates/x.txt': '{{ toJson .Values }} {{ kindOf .Values.n }}',
    }),
  );
const chart = chartWith('');
const render = (sources: ValueSources, on = chart) =>
  renderChart(on, { ...demo, values: userValues(sources), textOnly: true });
/** The values that templates see, as JSON, and the kind of `.Values.n`. */
const seen = (sources: ValueSources): string => render(sources).files['t/templates/x.txt'] ?? '';
const set = (...lines: string[]): string => seen({ set: lines });
const mistake = (line: string): string => {
  try {
    userValues({ set: [line] });
  } catch (error) {
    if (error instanceof DrydockError) return String(error.data.message);
    throw error;
  }
  return 'none';
};

describe('--set', () => {
  it.each([
    ['n=1', '{"n":1} int64'],
    ['n=1000000', '{"n":1000000} int64'],
    ['n=-3', '{"n":-3} int64'],
    ['n=0', '{"n":0} int64'],
    ['n=007', '{"n":"007"} string'],
    ['n=1.5', '{"n":"1.5"} string'],
    ['n=9223372036854775808', '{"n":"9223372036854775808"} string'],
    ['n=TRUE', '{"n":true} bool'],
    ['n=', '{"n":""} string'],
    ['n={a,2,true}', '{"n":["a",2,true]} slice'],
    ['n={a,b},m=1', '{"m":1,"n":["a","b"]} slice'],
    ['n=a\\,b\\=c\\\\d', '{"n":"a,b=c\\\\d"} string'],
    ['n.a.b=x,n.a.c=y', '{"n":{"a":{"b":"x","c":"y"}}} map'],
    ['n\\.x=1,n=2', '{"n":2,"n.x":1} int64'],
    ['n[1]=x', '{"n":[null,"x"]} slice'],
    ['n[0].a=1,n[0].b=2,n[1][0]=z', '{"n":[{"a":1,"b":2},["z"]]} slice'],
    ['n=a=b', '{"n":"a=b"} string'],
    ['=x', '{} invalid'],
  ])('%s', (line, wanted) => {
    expect(set(line)).toBe(wanted);
  });

  it('removes a default with null', () => {
    expect(render({ set: ['removed=null'] }, chartWith('own: 1\nremoved: 2\n')).values).toEqual({ own: 1 });
  });

  it.each([
    ['a', 'failed parsing --set data: key "a" has no value'],
    ['a,b=1', 'failed parsing --set data: key "a" has no value (cannot end with ,)'],
    ['a={x', "failed parsing --set data: list must terminate with '}'"],
    ['a[x]=1', 'failed parsing --set data: error parsing index: strconv.Atoi: parsing "x": invalid syntax'],
    ['a[0', 'failed parsing --set data: error parsing index: EOF'],
    ['a[-1]=1', 'failed parsing --set data: negative -1 index not allowed'],
    ['a[0]x=1', 'failed parsing --set data: unexpected data at end of array index: "x"'],
    [
      'a[65537]=1',
      'failed parsing --set data: index of 65537 is greater than maximum supported index of 65536',
    ],
    [
      'a=1,a.b=2',
      'failed parsing --set data: unable to parse key: interface conversion: interface {} is int64, not map[string]interface {}',
    ],
    [
      `${'a.'.repeat(40)}b=1`,
      'failed parsing --set data: value name nested level is greater than maximum supported nested level of 30',
    ],
  ])('refuses %s in Helm’s words', (line, message) => {
    expect(mistake(line)).toBe(message);
  });

  it('ends on any line, with values or with Helm’s words', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'ab=,.[]{}\\01x'), maxLength: 30 }), (line) => {
        mistake(line);
      }),
    );
  });

  it('gives back any text that is escaped', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const escaped = [...text].map((char) => (/[\\,={}[\].]/.test(char) ? `\\${char}` : char)).join('');
        const { values } = render({ setString: [`n=${escaped}`] });
        expect(values.n).toBe(text);
      }),
    );
  });
});

describe('values files', () => {
  it('are merged in order, then --set, then --set-string', () => {
    expect(
      seen({
        files: [
          { name: 'a.yaml', text: 'k: {a: 1, b: [1]}\nm: 1\n' },
          { name: 'b.yaml', text: 'k: {b: [2], c: x}\n' },
        ],
        set: ['k.c=3'],
        setString: ['m=5'],
      }),
    ).toBe('{"k":{"a":1,"b":[2],"c":3},"m":"5"} invalid');
  });

  it('name the file that does not parse', () => {
    expect(() => userValues({ files: [{ name: 'a.yaml', text: 'a: [' }] })).toThrow(
      /failed to parse a\.yaml: /,
    );
  });
});

const message = (sources: ValueSources): string => {
  try {
    userValues(sources);
  } catch (error) {
    if (error instanceof DrydockError) return String(error.data.message);
    throw error;
  }
  return 'none';
};

const withoutNull = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value), (_key, each: unknown) => each ?? 'none');

describe('--set-json', () => {
  it.each([
    ['n={"b":[1,null,"x"]}', '{"n":{"b":[1,null,"x"]}} map'],
    ['n=1,m=2', '{"m":2,"n":1} float64'],
    ['n={"a":1} , m[1]=[true]', '{" m":[null,[true]],"n":{"a":1}} map'],
    ['m.k.l="a,b",n= ,o=3', '{"m":{"k":{"l":"a,b"}},"n":null,"o":3} invalid'],
    ['n[0].x=01,m=1', 'failed parsing --set-json data n[0].x=01,m=1'],
    ['n={', 'failed parsing --set-json data n={'],
    ["n='x'", "failed parsing --set-json data n='x'"],
    ['n=true false', 'failed parsing --set-json data n=true false'],
    ['n', 'failed parsing --set-json data n'],
    ['n=[1,', 'failed parsing --set-json data n=[1,'],
  ])('%s', (line, wanted) => {
    const failed = message({ setJson: [line] });
    expect(failed === 'none' ? seen({ setJson: [line] }) : failed).toBe(wanted);
  });

  it('reads what JSON.stringify writes, one key after the other', () => {
    fc.assert(
      fc.property(
        // What is null removes a key, at any depth that is a map: there is none here; -0 is no JSON number.
        fc.array(fc.jsonValue({ noUnicodeString: false }).map(withoutNull), { minLength: 1, maxLength: 4 }),
        (all) => {
          const line = all.map((each, at) => `k${at}=${JSON.stringify(each)}`).join(',');
          const { values } = render({ setJson: [line] }, chart);
          const wanted = all.map((each, at) => [`k${at}`, each]);
          expect(values).toEqual(Object.fromEntries(wanted));
        },
      ),
      { numRuns: 200 },
    );
  });

  it('takes a line of many values in linear time', () => {
    const line = Array.from({ length: 60_000 }, (_, at) => `k${at}=[${at}]`).join(',');
    const before = performance.now();
    expect(Object.keys(render({ setJson: [line] }).values)).toHaveLength(60_000);
    expect(performance.now() - before).toBeLessThan(10_000);
  });
});

describe('--set-literal', () => {
  it.each([
    ['n=a,b\\c=d{e}', '{"n":"a,b\\\\c=d{e}"} string'],
    ['m.x,y[1]=1', '{"m":{"x,y":[null,"1"]}} invalid'],
    ['n=', '{"n":""} string'],
    ['n=null', '{"n":"null"} string'],
    ['n', 'failed parsing --set-literal data: key "n" has no value'],
    [
      'n[x]=1',
      'failed parsing --set-literal data: error parsing index: strconv.Atoi: parsing "x": invalid syntax',
    ],
  ])('%s', (line, wanted) => {
    const failed = message({ setLiteral: [line] });
    expect(failed === 'none' ? seen({ setLiteral: [line] }) : failed).toBe(wanted);
  });
});

describe('--set-file', () => {
  const texts = new Map([
    ['a.txt', 'true'],
    ['b,c', 'two\nlines\n'],
  ]);
  it('puts the texts of files, which are never read as anything else', () => {
    expect(seen({ setFile: [{ line: 'n=a.txt,m={a.txt,b\\,c},o.p[0]=b\\,c', texts }] })).toBe(
      '{"m":["true","two\\nlines\\n"],"n":"true","o":{"p":["two\\nlines\\n"]}} string',
    );
  });

  it('names the files of a line, and one that is not there', () => {
    expect(setFilePaths('n=a.txt,m={x,b\\,c},e=')).toEqual(['a.txt', 'x', 'b,c']);
    expect(message({ setFile: [{ line: 'n=gone', texts }] })).toBe(
      'failed parsing --set-file data: open gone: no such file or directory',
    );
  });
});

describe('all of them', () => {
  it('merge in Helm’s order whatever order they come in', () => {
    const names = ['setLiteral', 'setFile', 'setString', 'set', 'setJson'] as const;
    const sources: Required<Pick<ValueSources, (typeof names)[number]>> = {
      setLiteral: ['n=literal'],
      setFile: [{ line: 'n=f', texts: new Map([['f', 'file']]) }],
      setString: ['n=text'],
      set: ['n=set'],
      setJson: ['n="json"'],
    };
    const seenIn = names.map((_, at) =>
      seen({
        files: [{ name: 'v.yaml', text: '"n": yaml' }],
        ...Object.fromEntries(names.slice(at).map((name) => [name, sources[name]])),
      }),
    );
    expect(seenIn).toEqual(
      ['literal', 'file', 'text', 'set', 'json'].map((word) => `{"n":"${word}"} string`),
    );
  });
});
