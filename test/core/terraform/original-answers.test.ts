import { describe, expect, it } from 'vitest';
import { answerLine } from '../../../src/core/terraform/index.ts';

const environment = { clock: () => new Date('2026-01-02T03:04:05Z'), random: () => 0.5 };

const ask = (expr: string): Record<string, unknown> =>
  JSON.parse(answerLine(JSON.stringify({ id: 1, expr, vars: VARS }), environment)) as Record<string, unknown>;

const VARS = { list: ['a', 'b'], ud: { __unknown: 'dynamic' }, ub: { __unknown: 'bool' } };

/** What the original engine (HCL 2.14.1, cty 1.12.1) answered; found by comparing random expressions. */
const VALUES: readonly (readonly [string, unknown])[] = [
  ['pow(10, 100)', 1.0000000000000002e100],
  ['pow(20, 100)', 1.2676506002282297e130],
  ['pow(2, 1 / 3)', 1.259921049894873],
  ['pow(4, 2 / 3)', 2.519842099789746],
  ['format("%v", 1e10)', '1e+10'],
  ['format("%g", 123456789)', '1.23456789e+08'],
  ['format("%v", 123456)', '123456'],
  ['regexall("b*", "aab")', ['', '', 'b']],
  ['regexall("[^,]*", "n=v")', ['n=v']],
  ['replace("aab", "/b*/", "-")', '-a-a-'],
  ['title("it\'s ß")', "It'S ß"],
  ['title("ǆ")', 'ǅ'],
  ['jsondecode("\\"\\\\ude00\\"")', '\ufffd'],
  ['jsondecode("{}}")', {}],
  ['csvdecode("1\\r,b\\n1,2\\n")', [{ '1\r': '1', b: '2' }]],
  ['timeadd("9999-12-31T23:59:59Z", "1h")', '10000-01-01T00:59:59Z'],
  ['timeadd("2018-01-02T3:12:01,5Z", "1.5h")', '2018-01-02T04:42:01Z'],
  ['coalescelist(ud, [])', null],
];

const ERRORS: readonly (readonly [string, string, string, string])[] = [
  [
    'abs(upper(), 0)',
    'Too many function arguments',
    'Function "abs" expects only 1 argument(s).',
    '1:14-1:15',
  ],
  [
    'regex(-"x")',
    'Not enough function arguments',
    'Function "regex" expects 2 argument(s). Missing value for "string".',
    '1:11-1:12',
  ],
  [
    'toset("%s")',
    'Invalid function argument',
    'Invalid value for "v" parameter: cannot convert string to set of any single type.',
    '1:8-1:9',
  ],
  [
    'toset(<<EOT\na\nb\nEOT\n)',
    'Invalid function argument',
    'Invalid value for "v" parameter: cannot convert string to set of any single type.',
    '2:1-3:1',
  ],
  [
    'list[*. ]x',
    'Missing close bracket on splat index',
    'The star for a full splat operator must be immediately followed by a closing bracket ("]").',
    '1:9-1:10',
  ],
  [
    'can([][true]...)',
    'Invalid index',
    'The given key does not identify an element in this collection value: number required.',
    '1:7-1:13',
  ],
  [
    'format("%[]s", 1)',
    'Error in function call',
    'Call to function "format" failed: unrecognized format character \']\' at offset 2.',
    '1:1-1:8',
  ],
  [
    'formatlist("%s!")',
    'Error in function call',
    'Call to function "formatlist" failed: not enough arguments for "%s" at 0: need index 1 but have 0 total.',
    '1:1-1:12',
  ],
  [
    'jsondecode("tru1")',
    'Error in function call',
    "Call to function \"jsondecode\" failed: invalid character '1' in literal true (expecting 'e').",
    '1:1-1:12',
  ],
  [
    'jsondecode("{x}")',
    'Error in function call',
    'Call to function "jsondecode" failed: invalid character \'x\'.',
    '1:1-1:12',
  ],
  [
    'slice(list, 1.5, 2)',
    'Invalid function argument',
    'Invalid value for "start_index" parameter: invalid start index: value must be a whole number, between -9223372036854775808 and 9223372036854775807.',
    '1:13-1:16',
  ],
  [
    'range(0, 5, 0)',
    'Error in function call',
    'Call to function "range" failed: more than 1024 values were generated; either decrease the difference between start and end or use a smaller step.',
    '1:1-1:7',
  ],
  [
    'timeadd("2018-13-02T23:12:01Z", "1h")',
    'Error in function call',
    'Call to function "timeadd" failed: not a valid RFC3339 timestamp: cannot use "-02T23:12:01Z" as month.',
    '1:1-1:9',
  ],
  [
    'timeadd("2018-01-02T23:12:01Z", "15")',
    'Error in function call',
    'Call to function "timeadd" failed: time: missing unit in duration "15".',
    '1:1-1:9',
  ],
  [
    '{for v in ["x", "y"] : "a\\nb" => v}',
    'Duplicate object key',
    'Two different items produced the key "a\\nb" in this \'for\' expression. If duplicates are expected, use the ellipsis (...) after the value expression to enable grouping by key.',
    '1:24-1:30',
  ],
];

describe('answers of the original engine', () => {
  it.each(VALUES)('%s', (expr, value) => {
    expect(ask(expr)).toMatchObject({ value });
  });

  it.each(ERRORS)('refuses %s', (expr, summary, detail, range) => {
    expect(ask(expr)).toEqual({ id: 1, error: { summary, detail, range } });
  });

  it('lists the places of all failures of try, over several lines too', () => {
    const { error } = ask('try(upper([\n1]), list.x)') as { error?: { detail: string } };
    expect(error?.detail).toContain('(at case:1,11-12)');
    expect(error?.detail).toContain('(at case:2,10-12)');
  });
});
