import { DAYS, MONTHS } from '../../calendar.ts';
import { GoError } from './func.ts';
import { quote } from './quote.ts';
import { GoTime } from './time.ts';
import { pieces } from './time-format.ts';

const NUMBERS: Readonly<Record<string, readonly [part: string, pattern: string]>> = {
  '2006': ['year', '\\d{4}'],
  '06': ['year2', '\\d{2}'],
  '01': ['month', '\\d{2}'],
  '1': ['month', '\\d{1,2}'],
  '02': ['day', '\\d{2}'],
  _2: ['day', ' ?\\d{1,2}'],
  '2': ['day', '\\d{1,2}'],
  '002': ['yday', '\\d{3}'],
  __2: ['yday', ' {0,2}\\d{1,3}'],
  '15': ['hour', '\\d{2}'],
  '03': ['hour12', '\\d{2}'],
  '3': ['hour12', '\\d{1,2}'],
  '04': ['minute', '\\d{2}'],
  '4': ['minute', '\\d{1,2}'],
  '05': ['second', '\\d{2}(?:[.,]\\d+)?'],
  '5': ['second', '\\d{1,2}(?:[.,]\\d+)?'],
  January: ['monthName', MONTHS.join('|')],
  Jan: ['monthName', MONTHS.map((m) => m.slice(0, 3)).join('|')],
  Monday: ['', DAYS.join('|')],
  Mon: ['', DAYS.map((d) => d.slice(0, 3)).join('|')],
  PM: ['half', 'AM|PM'],
  pm: ['half', 'am|pm'],
  MST: ['zone', 'UTC|[A-Z]{3,5}|[+-]\\d{2}(?:\\d{2})?'],
};

function elementPattern(element: string): readonly [part: string, pattern: string] {
  const known = NUMBERS[element];
  if (known !== undefined) return known;
  if (/^[Z-]/.test(element)) {
    const colon = element.includes(':') ? ':' : '';
    const digits = element.replace(/[^0-9]/g, '').length;
    const body = `[+-]\\d{2}${digits >= 4 ? `${colon}\\d{2}` : ''}${digits >= 6 ? `${colon}\\d{2}` : ''}`;
    return ['offset', element.startsWith('Z') ? `Z|${body}` : body];
  }
  return ['fraction', element.includes('0') ? `[.,]\\d{${element.length - 1}}` : '(?:[.,]\\d+)?'];
}

const DAYS_IN = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** `time.Parse` with UTC where the text names no zone. Throws GoError with Go's words. */
export function parseTime(layout: string, value: string): GoTime {
  const parts = new Map<string, string>();
  let rest = value;
  const fail = (element: string): never => {
    throw new GoError(
      `parsing time ${quote(value)} as ${quote(layout)}: cannot parse ${quote(rest)} as ${quote(element)}`,
    );
  };
  for (const { literal, element } of pieces(layout)) {
    const [left, fits] = skip(rest, literal);
    rest = left;
    if (!fits) fail(literal);
    if (element === '') break;
    const [part, pattern] = elementPattern(element);
    const match = new RegExp(`^(?:${pattern})`).exec(rest);
    if (match === null) fail(element);
    else {
      if (part !== '') parts.set(part, match[0]);
      rest = rest.slice(match[0].length);
    }
  }
  if (rest !== '') throw new GoError(`parsing time ${quote(value)}: extra text: ${quote(rest)}`);
  return assemble(value, parts);
}

/** Go's `skip`: what is left of a value behind a layout's plain text; spaces match any number of spaces. */
function skip(value: string, prefix: string): readonly [rest: string, fits: boolean] {
  let rest = value;
  let wanted = prefix;
  while (wanted !== '') {
    if (wanted.startsWith(' ')) {
      if (rest !== '' && !rest.startsWith(' ')) return [rest, false];
      wanted = wanted.replace(/^ +/, '');
      rest = rest.replace(/^ +/, '');
      continue;
    }
    if (rest === '' || rest[0] !== wanted[0]) return [rest, false];
    wanted = wanted.slice(1);
    rest = rest.slice(1);
  }
  return [rest, true];
}

function assemble(value: string, parts: ReadonlyMap<string, string>): GoTime {
  const number = (part: string, fallback: number): number => {
    const text = parts.get(part);
    return text === undefined ? fallback : Number.parseFloat(text.trim().replace(',', '.'));
  };
  const range = (what: string): never => {
    throw new GoError(`parsing time ${quote(value)}: ${what} out of range`);
  };
  const short = number('year2', -1);
  const year = number('year', short < 0 ? 0 : short >= 69 ? 1900 + short : 2000 + short);
  const named = MONTHS.findIndex((m) => m.startsWith(parts.get('monthName') ?? '?'));
  const month = named >= 0 ? named + 1 : number('month', 1);
  const day = number('day', 1);
  if (month < 1 || month > 12) range('month');
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const longest = month === 2 && !leap ? 28 : (DAYS_IN[month - 1] ?? 31);
  if (day < 1 || day > longest) range('day');
  let hour = number('hour', number('hour12', 0));
  const half = parts.get('half')?.toUpperCase();
  if (half === 'PM' && hour < 12) hour += 12;
  if (half === 'AM' && hour === 12) hour = 0;
  const minute = number('minute', 0);
  if (hour > 23) range('hour');
  if (minute > 59) range('minute');
  const second = Math.floor(number('second', 0));
  if (second > 59) range('second');
  const fraction = parts.get('fraction') ?? /[.,]\d+$/.exec(parts.get('second') ?? '')?.[0] ?? '';
  const nanos = BigInt(fraction.slice(1, 10).padEnd(9, '0') || '0');
  const date = new Date(0);
  date.setUTCFullYear(year, parts.has('yday') ? 0 : month - 1, parts.has('yday') ? number('yday', 1) : day);
  date.setUTCHours(hour, minute, second, 0);
  const offsetText = parts.get('offset');
  let offset = 0;
  let zone = parts.get('zone') ?? 'UTC';
  if (offsetText !== undefined && offsetText !== 'Z') {
    const digits = offsetText.replace(/[^0-9]/g, '').padEnd(6, '0');
    offset = Number(digits.slice(0, 2)) * 3600 + Number(digits.slice(2, 4)) * 60 + Number(digits.slice(4, 6));
    if (offsetText.startsWith('-')) offset = -offset;
    if (offset !== 0) zone = offsetText.replaceAll(':', '');
  }
  return new GoTime(BigInt(date.getTime() - offset * 1000) * 1_000_000n + nanos, offset, zone);
}
