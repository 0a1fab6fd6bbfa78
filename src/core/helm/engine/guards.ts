import type { FuncMap, GoFunc } from '../go/func.ts';
import type { Value } from '../go/value.ts';
import type { SprigEnv } from '../sprig/env.ts';
import type { Fuel } from './limits.ts';

/** Functions that walk or print all of their arguments, with everything inside them. */
const WHOLE = [
  'toYaml toYamlPretty toJson mustToJson toPrettyJson mustToPrettyJson toRawJson mustToRawJson toToml',
  'deepCopy mustDeepCopy deepEqual merge mustMerge mergeOverwrite mustMergeOverwrite',
  'print println printf quote squote cat toString toStrings join html js urlquery sortAlpha dig',
].flatMap((names) => names.split(' '));

/** Functions that make lists of lists: their work grows with the length of what they are given. */
const LISTS =
  'append push mustAppend mustPush prepend mustPrepend concat rest mustRest initial mustInitial reverse mustReverse compact mustCompact slice mustSlice chunk mustChunk list tuple pluck'.split(
    ' ',
  );

/** Functions that compare every element with every other, or with every argument. */
const PAIRS = 'uniq mustUniq without mustWithout has mustHas'.split(' ');

const flat = (value: Value): number => (Array.isArray(value) ? value.length : 0);

function payWhole(args: readonly Value[], fuel: Fuel): void {
  for (const arg of args) {
    // The same map inside a map, forty times over, is a text that no memory holds.
    if (typeof arg === 'object' && arg !== null) fuel.tree(arg);
  }
}

function payLists(args: readonly Value[], fuel: Fuel): void {
  const length = args.reduce((sum: number, arg) => sum + flat(arg), 0);
  fuel.text(length * ELEMENT);
  fuel.step(length >> 2);
}

/** A reference, in units of text. */
const ELEMENT = 8;

function payPairs(args: readonly Value[], fuel: Fuel): void {
  payWhole(args, fuel);
  const length = Math.max(0, ...args.map(flat));
  fuel.step(Math.floor((length * Math.max(length, args.length)) / 8));
}

const paying = (func: GoFunc, pay: (args: readonly Value[], fuel: Fuel) => void): GoFunc => ({
  ...func,
  call(args, env) {
    pay(args, (env as SprigEnv).program.fuel);
    return func.call(args, env);
  },
});

/** The same functions; those whose work is not bounded by the length of the template pay for it first. */
export function guarded(funcs: FuncMap): FuncMap {
  const out: Record<string, GoFunc> = { ...funcs };
  for (const [names, pay] of [
    [WHOLE, payWhole],
    [LISTS, payLists],
    [PAIRS, payPairs],
  ] as const) {
    for (const name of names) {
      const func = Object.hasOwn(funcs, name) ? funcs[name] : undefined;
      if (func !== undefined) out[name] = paying(func, pay);
    }
  }
  return out;
}
