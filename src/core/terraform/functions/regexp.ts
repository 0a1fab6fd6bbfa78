import { RE2JS } from 're2js';
import {
  DYNAMIC,
  listOf,
  listValue,
  nullValue,
  objectOf,
  objectValue,
  STRING,
  stringValue,
  type Type,
  tupleOf,
  tupleValue,
  type Value,
  ValueError,
} from '../values/index.ts';
import { arg, fail, failArg, fixed, param } from './define.ts';
import type { FunctionSpec } from './spec.ts';

const MAX_PATTERN = 10_000;
const MAX_FOUND = 200_000;
const cache = new Map<string, RE2JS>();

/** A pattern in RE2 syntax, which runs in linear time. Throws ValueError with Go's words. */
function compile(pattern: string): RE2JS {
  const known = cache.get(pattern);
  if (known) return known;
  if (pattern.length > MAX_PATTERN) throw new ValueError(`pattern is longer than ${MAX_PATTERN} characters`);
  try {
    const compiled = RE2JS.compile(pattern);
    if (cache.size > 500) cache.clear();
    cache.set(pattern, compiled);
    return compiled;
  } catch (error) {
    throw new ValueError(error instanceof Error ? error.message : String(error));
  }
}

/** `error parsing regexp: missing closing ): `x`` in its two parts. */
function parseError(message: string): { readonly code: string; readonly part: string } {
  const match = /^error parsing regexp: (.*): `([\s\S]*)`$/.exec(message);
  return match
    ? { code: match[1] ?? '', part: match[2] ?? '' }
    : { code: message.replace(/^error parsing regexp: /, ''), part: '' };
}

/** Names of the groups in order, '' for those without one. */
function groupNames(pattern: RE2JS): string[] {
  const names: string[] = Array.from({ length: pattern.groupCount() }, () => '');
  for (const [name, index] of Object.entries(pattern.namedGroups())) names[index - 1] = name;
  return names;
}

function resultType(value: Value): Type {
  let pattern: RE2JS;
  try {
    pattern = compile(value.text);
  } catch (error) {
    if (!(error instanceof ValueError)) throw error;
    const { code, part } = parseError(error.message);
    failArg(0, `invalid regexp pattern: ${code} in ${part}`);
  }
  const names = groupNames(pattern);
  const named = names.filter((n) => n !== '');
  if (names.length === 0) return STRING;
  if (named.length === 0) return tupleOf(names.map(() => STRING));
  if (named.length < names.length) {
    failArg(0, 'invalid regexp pattern: cannot mix both named and unnamed capture groups');
  }
  return objectOf(named.map((n) => [n, STRING] as const));
}

type Matcher = ReturnType<RE2JS['matcher']>;

function capture(matcher: Matcher, type: Type, names: readonly string[]): Value {
  if (type.kind === 'string') return stringValue(matcher.group() ?? '');
  const groups = names.map((_, i) => {
    const found = matcher.group(i + 1);
    return found === null || found === undefined ? nullValue(STRING) : stringValue(found);
  });
  if (type.kind === 'tuple') return tupleValue(groups);
  return objectValue(names.map((n, i) => [n, groups[i] ?? nullValue(STRING)] as const));
}

function first(args: readonly Value[], type: Type): Value {
  const pattern = compile(arg(args, 0).text);
  const matcher = pattern.matcher(arg(args, 1).text);
  if (!matcher.find()) fail('pattern did not match any part of the given string');
  return capture(matcher, type, groupNames(pattern));
}

function all(args: readonly Value[], type: Type): Value {
  const element = type.kind === 'list' ? type.element : DYNAMIC;
  const pattern = compile(arg(args, 0).text);
  const names = groupNames(pattern);
  const matcher = pattern.matcher(arg(args, 1).text);
  const found: Value[] = [];
  let end = -1;
  while (matcher.find()) {
    // Go passes over an empty match right behind another.
    if (matcher.start() < matcher.end() || matcher.start() !== end)
      found.push(capture(matcher, element, names));
    if (found.length > MAX_FOUND) fail(`the pattern matches more than ${MAX_FOUND} times`);
    end = matcher.end();
  }
  return listValue(found, element);
}

/** Go's `$1` and `${name}` in a replacement, as re2js writes them. */
function expand(template: string, matcher: Matcher, names: readonly string[]): string {
  return template.replace(/\$(?:\$|\{(\w+)\}|(\w+))/g, (whole, braced?: string, plain?: string) => {
    if (whole === '$$') return '$';
    const name = braced ?? plain ?? '';
    const index = /^\d+$/.test(name) ? Number(name) : names.indexOf(name) + 1;
    if (!/^\d+$/.test(name) && index === 0) return '';
    return index <= names.length ? (matcher.group(index) ?? '') : '';
  });
}

function replaceAll(value: string, source: string, replacement: string): string {
  const pattern = compile(source);
  const names = groupNames(pattern);
  const matcher = pattern.matcher(value);
  let out = '';
  let at = 0;
  while (matcher.find()) {
    out += value.slice(at, matcher.start());
    if (matcher.end() > at || matcher.start() === 0) out += expand(replacement, matcher, names);
    at = matcher.end();
  }
  return out + value.slice(at);
}

function replace(args: readonly Value[]): Value {
  const value = arg(args, 0).text;
  const wanted = arg(args, 1).text;
  const replacement = arg(args, 2).text;
  if (wanted.length > 1 && wanted.startsWith('/') && wanted.endsWith('/')) {
    return stringValue(replaceAll(value, wanted.slice(1, -1), replacement));
  }
  // Go puts the replacement around every character when nothing is sought.
  if (wanted === '') return stringValue([...value].reduce((out, c) => out + c + replacement, replacement));
  return stringValue(value.split(wanted).join(replacement));
}

const pattern = param('pattern', STRING);
const string = param('string', STRING);

/** Functions that take patterns. */
export const PATTERNS: Readonly<Record<string, FunctionSpec>> = {
  regex: fixed(
    [pattern, string],
    (args) => (arg(args, 0).isKnown ? resultType(arg(args, 0)) : DYNAMIC),
    first,
  ),
  regexall: fixed(
    [pattern, string],
    (args) => listOf(arg(args, 0).isKnown ? resultType(arg(args, 0)) : DYNAMIC),
    all,
  ),
  replace: fixed([param('str', STRING), param('substr', STRING), param('replace', STRING)], STRING, replace),
};
