import { RE2JS } from 're2js';
import { type FuncMap, fn, GoError } from '../go/func.ts';
import { type GoInt, nilSlice, sliceOf, type Value } from '../go/value.ts';

const MAX_CACHED = 500;
/** Longest pattern that is compiled; repetition counts multiply inside RE2 anyway. */
const MAX_PATTERN = 10_000;
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

function spans(regex: RE2JS, text: string, limit: number): Span[] {
  const out: Span[] = [];
  const matcher = regex.matcher(text);
  let lastEnd = -1;
  while ((limit < 0 || out.length < limit) && matcher.find()) {
    const start = matcher.start();
    const end = matcher.end();
    // Go leaves out an empty match right after another.
    if (start === end && start === lastEnd) continue;
    const groups = Array.from({ length: matcher.groupCount() + 1 }, (_, i) => matcher.group(i) ?? undefined);
    const names = regex.namedGroups();
    out.push({
      start,
      end,
      groups,
      named: (name) => {
        const index = names[name];
        return index === undefined ? undefined : groups[index];
      },
    });
    lastEnd = end;
  }
  return out;
}

/** `Regexp.Expand`: `$1`, `${name}`, `$$`. */
function expand(template: string, span: Span): string {
  return template.replace(/\$(?:\$|\{(\w+)\}|(\w+))/g, (all, braced?: string, bare?: string) => {
    if (all === '$$') return '$';
    const name = braced ?? bare ?? '';
    return (/^\d+$/.test(name) ? span.groups[Number(name)] : span.named(name)) ?? '';
  });
}

function replace(regex: RE2JS, text: string, by: (span: Span) => string): string {
  let out = '';
  let at = 0;
  for (const span of spans(regex, text, -1)) {
    out += text.slice(at, span.start) + by(span);
    at = span.end;
  }
  return out + text.slice(at);
}

function split(regex: RE2JS, text: string, limit: number): Value[] {
  if (limit === 0) return nilSlice('string');
  if (regex.pattern() !== '' && text === '') return sliceOf('string', ['']);
  const out: string[] = [];
  let begin = 0;
  let end = 0;
  for (const span of spans(regex, text, limit)) {
    if (limit > 0 && out.length === limit - 1) break;
    end = span.start;
    if (span.end !== 0) out.push(text.slice(begin, end));
    begin = span.end;
  }
  if (end !== text.length) out.push(text.slice(begin));
  return sliceOf('string', out);
}

const all = (must: boolean) =>
  fn('string string int', (pattern: string, text: string, n: GoInt) => {
    const found = spans(compile(pattern, must), text, Number(n.value)).map((span) =>
      text.slice(span.start, span.end),
    );
    return found.length === 0 ? nilSlice('string') : sliceOf('string', found);
  });
const one = (must: boolean) =>
  fn('string string', (pattern: string, text: string) => {
    const [span] = spans(compile(pattern, must), text, 1);
    return span === undefined ? '' : text.slice(span.start, span.end);
  });
const replaceAll = (must: boolean) =>
  fn('string string string', (pattern: string, text: string, by: string) =>
    replace(compile(pattern, must), text, (span) => expand(by, span)),
  );
const replaceLiteral = (must: boolean) =>
  fn('string string string', (pattern: string, text: string, by: string) =>
    replace(compile(pattern, must), text, () => by),
  );
const splitBy = (must: boolean) =>
  fn('string string int', (pattern: string, text: string, n: GoInt) =>
    split(compile(pattern, must), text, Number(n.value)),
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
