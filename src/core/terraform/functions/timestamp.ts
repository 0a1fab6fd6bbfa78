import { goQuote, ValueError } from '../values/index.ts';

/** A moment with the offset it was written in. */
export interface Timestamp {
  readonly epochMs: number;
  /** Minutes east of UTC. */
  readonly offset: number;
}

const bad = (detail: string): never => {
  throw new ValueError(`not a valid RFC3339 timestamp: ${detail}`);
};

/** RFC 3339 text, read as Go's `time.Parse` reads it. Throws ValueError in cty's words. */
export function parseTimestamp(text: string): Timestamp {
  let rest = text;
  const refuse = (what: string): never =>
    rest === '' ? bad(`end of string before ${what}`) : bad(`cannot use ${goQuote(rest)} as ${what}`);
  const take = (pattern: RegExp, what: string, least = 0, most = Number.POSITIVE_INFINITY): number => {
    const digits = pattern.exec(rest)?.[0] ?? refuse(what);
    rest = rest.slice(digits.length);
    const n = Number(digits);
    if (n < least || n > most) refuse(what);
    return n;
  };
  const expect = (c: string): void => {
    if (rest.startsWith(c)) rest = rest.slice(1);
    else if (c === 'T') bad("missing required time introducer 'T'");
    else if (rest === '') bad(`end of string where "${c}" is expected`);
    else bad(`found ${goQuote(rest)} where "${c}" is expected`);
  };
  if (/^\d.{3}/s.test(rest) && !/^\d{4}/.test(rest)) {
    rest = rest.slice(4);
    refuse('year');
  }
  const year = take(/^\d{4}/, 'year');
  expect('-');
  const month = take(/^\d{2}/, 'month', 1, 12);
  expect('-');
  const day = take(/^\d{2}/, 'day of month');
  expect('T');
  const hour = take(/^\d{1,2}/, 'hour', 0, 23);
  expect(':');
  const minute = take(/^\d{2}/, 'minute', 0, 59);
  expect(':');
  // Go forgives missing seconds before a fraction.
  const second = /^[.,]\d/.test(rest) ? 0 : take(/^\d{2}/, 'second', 0, 59);
  const fraction = /^[.,](\d+)/.exec(rest);
  if (fraction) rest = rest.slice(fraction[0].length);
  const offset = takeOffset(rest) ?? refuse('UTC offset');
  rest = rest.slice(offset.length);
  if (offset.minutes === undefined) refuse('UTC offset');
  if (rest !== '') refuse('timestamp segment');
  if (day < 1 || day > new Date(Date.UTC(year, month, 0)).getUTCDate()) bad('day out of range');
  const at = new Date(Date.UTC(2000, month - 1, day, hour, minute, 0));
  at.setUTCFullYear(year, month - 1, day);
  const seconds = second + Number(`0.${fraction?.[1] ?? '0'}`);
  const minutes = offset.minutes ?? 0;
  return { epochMs: at.getTime() + seconds * 1000 - minutes * 60_000, offset: minutes };
}

/** `Z` or `+08:00` at the beginning of a text; without minutes when only its shape is right. */
function takeOffset(text: string): { length: number; minutes: number | undefined } | undefined {
  if (text.startsWith('Z')) return { length: 1, minutes: 0 };
  if (!/^.{3}:.{2}/s.test(text)) return undefined;
  const parts = /^([+-])(\d{2}):(\d{2})/.exec(text);
  if (parts === null) return { length: 6, minutes: undefined };
  const minutes = Number(parts[2]) * 60 + Number(parts[3]);
  return { length: 6, minutes: parts[1] === '-' ? -minutes : minutes };
}

const two = (n: number): string => String(n).padStart(2, '0');

/** `+08:00`, or with an empty separator `+0800`. */
export function formatOffset(offset: number, separator = ':'): string {
  const minutes = Math.abs(offset);
  return `${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}${separator}${two(minutes % 60)}`;
}

/** The clock time at the timestamp's own offset, read by the UTC methods. */
export const localTime = (at: Timestamp): Date => new Date(Math.floor(at.epochMs) + at.offset * 60_000);

export function formatTimestamp(at: Timestamp): string {
  const text = localTime(at)
    .toISOString()
    .replace(/\.\d+Z$/, '')
    .replace(/^\+0*/, '');
  return text + (at.offset === 0 ? 'Z' : formatOffset(at.offset));
}
