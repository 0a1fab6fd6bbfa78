import {
  BOOL,
  boolValue,
  compareText,
  DYNAMIC,
  listOf,
  listValue,
  NUMBER,
  STRING,
  stringValue,
  unknownValue,
  type Value,
} from '../values/index.ts';
import { arg, asInt, fail, failArg, fixed, param, variadic } from './define.ts';
import type { FunctionSpec } from './spec.ts';

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
/** Texts split into grapheme clusters, as cty counts characters. */
export const clusters = (text: string): string[] =>
  /^[\x20-\x7e]*$/.test(text) ? text.split('') : [...graphemes.segment(text)].map((s) => s.segment);

const text = (args: readonly Value[], i = 0): string => arg(args, i).text;
const str = param('str', STRING);
const strD = param('str', STRING, 'd');

function substring(args: readonly Value[]): Value {
  const all = clusters(text(args));
  let offset = asInt(arg(args, 1).num);
  const length = asInt(arg(args, 2).num);
  if (offset < 0) offset = Math.max(0, offset + all.length);
  else if (length === 0) return stringValue('');
  const rest = all.slice(offset);
  // A negative offset with length 0 gives everything: cty's own reading.
  return stringValue((length <= 0 ? rest : rest.slice(0, length)).join(''));
}

function join(args: readonly Value[]): Value {
  const lists = args.slice(1);
  if (lists.length === 0) fail('at least one list is required');
  if (lists.some((l) => !l.isWhollyKnown)) return unknownValue(STRING);
  const items: string[] = [];
  for (const [li, list] of lists.entries()) {
    for (const [i, v] of list.elements.entries()) {
      if (v.isNull) {
        const of = lists.length > 1 ? ` of list ${li + 1}` : '';
        failArg(li + 1, `element ${i}${of} is null; cannot concatenate null values`);
      }
      items.push(v.text);
    }
  }
  return stringValue(items.join(text(args)));
}

function sortTexts(args: readonly Value[]): Value {
  const list = arg(args, 0);
  if (!list.isWhollyKnown) return unknownValue(listOf(STRING));
  const nothing = list.elements.findIndex((v) => v.isNull);
  if (nothing >= 0) fail(`given list element ${nothing} is null; a null string cannot be sorted`);
  return listValue(
    [...list.elements].sort((a, b) => compareText(a.text, b.text)),
    STRING,
  );
}

/** Go's strings.Split: an empty separator splits into characters. */
export const splitText = (value: string, separator: string): string[] =>
  separator === '' ? [...value] : value.split(separator);

function trimSet(value: string, cutset: string): string {
  const cut = new Set(cutset);
  const all = [...value];
  let start = 0;
  let end = all.length;
  while (start < end && cut.has(all[start] ?? '')) start += 1;
  while (end > start && cut.has(all[end - 1] ?? '')) end -= 1;
  return all.slice(start, end).join('');
}

/** Go's strings.Title: the first letter after an ASCII character that is no letter, digit or underscore, or after a space. */
const title = (value: string): string =>
  value.replace(
    /(^|[\0-/:-@[-^`{-\x7f]|[\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000])(\p{L})/gu,
    (_, before: string, letter: string) => before + (TITLE[letter] ?? simpleUpper(letter)),
  );

/** Letters whose title case is neither their upper nor their lower case. */
const TITLE: Readonly<Record<string, string>> = {
  Ǆ: 'ǅ',
  ǅ: 'ǅ',
  ǆ: 'ǅ',
  Ǉ: 'ǈ',
  ǈ: 'ǈ',
  ǉ: 'ǈ',
  Ǌ: 'ǋ',
  ǋ: 'ǋ',
  ǌ: 'ǋ',
  Ǳ: 'ǲ',
  ǲ: 'ǲ',
  ǳ: 'ǲ',
};

const SPACE = /[\t\n\v\f\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;
const trimSpaces = (value: string): string => {
  // By hand: a regular expression would try every run of blanks inside.
  let from = 0;
  let to = value.length;
  while (from < to && SPACE.test(value[from] ?? '')) from += 1;
  while (to > from && SPACE.test(value[to - 1] ?? '')) to -= 1;
  return value.slice(from, to);
};

/** Without the line ends at its end: \n, \r\n, and a \r alone. */
function chomp(value: string): string {
  let to = value.length;
  while (to > 0 && (value[to - 1] === '\n' || value[to - 1] === '\r')) to -= 1;
  return value.slice(0, to);
}

const MAX_PARTS = 500_000;

function countParts(value: string, separator: string): number {
  if (separator === '') return value.length;
  let parts = 1;
  for (let i = value.indexOf(separator); i >= 0; i = value.indexOf(separator, i + separator.length))
    parts += 1;
  return parts;
}

/** Functions on texts. */
export const TEXTUAL: Readonly<Record<string, FunctionSpec>> = {
  upper: fixed([strD], STRING, (args) => stringValue([...text(args)].map(simpleUpper).join(''))),
  lower: fixed([strD], STRING, (args) => stringValue([...text(args)].map(simpleLower).join(''))),
  title: fixed([str], STRING, (args) => stringValue(title(text(args)))),
  strrev: fixed([strD], STRING, (args) => stringValue(clusters(text(args)).reverse().join(''))),
  substr: fixed([strD, param('offset', NUMBER, 'd'), param('length', NUMBER, 'd')], STRING, substring),
  join: variadic([param('separator', STRING)], param('lists', listOf(STRING)), STRING, join),
  sort: fixed([param('list', listOf(STRING))], listOf(STRING), sortTexts),
  split: fixed([param('separator', STRING), str], listOf(STRING), (args) => {
    const parts = countParts(text(args, 1), text(args));
    if (parts > MAX_PARTS) fail(`the result has more than ${MAX_PARTS} elements`);
    return listValue(splitText(text(args, 1), text(args)).map(stringValue), STRING);
  }),
  chomp: fixed([str], STRING, (args) => stringValue(chomp(text(args)))),
  indent: fixed([param('spaces', NUMBER), str], STRING, (args) => {
    const spaces = asInt(arg(args, 0).num);
    if (spaces < 0 || spaces > 10_000) fail('the number of spaces must be between 0 and 10000');
    return stringValue(text(args, 1).replaceAll('\n', `\n${' '.repeat(spaces)}`));
  }),
  trim: fixed([str, param('cutset', STRING)], STRING, (args) =>
    stringValue(trimSet(text(args), text(args, 1))),
  ),
  trimspace: fixed([str], STRING, (args) => stringValue(trimSpaces(text(args)))),
  trimprefix: fixed([str, param('prefix', STRING)], STRING, (args) => {
    const prefix = text(args, 1);
    return stringValue(text(args).startsWith(prefix) ? text(args).slice(prefix.length) : text(args));
  }),
  trimsuffix: fixed([str, param('suffix', STRING)], STRING, (args) => {
    const suffix = text(args, 1);
    const value = text(args);
    return stringValue(suffix !== '' && value.endsWith(suffix) ? value.slice(0, -suffix.length) : value);
  }),
  startswith: fixed([str, param('prefix', STRING)], BOOL, (args) =>
    boolValue(text(args).startsWith(text(args, 1))),
  ),
  endswith: fixed([str, param('suffix', STRING)], BOOL, (args) =>
    boolValue(text(args).endsWith(text(args, 1))),
  ),
  strcontains: fixed([str, param('substr', STRING)], BOOL, (args) =>
    boolValue(text(args).includes(text(args, 1))),
  ),
  templatestring: fixed([param('template', STRING), param('vars', DYNAMIC)], DYNAMIC, (args, _type, env) => {
    const vars = arg(args, 1);
    if (vars.type.kind !== 'object' && vars.type.kind !== 'map')
      failArg(1, 'invalid vars value: must be a map');
    return env.renderTemplate(text(args), '<templatestring argument>', vars.entries);
  }),
};

/** Go maps case letter by letter, so that ß stays ß. */
function simpleUpper(c: string): string {
  const upper = c.toUpperCase();
  return [...upper].length === 1 ? upper : c;
}

function simpleLower(c: string): string {
  const lower = c.toLowerCase();
  return [...lower].length === 1 ? lower : 'i';
}
