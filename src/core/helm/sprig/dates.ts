import { formatDuration, parseDuration } from '../go/duration.ts';
import { envFn, type FuncMap, fn, GoError } from '../go/func.ts';
import { GoDuration, GoTime } from '../go/time.ts';
import { parseTime } from '../go/time-parse.ts';
import { GoInt, type Value } from '../go/value.ts';
import type { SprigEnv } from './env.ts';

function asTime(env: SprigEnv, value: Value): GoTime {
  if (value instanceof GoTime) return value;
  if (value instanceof GoInt && /^int(64|32)?$/.test(value.kind))
    return new GoTime(value.value * 1_000_000_000n);
  return env.program.now();
}

/** The zone's offset and short name at a moment; unknown zones are UTC. */
function zoneAt(time: GoTime, zone: string): { offset: number; name: string } {
  if (zone === '' || zone === 'UTC' || zone === 'Local') return { offset: 0, name: 'UTC' };
  try {
    const date = new Date(Number(time.unix) * 1000);
    const part = (style: 'longOffset' | 'short'): string =>
      new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: style })
        .formatToParts(date)
        .find((p) => p.type === 'timeZoneName')?.value ?? '';
    const match = /GMT([+-])(\d{2}):(\d{2})/.exec(part('longOffset'));
    const size = match === null ? 0 : Number(match[2]) * 3600 + Number(match[3]) * 60;
    const offset = match?.[1] === '-' ? -size : size;
    const short = part('short');
    const digits = `${match?.[1] ?? '+'}${match?.[2] ?? '00'}${match?.[3] === '00' ? '' : (match?.[3] ?? '')}`;
    return { offset, name: /^[A-Z]+$/.test(short) ? short : (ABBREVIATIONS[zone] ?? digits) };
  } catch {
    return { offset: 0, name: 'UTC' };
  }
}

/** Names that the zone database has and Intl spells as offsets. */
const ABBREVIATIONS: Readonly<Record<string, string>> = {
  'Asia/Shanghai': 'CST',
  'Asia/Hong_Kong': 'HKT',
  'Asia/Tokyo': 'JST',
  'Asia/Seoul': 'KST',
  'Asia/Kolkata': 'IST',
  'Europe/London': 'GMT',
};

const format = (env: SprigEnv, layout: string, date: Value, zone: string): string => {
  const time = asTime(env, date);
  return time.in(zoneAt(time, zone)).format(layout);
};

const modify = (strict: boolean) =>
  fn('string time', (text: string, date: GoTime) => {
    try {
      return date.add(parseDuration(text));
    } catch (error) {
      if (strict || !(error instanceof GoError)) throw error;
      return date;
    }
  });

const inZone = envFn('string any string', (env: SprigEnv, layout: string, date: Value, zone: string) =>
  format(env, layout, date, zone),
);

const SECOND = 1_000_000_000n;

/** Rounds half away from zero to whole seconds. */
function roundSecond(ns: bigint): bigint {
  const size = ns < 0n ? -ns : ns;
  const rounded = ((size + SECOND / 2n) / SECOND) * SECOND;
  return ns < 0n ? -rounded : rounded;
}

function roundedDuration(ns: bigint): string {
  const size = ns < 0n ? -ns : ns;
  const hour = 3600n * SECOND;
  const units: readonly (readonly [bigint, string])[] = [
    [hour * 24n * 365n, 'y'],
    [hour * 24n * 30n, 'mo'],
    [hour * 24n, 'd'],
    [hour, 'h'],
    [60n * SECOND, 'm'],
    [SECOND, 's'],
  ];
  for (const [unit, name] of units) if (size > unit) return `${size / unit}${name}`;
  return '0s';
}

function lenientDuration(text: string): bigint {
  try {
    return parseDuration(text);
  } catch {
    return 0n;
  }
}

const toDate = (strict: boolean) =>
  fn('string string', (layout: string, text: string) => {
    try {
      return parseTime(layout, text);
    } catch (error) {
      if (strict || !(error instanceof GoError)) throw error;
      return GoTime.zero();
    }
  });

export const dateFuncs: FuncMap = {
  now: envFn('', (env: SprigEnv) => env.program.now()),
  ago: envFn('any', (env: SprigEnv, date: Value) =>
    formatDuration(roundSecond(env.program.now().ns - asTime(env, date).ns)),
  ),
  date: envFn('string any', (env: SprigEnv, layout: string, date: Value) =>
    format(env, layout, date, 'Local'),
  ),
  date_in_zone: inZone,
  dateInZone: inZone,
  date_modify: modify(false),
  dateModify: modify(false),
  must_date_modify: modify(true),
  mustDateModify: modify(true),
  duration: fn('any', (sec: Value) => {
    if (typeof sec === 'string') return formatDuration((/^[+-]?\d+$/.test(sec) ? BigInt(sec) : 0n) * SECOND);
    return formatDuration(sec instanceof GoInt && sec.kind === 'int64' ? sec.value * SECOND : 0n);
  }),
  durationRound: envFn('any', (env: SprigEnv, value: Value) => {
    if (typeof value === 'string') return roundedDuration(lenientDuration(value));
    if (value instanceof GoInt && value.kind === 'int64') return roundedDuration(value.value);
    if (value instanceof GoTime) return roundedDuration(env.program.now().ns - value.ns);
    return value instanceof GoDuration ? roundedDuration(value.ns) : '0s';
  }),
  htmlDate: envFn('any', (env: SprigEnv, date: Value) => format(env, '2006-01-02', date, 'Local')),
  htmlDateInZone: envFn('any string', (env: SprigEnv, date: Value, zone: string) =>
    format(env, '2006-01-02', date, zone),
  ),
  toDate: toDate(false),
  mustToDate: toDate(true),
  unixEpoch: fn('time', (date: GoTime) => String(date.unix)),
};
