import { ValueError } from '../values/index.ts';

/** A moment with the offset it was written in. */
export interface Timestamp {
  readonly epochMs: number;
  /** Minutes east of UTC. */
  readonly offset: number;
}

const bad = (detail: string): never => {
  throw new ValueError(`not a valid RFC3339 timestamp: ${detail}`);
};

/** RFC 3339 text. Throws ValueError in cty's words. */
export function parseTimestamp(text: string): Timestamp {
  let rest = text;
  const take = (pattern: RegExp, what: string): string => {
    const match = pattern.exec(rest);
    if (!match) {
      return rest === '' ? bad(`end of string before ${what}`) : bad(`cannot use "${rest}" as ${what}`);
    }
    rest = rest.slice(match[0].length);
    return match[0];
  };
  const expect = (c: string): void => {
    if (rest === '')
      bad(c === 'T' ? "missing required time introducer 'T'" : `end of string where "${c}" is expected`);
    if (!rest.startsWith(c))
      bad(c === 'T' ? "missing required time introducer 'T'" : `found "${rest}" where "${c}" is expected`);
    rest = rest.slice(1);
  };
  const year = Number(take(/^\d{4}/, 'year'));
  expect('-');
  const month = Number(take(/^\d{2}/, 'month'));
  expect('-');
  const day = Number(take(/^\d{2}/, 'day of month'));
  expect('T');
  const hour = Number(take(/^\d{2}/, 'hour'));
  expect(':');
  const minute = Number(take(/^\d{2}/, 'minute'));
  expect(':');
  const second = Number(take(/^\d{2}(?:\.\d+)?/, 'second'));
  const zone = take(/^(?:Z|[+-]\d{2}:\d{2})/, 'UTC offset');
  if (rest !== '') bad(`extra text: "${rest}"`);
  if (month < 1 || month > 12) bad('month out of range');
  if (day < 1 || day > new Date(Date.UTC(year, month, 0)).getUTCDate()) bad('day out of range');
  if (hour > 23) bad('hour out of range');
  if (minute > 59) bad('minute out of range');
  if (second >= 60) bad('second out of range');
  const offset =
    zone === 'Z'
      ? 0
      : (zone.startsWith('-') ? -1 : 1) * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4)));
  const at = new Date(Date.UTC(2000, month - 1, day, hour, minute, 0));
  at.setUTCFullYear(year, month - 1, day);
  return { epochMs: at.getTime() + second * 1000 - offset * 60_000, offset };
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
    .replace(/\.\d+Z$/, '');
  return text + (at.offset === 0 ? 'Z' : formatOffset(at.offset));
}
