import { display } from '../go/format.ts';
import { envFn, type FuncMap, fn, GoError } from '../go/func.ts';
import { type GoInt, int, int64, sliceOf, type Value } from '../go/value.ts';
import { toFloat64, toInt64 } from './cast.ts';
import { decimalOp } from './decimal.ts';
import { type SprigEnv, spend } from './env.ts';

const wrap = (n: bigint): bigint => BigInt.asIntN(64, n);

/** A whole number of a list, in units of text. */
const INTEGER = 32;

function untilStep(env: SprigEnv, start: bigint, stop: bigint, step: bigint): bigint[] {
  const out: bigint[] = [];
  if (stop < start ? step >= 0n : step <= 0n) return out;
  const count = (stop - start) / step;
  spend(env, Number(count) * 8);
  env.program.fuel.made(Number(count) * INTEGER);
  env.program.fuel.step(Math.min(Number(count), Number.MAX_SAFE_INTEGER));
  for (let i = start; stop < start ? i > stop : i < stop; i += step) out.push(i);
  return out;
}

const ints = (values: readonly bigint[]): Value => sliceOf('int', values.map(int));

function seq(env: SprigEnv, params: readonly bigint[]): string {
  const text = (values: readonly bigint[]): string => values.join(' ');
  const [a = 0n, b = 0n, c = 0n] = params;
  switch (params.length) {
    case 1: {
      const step = a < 1n ? -1n : 1n;
      return text(untilStep(env, 1n, a + step, step));
    }
    case 2: {
      const step = b < a ? -1n : 1n;
      return text(untilStep(env, a, b + step, step));
    }
    case 3: {
      const down = c < a;
      if (down && b > 0n) return '';
      return text(untilStep(env, a, c + (down ? -1n : 1n), b));
    }
  }
  return '';
}

function round(value: Value, places: GoInt, roundOn = 0.5): number {
  const pow = 10 ** Number(places.value);
  const digit = pow * toFloat64(value);
  const part = digit - Math.trunc(digit);
  return (part >= roundOn ? Math.ceil(digit) : Math.floor(digit)) / pow;
}

const extreme = (pick: (a: bigint, b: bigint) => boolean) =>
  fn('any ...any', (a: Value, ...rest: Value[]) => {
    let best = toInt64(a);
    for (const each of rest) {
      const value = toInt64(each);
      if (pick(value, best)) best = value;
    }
    return int64(best);
  });

const divide = (op: (a: bigint, b: bigint) => bigint) =>
  fn('any any', (a: Value, b: Value) => {
    const divisor = toInt64(b);
    if (divisor === 0n) throw new GoError('runtime error: integer divide by zero');
    return int64(op(toInt64(a), divisor));
  });

const max = extreme((a, b) => a > b);

export const numberFuncs: FuncMap = {
  int: fn('any', (v: Value) => int(toInt64(v))),
  int64: fn('any', (v: Value) => int64(toInt64(v))),
  float64: fn('any', (v: Value) => toFloat64(v)),
  toDecimal: fn('any', (v: Value) => {
    const text = display(v ?? null);
    if (!/^[+-]?[0-7]+$/.test(text)) return int64(0);
    const digits = BigInt(`0o${text.replace(/^[+-]/, '')}`);
    const value = text.startsWith('-') ? -digits : digits;
    return int64(value === wrap(value) ? value : 0n);
  }),
  until: envFn('int', (env: SprigEnv, n: GoInt) =>
    ints(untilStep(env, 0n, n.value, n.value < 0n ? -1n : 1n)),
  ),
  untilStep: envFn('int int int', (env: SprigEnv, a: GoInt, b: GoInt, step: GoInt) =>
    ints(untilStep(env, a.value, b.value, step.value)),
  ),
  seq: envFn('...int', (env: SprigEnv, ...params: GoInt[]) =>
    seq(
      env,
      params.map((p) => p.value),
    ),
  ),
  add1: fn('any', (v: Value) => int64(toInt64(v) + 1n)),
  add: fn('...any', (...vs: Value[]) => int64(vs.reduce<bigint>((sum, v) => wrap(sum + toInt64(v)), 0n))),
  sub: fn('any any', (a: Value, b: Value) => int64(toInt64(a) - toInt64(b))),
  div: divide((a, b) => a / b),
  mod: divide((a, b) => a % b),
  mul: fn('any ...any', (a: Value, ...vs: Value[]) =>
    int64(vs.reduce<bigint>((product, v) => wrap(product * toInt64(v)), toInt64(a))),
  ),
  add1f: fn('any', (v: Value) => decimalOp('add', toFloat64(v), [1])),
  addf: fn('...any', (...vs: Value[]) => decimalOp('add', 0, vs.map(toFloat64))),
  subf: fn('any ...any', (a: Value, ...vs: Value[]) => decimalOp('sub', toFloat64(a), vs.map(toFloat64))),
  divf: fn('any ...any', (a: Value, ...vs: Value[]) => decimalOp('div', toFloat64(a), vs.map(toFloat64))),
  mulf: fn('any ...any', (a: Value, ...vs: Value[]) => decimalOp('mul', toFloat64(a), vs.map(toFloat64))),
  biggest: max,
  max,
  min: extreme((a, b) => a < b),
  maxf: fn('any ...any', (a: Value, ...vs: Value[]) => Math.max(toFloat64(a), ...vs.map(toFloat64))),
  minf: fn('any ...any', (a: Value, ...vs: Value[]) => Math.min(toFloat64(a), ...vs.map(toFloat64))),
  ceil: fn('any', (v: Value) => Math.ceil(toFloat64(v))),
  floor: fn('any', (v: Value) => Math.floor(toFloat64(v))),
  round: fn('any int ...float64', (v: Value, places: GoInt, on?: number) => round(v, places, on)),
};
