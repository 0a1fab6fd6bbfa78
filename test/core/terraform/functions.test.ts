import { describe, expect, it } from 'vitest';
import { answerLine } from '../../../src/core/terraform/index.ts';

const environment = { clock: () => new Date('2026-01-02T03:04:05Z'), random: () => 0.5 };

/** The answer's JSON text, so that exact numbers can be compared. */
function ask(expr: string): string {
  const line = answerLine(JSON.stringify({ id: 1, expr, vars: {} }), environment);
  const value = /^\{"id":1,"value":(.*),"type":/.exec(line)?.[1];
  return value ?? line;
}

/** Values from the published documentation of the functions. */
const DOCUMENTED: readonly (readonly [string, unknown])[] = [
  ['abs(-12.4)', 12.4],
  ['ceil(5.1)', 6],
  ['floor(4.9)', 4],
  ['log(50, 10)', 1.6989700043360185],
  ['max(5, 12, 9)', 12],
  ['parseint("FF", 16)', 255],
  ['parseint("-10", 2)', -2],
  ['parseint("1011111011101111", 2)', 48879],
  ['parseint("aA", 62)', 656],
  ['pow(3, 2)', 9],
  ['signum(-13)', -1],
  ['chomp("hello\\r\\n")', 'hello'],
  ['format("There are %d lights", 4)', 'There are 4 lights'],
  ['format("Hello, %s!", "Ander")', 'Hello, Ander!'],
  ['formatlist("Hello, %s!", ["Valentina", "Ander"])', ['Hello, Valentina!', 'Hello, Ander!']],
  ['regex("[a-z]+", "53453453.345345aaabbbccc23454")', 'aaabbbccc'],
  ['regexall("[a-z]+", "1234abcd5678efgh9")', ['abcd', 'efgh']],
  ['replace("1 + 2 + 3", "+", "-")', '1 - 2 - 3'],
  ['replace("hello world", "/w.*d/", "everybody")', 'hello everybody'],
  ['split(",", "foo,bar,baz")', ['foo', 'bar', 'baz']],
  ['strrev("a ☃")', '☃ a'],
  ['substr("hello world", 1, 4)', 'ello'],
  ['substr("hello world", -5, -1)', 'world'],
  ['title("hello world")', 'Hello World'],
  ['trim("?!hello?!", "!?")', 'hello'],
  ['trimspace("  hello\\n\\n")', 'hello'],
  ['alltrue(["true", true])', true],
  ['chunklist(["a", "b", "c", "d", "e"], 2)', [['a', 'b'], ['c', 'd'], ['e']]],
  ['coalesce("", "b")', 'b'],
  ['compact(["a", "", "b", null, "c"])', ['a', 'b', 'c']],
  ['concat(["a", ""], ["b", "c"])', ['a', '', 'b', 'c']],
  ['distinct(["a", "b", "a", "c", "d", "b"])', ['a', 'b', 'c', 'd']],
  ['element(["a", "b", "c"], 3)', 'a'],
  ['flatten([[["a", "b"], []], ["c"]])', ['a', 'b', 'c']],
  [
    'matchkeys(["i-123", "i-abc", "i-def"], ["us-west", "us-east", "us-east"], ["us-east"])',
    ['i-abc', 'i-def'],
  ],
  ['merge({a="b", c="d"}, {e="f", c="z"})', { a: 'b', c: 'z', e: 'f' }],
  ['range(1, 8, 2)', [1, 3, 5, 7]],
  ['reverse([1, 2, 3])', [3, 2, 1]],
  [
    'setproduct(["a", "b"], [1, 2])',
    [
      ['a', 1],
      ['a', 2],
      ['b', 1],
      ['b', 2],
    ],
  ],
  ['setsubtract(["a", "b", "c"], ["a", "c"])', ['b']],
  ['setunion(["a", "b"], ["b", "c"], ["d"])', ['a', 'b', 'c', 'd']],
  ['slice(["a", "b", "c", "d"], 1, 3)', ['b', 'c']],
  ['sort(["e", "d", "a", "x"])', ['a', 'd', 'e', 'x']],
  ['transpose({"a" = ["1", "2"], "b" = ["2", "3"]})', { 1: ['a'], 2: ['a', 'b'], 3: ['b'] }],
  ['values({a=3, c=2, d=1})', [3, 2, 1]],
  ['zipmap(["a", "b"], [1, 2])', { a: 1, b: 2 }],
  ['base64decode("SGVsbG8gV29ybGQ=")', 'Hello World'],
  ['jsondecode("{\\"hello\\": \\"world\\"}")', { hello: 'world' }],
  ['jsonencode({"hello"="world"})', '{"hello":"world"}'],
  ['textdecodebase64("SABlAGwAbABvACAAVwBvAHIAbABkAA==", "UTF-16LE")', 'Hello World'],
  ['urlencode("Hello World!")', 'Hello+World%21'],
  ['yamlencode({"a":"b", "c":"d"})', '"a": "b"\n"c": "d"\n'],
  ['yamldecode("hello: world")', { hello: 'world' }],
  ['basename("foo/bar/baz.txt")', 'baz.txt'],
  ['dirname("foo/bar/baz.txt")', 'foo/bar'],
  ['formatdate("DD MMM YYYY hh:mm ZZZ", "2018-01-02T23:12:01Z")', '02 Jan 2018 23:12 UTC'],
  ['formatdate("MMM DD, YYYY", "2018-01-02T23:12:01Z")', 'Jan 02, 2018'],
  ['timeadd("2017-11-22T00:00:00Z", "10m")', '2017-11-22T00:10:00Z'],
  ['timecmp("2017-11-22T00:00:00Z", "2017-11-22T01:00:00Z")', -1],
  ['timestamp()', '2026-01-02T03:04:05Z'],
  ['sha1("hello world")', '2aae6c35c94fcfb415dbe95f408b9ce91ee846ed'],
  ['uuidv5("dns", "www.terraform.io")', 'a5008fae-b28c-5ba5-96cd-82b4c53552d6'],
  ['cidrhost("10.12.112.0/20", 268)', '10.12.113.12'],
  ['cidrhost("fd00:fd12:3456:7890:00a2::/72", 34)', 'fd00:fd12:3456:7890::22'],
  ['cidrsubnet("172.16.0.0/12", 4, 2)', '172.18.0.0/16'],
  ['cidrsubnets("10.1.0.0/16", 4, 4, 8, 4)', ['10.1.0.0/20', '10.1.16.0/20', '10.1.32.0/24', '10.1.48.0/20']],
  ['tobool("true")', true],
  ['tolist(["a", "b", 3])', ['a', 'b', '3']],
  ['toset(["c", "b", "b"])', ['b', 'c']],
  ['issensitive(sensitive("x"))', true],
  ['try({}.foo, "fallback")', 'fallback'],
  ['can({}.foo)', false],
];

describe('functions', () => {
  it.each(DOCUMENTED)('%s', (expr, value) => {
    expect(JSON.parse(ask(expr))).toEqual(value);
  });

  it('numbers keep every digit', () => {
    expect(ask('12345678901234567890123 + 1')).toBe('12345678901234567890124');
    expect(ask('9007199254740993 * 3')).toBe('27021597764222979');
    expect(ask('0.1 + 0.2')).toBe('0.3');
    expect(ask('jsondecode("12345678901234567890")')).toBe('12345678901234567890');
  });

  it('a pattern that would explode elsewhere runs in linear time', () => {
    const start = performance.now();
    expect(ask(`length(regexall("(a+)+$", "${'a'.repeat(5000)}b"))`)).toBe('0');
    expect(ask(`fileset(".", "${'**/'.repeat(60)}x")`)).toBe('[]');
    expect(performance.now() - start).toBeLessThan(3000);
  });

  it('the console answers errors with summary, detail and range', () => {
    expect(JSON.parse(answerLine('{"id":"e","expr":"nope(1)","vars":{}}', environment))).toEqual({
      id: 'e',
      error: {
        summary: 'Call to unknown function',
        detail: 'There is no function named "nope". Did you mean "one"?',
        range: '1:1-1:5',
      },
    });
    expect(JSON.parse(answerLine('not json', environment))).toMatchObject({
      id: null,
      error: { summary: 'Invalid request' },
    });
    expect(
      JSON.parse(
        answerLine('{"id":1,"expr":"a.b","vars":{"a":{"__unknown":["object",{"b":"string"}]}}}', environment),
      ),
    ).toEqual({
      id: 1,
      value: null,
      type: 'string',
      unknown: true,
      sensitive: false,
    });
  });
});
