import {
  BOOL,
  convert,
  DYNAMIC,
  goQuote,
  listOf,
  listValue,
  NUMBER,
  STRING,
  stringValue,
  type Type,
  unknownValue,
  type Value,
  ValueError,
} from '../values/index.ts';
import { arg, fail, failArg, param, quote, variadic } from './define.ts';
import { formatNumber, formatPlain, type Verb } from './format-number.ts';
import { encodeJson } from './json-encode.ts';
import type { FunctionSpec } from './spec.ts';
import { clusters } from './text.ts';

const VERB = /%([0#\- +]*)([1-9]\d*)?(?:(\.)(\d*))?(?:\[([1-9]\d*)\])?([a-zA-Z])/y;
const MAX_WIDTH = 10_000;

function pad(verb: Verb, text: string): string {
  const missing = (verb.width ?? 0) - clusters(text).length;
  if (missing <= 0) return text;
  const fill = (verb.flags.includes('0') ? '0' : ' ').repeat(missing);
  return verb.flags.includes('-') ? text + fill : fill + text;
}

/** Go's printf over values, as cty's format does it. */
export function formatText(format: string, args: readonly Value[]): string {
  let out = '';
  let next = 1;
  let highest = 0;
  for (let at = 0; at < format.length; ) {
    const percent = format.indexOf('%', at);
    if (percent < 0) {
      out += format.slice(at);
      break;
    }
    out += format.slice(at, percent);
    if (format.charAt(percent + 1) === '%') {
      out += '%';
      at = percent + 2;
      continue;
    }
    VERB.lastIndex = percent;
    const match = VERB.exec(format);
    if (!match) badFormat(format, percent);
    const number = match[5] === undefined ? next : Number(match[5]);
    const verb: Verb = {
      raw: match[0],
      offset: bytes(format, percent),
      flags: match[1] ?? '',
      width: match[2] === undefined ? undefined : Number(match[2]),
      precision: match[3] === undefined ? undefined : Number(match[4] || '0'),
      mode: match[6] ?? '',
    };
    if ((verb.width ?? 0) > MAX_WIDTH || (verb.precision ?? 0) > MAX_WIDTH) {
      fail(`width and precision in ${JSON.stringify(verb.raw)} must not exceed ${MAX_WIDTH}`);
    }
    highest = Math.max(highest, number);
    out += formatVerb(verb, number, args);
    next = number + 1;
    at = percent + match[0].length;
  }
  if (highest < args.length) {
    const detail = highest === 0 ? 'no verbs in format string' : `only ${highest} used by format string`;
    failArg(highest + 1, `too many arguments; ${detail}`);
  }
  return out;
}

const encoder = new TextEncoder();
const bytes = (text: string, end: number): number => encoder.encode(text.slice(0, end)).length;

/** Finds the character at which the scanner gives up. */
function badFormat(format: string, percent: number): never {
  let at = percent + 1;
  const skip = (pattern: RegExp): void => {
    pattern.lastIndex = at;
    at += pattern.exec(format)?.[0].length ?? 0;
  };
  skip(/[0#\- +]*/y);
  skip(/(?:[1-9]\d*)?/y);
  skip(/(?:\.\d*)?/y);
  skip(/(?:\[(?:[1-9]\d*\]?)?)?/y);
  if (at >= format.length) fail(`invalid format string starting at offset ${bytes(format, at)}`);
  const found = goQuote(String.fromCodePoint(format.codePointAt(at) ?? 0), "'");
  fail(`unrecognized format character ${found} at offset ${bytes(format, at)}`);
}

function formatVerb(verb: Verb, number: number, args: readonly Value[]): string {
  const value = args[number - 1];
  const where = `${quote(verb.raw)} at ${verb.offset}`;
  if (value === undefined) {
    fail(`not enough arguments for ${where}: need index ${number} but have ${args.length} total`);
  }
  if (verb.mode !== 'v' && value.isNull) {
    fail(`unsupported value for ${where}: null value cannot be formatted`);
  }
  try {
    if (verb.mode === 'v') return pad(verb, asIs(verb, value));
    if (verb.mode === 't') return String(convert(value, BOOL).isTrue);
    if ('bdoxXeEfgG'.includes(verb.mode)) return formatNumber(verb, convert(value, NUMBER).num);
    if (verb.mode === 's' || verb.mode === 'q') return pad(verb, textOf(verb, convert(value, STRING).text));
  } catch (error) {
    if (!(error instanceof ValueError)) throw error;
    fail(`unsupported value for ${where}: ${error.message}`);
  }
  fail(`unsupported format verb '${verb.mode}' in ${quote(verb.raw)} at offset ${verb.offset}`);
}

function asIs(verb: Verb, value: Value): string {
  if (!verb.flags.includes('#') && !value.isNull) {
    if (value.type.kind === 'string') return value.text;
    if (value.type.kind === 'number') return formatPlain(value.num);
  }
  return encodeJson(value);
}

function textOf(verb: Verb, text: string): string {
  const cut =
    verb.precision !== undefined && verb.precision > 0
      ? clusters(text).slice(0, verb.precision).join('')
      : text;
  return verb.mode === 'q' ? encodeJson(stringValue(cut)) : cut;
}

function formatOne(args: readonly Value[]): Value {
  const [format, ...rest] = args;
  if (rest.some((v) => !v.isWhollyKnown)) return unknownValue(STRING);
  return stringValue(formatText(format?.text ?? '', rest));
}

const isSequence = (v: Value): boolean => ['list', 'set', 'tuple'].includes(v.type.kind) && !v.isNull;

function formatEach(args: readonly Value[], type: Type): Value {
  const format = arg(args, 0).text;
  const rest = args.slice(1);
  if (rest.length === 0) return listValue([stringValue(formatText(format, rest))], STRING);
  let length: number | undefined;
  let chooser = 0;
  let unknown = false;
  for (const [i, v] of rest.entries()) {
    if (!isSequence(v)) {
      if (v.type.kind === 'dynamic' && !v.isKnown) unknown = true;
      continue;
    }
    if (!v.isKnown && v.type.kind !== 'tuple') {
      unknown = true;
      continue;
    }
    const own = v.type.kind === 'tuple' ? v.type.elements.length : v.elements.length;
    if (length === undefined) {
      length = own;
      chooser = i;
    } else if (own !== length) {
      failArg(
        i + 1,
        `argument ${i + 1} has length ${own}, which is inconsistent with argument ${chooser + 1} of length ${length}`,
      );
    }
    if (!v.isKnown) unknown = true;
  }
  if (unknown) return unknownValue(type);
  const results: Value[] = [];
  for (let i = 0; i < (length ?? 1); i += 1) {
    const row = rest.map((v) => (isSequence(v) ? (v.elements[i] ?? v) : v));
    if (row.some((v) => !v.isWhollyKnown)) {
      results.push(unknownValue(STRING));
      continue;
    }
    try {
      results.push(stringValue(formatText(format, row)));
    } catch (error) {
      if (!(error instanceof ValueError)) throw error;
      fail(`error on format iteration ${i}: ${error.message}`);
    }
  }
  return listValue(results, STRING);
}

/** printf-like functions. */
export const FORMATS: Readonly<Record<string, FunctionSpec>> = {
  format: variadic([param('format', STRING)], param('args', DYNAMIC, 'n'), STRING, formatOne),
  formatlist: variadic([param('format', STRING)], param('args', DYNAMIC, 'nu'), listOf(STRING), formatEach),
};
