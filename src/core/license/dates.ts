import type { LifeSpanUnit } from './types.ts';

const RFC3339 = /^(\d{4})-(\d{2})-(\d{2})[Tt](\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?(Z|z|[+-]\d{2}:\d{2})$/;
const CHINA = 8 * 3_600_000;
export const DAY = 86_400_000;

/** Milliseconds since 1970 of an RFC 3339 time; undefined for other texts and for days that do not exist. */
export function parseTime(text: unknown): number | undefined {
  const match = typeof text === 'string' ? RFC3339.exec(text) : null;
  if (!match) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map(Number);
  if (hour > 23 || minute > 59 || second > 59 || month < 1 || month > 12) return undefined;
  if (day < 1 || day > daysIn(year, month - 1)) return undefined;
  const offset = offsetOf(match[8] ?? 'Z');
  if (offset === undefined) return undefined;
  const millis = Number((match[7] ?? '').padEnd(3, '0').slice(0, 3));
  return utc(year, month - 1, day) + ((hour * 60 + minute) * 60 + second) * 1000 + millis - offset;
}

/** RFC 3339 with +08:00 and whole seconds, as the platform writes its dates. */
export function formatTime(ms: number): string {
  return `${new Date(Math.floor(ms / 1000) * 1000 + CHINA).toISOString().slice(0, 19)}+08:00`;
}

/**
 * The moment `span` units later on the platform's calendar (+08:00). A month that is too short gives its last day:
 * 31 January and one month is 28 February [inferred: the platform does not say].
 */
export function addSpan(ms: number, span: number, unit: LifeSpanUnit): number {
  if (unit === 'D') return ms + span * DAY;
  const local = new Date(ms + CHINA);
  const months = local.getUTCMonth() + (unit === 'Y' ? span * 12 : span);
  const year = local.getUTCFullYear() + Math.floor(months / 12);
  const month = ((months % 12) + 12) % 12;
  const timeOfDay = (((ms + CHINA) % DAY) + DAY) % DAY;
  return utc(year, month, Math.min(local.getUTCDate(), daysIn(year, month))) + timeOfDay - CHINA;
}

function offsetOf(zone: string): number | undefined {
  if (zone === 'Z' || zone === 'z') return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(4, 6));
  if (hours > 23 || minutes > 59) return undefined;
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}

/** `Date.UTC` reads the years 0 to 99 as 1900 to 1999; this does not. */
function utc(year: number, month: number, day: number): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month, day);
  return date.getTime();
}

const daysIn = (year: number, month: number): number => new Date(utc(year, month + 1, 1) - DAY).getUTCDate();
