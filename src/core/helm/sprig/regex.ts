import { RE2JS } from 're2js';
import { envFn, type FuncMap, fn, GoError } from '../go/func.ts';
import { type GoInt, nilSlice, sliceOf, type Value } from '../go/value.ts';
import { type SprigEnv, spend } from './env.ts';

const MAX_CACHED = 500;
/** Longest pattern that is compiled; repetition counts multiply inside RE2 anyway. */
const MAX_PATTERN = 10_000;
/** A part of a text in a list, in units of text. */
const PIECE = 32;
const compiled = new Map<string, RE2JS>();

function compile(pattern: string, must: boolean): RE2JS {
  const known = compiled.get(pattern);
  if (known !== undefined) return known;
  try {
    if (pattern.length > MAX_PATTERN) throw new Error('error parsing regexp: expression too large');
    const regex = RE2JS.compile(pattern);
    if (compiled.size >= MAX_CACHED) compiled.clear();
    compiled.set(pattern, regex);
    return regex;
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    const message = text.startsWith('error parsing regexp') ? text : `error parsing regexp: ${text}`;
    throw new GoError(must ? message : `regexp: Compile(${goQuote(pattern)}): ${message}`);
  }
}

/** `regexp.MustCompile` quotes with backticks where it can. */
const goQuote = (text: string): string => (text.includes('`') ? JSON.stringify(text) : `\`${text}\``);

interface Span {
  readonly start: number;
  readonly end: number;
  readonly groups: readonly (string | undefined)[];
  readonly named: (name: string) => string | undefined;
}

/** The matches, one after another: a long text may have more of them than memory. */
function* spans(env: SprigEnv, regex: RE2JS, text: string, limit: number): Generator<Span> {
  const matcher = regex.matcher(text);
  let lastEnd = -1;
  for (let count = 0; (limit < 0 || count < limit) && matcher.find(); ) {
    const start = matcher.start();
    const end = matcher.end();
    // Go leaves out an empty match right after another.
    if (start === end && start === lastEnd) continue;
    const groups = Array.from({ length: matcher.groupCount() + 1 }, (_, i) => matcher.group(i) ?? undefined);
    const names = regex.namedGroups();
    env.program.fuel.step(groups.length);
    yield {
      start,
      end,
      groups,
      named: (name) => {
        const index = names[name];
        return index === undefined ? undefined : groups[index];
      },
    };
    count += 1;
    lastEnd = end;
  }
}

/** `Regexp.Expand`: `$1`, `${name}`, `$$`. */
function expand(template: string, span: Span): string {
  return template.replace(/\$(?:\$|\{(\w+)\}|(\w+))/g, (all, braced?: string, bare?: string) => {
    if (all === '$$') return '$';
    const name = braced ?? bare ?? '';
    return (/^\d+$/.test(name) ? span.groups[Number(name)] : span.named(name)) ?? '';
  });
}

function replace(env: SprigEnv, regex: RE2JS, text: string, by: (span: Span) => string): string {
  let out = '';
  let at = 0;
  for (const span of spans(env, regex, text, -1)) {
    out += text.slice(at, span.start) + by(span);
    if (out.length > env.program.fuel.limits.text) spend(env, out.length);
    at = span.end;
  }
  return out + text.slice(at);
}

function split(env: SprigEnv, regex: RE2JS, text: string, limit: number): Value[] {
  if (limit === 0) return nilSlice('string');
  if (regex.pattern() !== '' && text === '') return sliceOf('string', ['']);
  const out: string[] = [];
  let begin = 0;
  let end = 0;
  for (const span of spans(env, regex, text, limit)) {
    env.program.fuel.made(PIECE);
    if (limit > 0 && out.length === limit - 1) break;
    end = span.start;
    if (span.end !== 0) out.push(text.slice(begin, end));
    begin = span.end;
  }
  if (end !== text.length) out.push(text.slice(begin));
  return sliceOf('string', out);
}

const all = (must: boolean) =>
  envFn('string string int', (env: SprigEnv, pattern: string, text: string, n: GoInt) => {
    const found: string[] = [];
    for (const { start, end } of spans(env, compile(pattern, must), text, Number(n.value))) {
      env.program.fuel.made(PIECE);
      found.push(text.slice(start, end));
    }
    return found.length === 0 ? nilSlice('string') : sliceOf('string', found);
  });
const one = (must: boolean) =>
  envFn('string string', (env: SprigEnv, pattern: string, text: string) => {
    const [span] = spans(env, compile(pattern, must), text, 1);
    return span === undefined ? '' : text.slice(span.start, span.end);
  });
const replaceAll = (must: boolean) =>
  envFn('string string string', (env: SprigEnv, pattern: string, text: string, by: string) =>
    replace(env, compile(pattern, must), text, (span) => expand(by, span)),
  );
const replaceLiteral = (must: boolean) =>
  envFn('string string string', (env: SprigEnv, pattern: string, text: string, by: string) =>
    replace(env, compile(pattern, must), text, () => by),
  );
const splitBy = (must: boolean) =>
  envFn('string string int', (env: SprigEnv, pattern: string, text: string, n: GoInt) =>
    split(env, compile(pattern, must), text, Number(n.value)),
  );

const matches = (pattern: string, text: string): boolean => compile(pattern, true).matcher(text).find();

export const regexFuncs: FuncMap = {
  regexMatch: fn('string string', (pattern: string, text: string) => {
    try {
      return matches(pattern, text);
    } catch (error) {
      if (error instanceof GoError) return false;
      throw error;
    }
  }),
  mustRegexMatch: fn('string string', matches),
  regexFindAll: all(false),
  mustRegexFindAll: all(true),
  regexFind: one(false),
  mustRegexFind: one(true),
  regexReplaceAll: replaceAll(false),
  mustRegexReplaceAll: replaceAll(true),
  regexReplaceAllLiteral: replaceLiteral(false),
  mustRegexReplaceAllLiteral: replaceLiteral(true),
  regexSplit: splitBy(false),
  mustRegexSplit: splitBy(true),
  regexQuoteMeta: fn('string', (text: string) => text.replace(/[\\.+*?()|[\]{}^$]/g, '\\$&')),
};
