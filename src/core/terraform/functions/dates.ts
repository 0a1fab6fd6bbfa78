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
import { arg, fail, failArg, fixed, param, quote } from './define.ts';
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

/** A Go duration such as `-1h30m`, in milliseconds. */
function parseDuration(value: string): number {
  const match = /^([+-]?)((?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+$/.exec(value);
  if (value === '0' || value === '+0' || value === '-0') return 0;
  if (!match) fail(`time: invalid duration ${quote(value)}`);
  let total = 0;
  for (const [, n = '0', unit = 's'] of value.matchAll(/(\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h)/g)) {
    total += Number(n) * (UNITS[unit] ?? 0);
  }
  return match[1] === '-' ? -total : total;
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
