import {
  intValue,
  NUMBER,
  STRING,
  stringValue,
  unknownValue,
  type Value,
  ValueError,
} from '../values/index.ts';
import { formatDate } from './date-format.ts';
import { arg, fail, failArg, fixed, param } from './define.ts';
import type { FunctionSpec } from './spec.ts';
import { formatTimestamp, parseTimestamp, type Timestamp } from './timestamp.ts';

const text = (args: readonly Value[], i = 0): string => arg(args, i).text;

function timestampArg(args: readonly Value[], i: number): Timestamp {
  try {
    return parseTimestamp(text(args, i));
  } catch (error) {
    if (error instanceof ValueError) failArg(i, error.message);
    throw error;
  }
}

const UNITS: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  μs: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
};

/** Quotes as Go's package time does: bytes outside ASCII one by one. */
function timeQuote(value: string): string {
  let out = '"';
  for (const c of value) {
    if (c === '"' || c === '\\') out += `\\${c}`;
    else if (c >= ' ' && c < '\x80') out += c;
    else for (const byte of encoder.encode(c)) out += `\\x${byte.toString(16).padStart(2, '0')}`;
  }
  return `${out}"`;
}

const encoder = new TextEncoder();
/** Nanoseconds that a Go duration can hold, in milliseconds. */
const MAX_DURATION = 2 ** 63 / 1e6;

/** A Go duration such as `-1h30m`, in milliseconds. */
function parseDuration(value: string): number {
  const invalid = (): never => fail(`time: invalid duration ${timeQuote(value)}`);
  const negative = value.startsWith('-');
  let rest = value.replace(/^[+-]/, '');
  if (rest === '0') return 0;
  if (rest === '') invalid();
  let total = 0;
  while (rest !== '') {
    const n = /^(?:\d+\.?\d*|\.\d+)/.exec(rest)?.[0] ?? invalid();
    rest = rest.slice(n.length);
    const unit = /^[^.\d]+/.exec(rest)?.[0] ?? fail(`time: missing unit in duration ${timeQuote(value)}`);
    rest = rest.slice(unit.length);
    const size = Object.hasOwn(UNITS, unit) ? UNITS[unit] : undefined;
    if (size === undefined) fail(`time: unknown unit ${timeQuote(unit)} in duration ${timeQuote(value)}`);
    total += Number(n) * size;
    if (total > MAX_DURATION) invalid();
  }
  return negative ? -total : total;
}

const now = (clock: () => Date): Value =>
  stringValue(
    clock()
      .toISOString()
      .replace(/\.\d+Z$/, 'Z'),
  );

/** Dates and times. */
export const DATES: Readonly<Record<string, FunctionSpec>> = {
  timestamp: fixed([], STRING, (_args, _type, env) => (env.planning ? unknownValue(STRING) : now(env.clock))),
  plantimestamp: fixed([], STRING, (_args, _type, env) => now(env.clock)),
  formatdate: fixed([param('format', STRING), param('time', STRING)], STRING, (args) =>
    stringValue(formatDate(text(args), timestampArg(args, 1))),
  ),
  timeadd: fixed([param('timestamp', STRING), param('duration', STRING)], STRING, (args) => {
    const at = parseTimestamp(text(args));
    const added = { ...at, epochMs: at.epochMs + parseDuration(text(args, 1)) };
    return stringValue(formatTimestamp(added));
  }),
  timecmp: fixed([param('timestamp_a', STRING), param('timestamp_b', STRING)], NUMBER, (args) =>
    intValue(Math.sign(timestampArg(args, 0).epochMs - timestampArg(args, 1).epochMs)),
  ),
};
