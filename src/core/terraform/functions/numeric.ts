import {
  BOOL,
  boolValue,
  convert,
  DYNAMIC,
  friendlyName,
  intValue,
  listOf,
  listValue,
  NUMBER,
  Num,
  numberValue,
  unknownValue,
  type Value,
} from '../values/index.ts';
import { arg, asInt, asIntArg, fail, failArg, fixed, param, quote, variadic } from './define.ts';
import { goLog, goPow } from './go-math.ts';
import type { FunctionSpec } from './spec.ts';

const num = (i = 0, args: readonly Value[] = []): Num => arg(args, i).num;
const floatValue = (n: number): Value => {
  const result = Num.float(n);
  if (result === undefined) fail('the result is not a number');
  return numberValue(result);
};

function roundTo(n: Num, up: boolean): Num {
  if (n.infinite || n.isInteger) return n;
  const whole = n.trunc() ?? 0n;
  const step = up ? (n.negative ? 0n : 1n) : n.negative ? -1n : 0n;
  return Num.bigint(whole + step).withPrecision(n.precision);
}

const extreme = (sign: number): FunctionSpec =>
  variadic([], param('numbers', NUMBER, 'd'), NUMBER, (args) => {
    const [first] = args;
    if (first === undefined) fail('must pass at least one number');
    return args.reduce((best, v) => (v.num.compare(best.num) * sign > 0 ? v : best), first);
  });

/** Digits of bases up to 62, as Go's math/big reads them. */
function parseInBase(text: string, base: number): bigint | undefined {
  const match = /^([+-]?)([0-9a-zA-Z]+)$/.exec(text);
  if (!match) return undefined;
  let value = 0n;
  for (const c of match[2] ?? '') {
    const code = c.charCodeAt(0);
    let digit: number;
    if (code <= 57) digit = code - 48;
    else if (code >= 97) digit = code - 97 + 10;
    else digit = code - 65 + (base <= 36 ? 10 : 36);
    if (digit >= base) return undefined;
    value = value * BigInt(base) + BigInt(digit);
  }
  return match[1] === '-' ? -value : value;
}

function parseInteger(args: readonly Value[]): Value {
  const text = arg(args, 0).text;
  const base = asIntArg(args, 1);
  if (base < 2 || base > 62) failArg(1, 'base must be a whole number between 2 and 62 inclusive');
  if (text.length > 10_000) failArg(0, 'the text is longer than 10000 digits');
  const value = parseInBase(text, base);
  if (value === undefined) failArg(0, `cannot parse ${quote(text)} as a base ${base} integer`);
  return numberValue(Num.bigint(value));
}

/** The sum of a list, set or tuple of numbers. */
function sumOf(list: Value): Value {
  if (!['list', 'set', 'tuple'].includes(list.type.kind))
    failArg(
      0,
      list.type.kind === 'map' || list.type.kind === 'object'
        ? `argument must be list, set, or tuple. Received ${friendlyName(list.type)}`
        : 'cannot sum noniterable',
    );
  if (list.elements.length === 0) failArg(0, 'cannot sum an empty list');
  if (!list.isWhollyKnown) return unknownValue(NUMBER);
  let total = Num.int(0);
  for (const v of list.elements) {
    if (v.isNull) failArg(0, 'argument must be list, set, or tuple of number values');
    let n: Value;
    try {
      n = convert(v, NUMBER);
    } catch {
      failArg(0, 'argument must be list, set, or tuple of number values');
    }
    total = total.add(n.num) ?? fail("can't compute sum of opposing infinities");
  }
  return numberValue(total);
}

const every = (list: Value, neutral: boolean): Value => {
  let unknown = false;
  for (const v of list.elements) {
    if (v.isNull) {
      if (neutral) return boolValue(false);
      continue;
    }
    if (!v.isKnown) unknown = true;
    else if (v.isTrue !== neutral) return boolValue(!neutral);
  }
  return unknown ? unknownValue(BOOL) : boolValue(neutral);
};

/** Functions on numbers, and the two on lists of bools. */
export const NUMERIC: Readonly<Record<string, FunctionSpec>> = {
  abs: fixed([param('num', NUMBER, 'd')], NUMBER, (args) => numberValue(num(0, args).abs())),
  ceil: fixed([param('num', NUMBER)], NUMBER, (args) => numberValue(roundTo(num(0, args), true))),
  floor: fixed([param('num', NUMBER)], NUMBER, (args) => numberValue(roundTo(num(0, args), false))),
  log: fixed([param('num', NUMBER), param('base', NUMBER)], NUMBER, (args) =>
    floatValue(goLog(num(0, args).toNumber()) / goLog(num(1, args).toNumber())),
  ),
  pow: fixed([param('num', NUMBER), param('power', NUMBER)], NUMBER, (args) =>
    floatValue(goPow(num(0, args).toNumber(), num(1, args).toNumber())),
  ),
  signum: fixed([param('num', NUMBER)], NUMBER, (args) => intValue(Math.sign(asInt(num(0, args))))),
  max: extreme(1),
  min: extreme(-1),
  parseint: fixed(
    [param('number', DYNAMIC), param('base', NUMBER)],
    (args) => {
      const type = arg(args, 0).type;
      if (type.kind !== 'string') failArg(0, `first argument must be a string, not ${friendlyName(type)}`);
      return NUMBER;
    },
    parseInteger,
  ),
  sum: fixed([param('list', DYNAMIC)], NUMBER, (args) => sumOf(arg(args, 0))),
  alltrue: fixed([param('list', listOf(BOOL))], BOOL, (args) => every(arg(args, 0), true)),
  anytrue: fixed([param('list', listOf(BOOL))], BOOL, (args) => every(arg(args, 0), false)),
  range: variadic([], param('params', NUMBER), listOf(NUMBER), range),
};

function range(args: readonly Value[]): Value {
  const zero = Num.int(0);
  const one = Num.int(1);
  if (args.length < 1 || args.length > 3) fail('must have one, two, or three arguments');
  const start = args.length === 1 ? zero : num(0, args);
  const end = args.length === 1 ? num(0, args) : num(1, args);
  const step = args.length === 3 ? num(2, args) : end.compare(start) < 0 ? one.negate() : one;
  const down = step.sign < 0;
  if (down && end.compare(start) > 0) failArg(1, 'end must be less than start when step is negative');
  if (!down && end.compare(start) < 0) failArg(1, 'end must be greater than start when step is positive');
  const values: Value[] = [];
  const plain = args.length === 1 && !down;
  let n = start;
  while (down ? n.compare(end) > 0 : n.compare(end) < 0) {
    if (values.length >= 1024) {
      fail(
        'more than 1024 values were generated; either decrease the difference between start and end or use a smaller step',
      );
    }
    values.push(plain ? intValue(values.length) : numberValue(n));
    n = n.add(step) ?? fail('the step is infinite');
  }
  return listValue(values, NUMBER);
}
