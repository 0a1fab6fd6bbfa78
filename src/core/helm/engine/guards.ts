import type { FuncMap, GoFunc } from '../go/func.ts';
import { GoMap, type Value } from '../go/value.ts';
import type { SprigEnv } from '../sprig/env.ts';
import type { Fuel } from './limits.ts';

type Pay = (args: readonly Value[], fuel: Fuel) => void;

const named = (...lines: readonly string[]): string[] => lines.flatMap((line) => line.split(' '));

/** Each with its `must` form. */
const both = (...lines: readonly string[]): string[] =>
  named(...lines).flatMap((name) => [name, `must${name[0]?.toUpperCase()}${name.slice(1)}`]);

/** Functions that walk or print all of their arguments, with everything inside them. */
const WHOLE = [
  ...both('toYaml toJson toPrettyJson toRawJson deepCopy merge mergeOverwrite'),
  ...named('toYamlPretty toToml deepEqual toString toStrings dig'),
  ...named('print println printf quote squote cat join html js urlquery sortAlpha'),
];

/** Functions that make lists of lists: their work grows with the length of what they are given. */
const LISTS = [
  ...both('append push prepend rest initial reverse compact slice chunk'),
  ...named('concat list tuple pluck'),
];

/** Functions that go through a map's keys. */
const MAPS = named('keys values pick omit pluck');

/** Functions that compare every element with every other, or with every argument. */
const PAIRS = both('uniq without has');

/** Functions that look at every character by hand; the others hand the text to the machine's own. */
const SLOW = [
  ...both('regexMatch regexFind regexFindAll regexReplaceAll regexReplaceAllLiteral regexSplit'),
  ...named('snakecase kebabcase camelcase title untitle swapcase initials nospace shuffle abbrev abbrevboth'),
  ...named('quote squote printf html js urlquery b32enc b32dec b64dec adler32sum trim trimAll trimall wrap'),
  ...named('wrapWith regexQuoteMeta sortAlpha toString toStrings atoi int int64 float64 toDecimal semver'),
  ...named('semverCompare add add1 sub mul div mod max min floor ceil round addf subf mulf divf'),
  ...both('toYaml toJson toPrettyJson toRawJson'),
  ...named('urlParse urlJoin date dateInZone toDate duration durationRound dateModify'),
];

/** Functions that make values of a text: many small things of few characters. */
const READERS = named('fromYaml fromYamlArray fromJson fromJsonArray fromToml mustFromJson');

/** What one call of a function costs that is slow on purpose, in steps. */
const DEAR: Readonly<Record<string, number>> = {
  derivePassword: 400_000,
  genPrivateKey: 600_000,
  bcrypt: 100_000,
  htpasswd: 100_000,
  genCA: 200_000,
  genCAWithKey: 40_000,
  genSelfSignedCert: 200_000,
  genSelfSignedCertWithKey: 40_000,
  genSignedCert: 200_000,
  genSignedCertWithKey: 40_000,
};

/** A reference, in units of text. */
const ELEMENT = 8;
/** An entry of a map, in units of text. */
const ENTRY = 64;
/** What values take for each character that they were read from, at worst. */
const READ = 24;

const flat = (value: Value): number => (Array.isArray(value) ? value.length : 0);

const payWhole: Pay = (args, fuel) => {
  for (const arg of args) {
    // The same map inside a map, forty times over, is a text that no memory holds.
    if (typeof arg === 'object' && arg !== null) fuel.tree(arg);
  }
};

const payLists: Pay = (args, fuel) => {
  const length = args.reduce((sum: number, arg) => sum + flat(arg), 0);
  fuel.text(length * ELEMENT);
  fuel.made(length * ELEMENT);
  fuel.step(length >> 2);
};

const payMaps: Pay = (args, fuel) => {
  let size = 0;
  for (const arg of args) if (arg instanceof GoMap) size += arg.size;
  fuel.made(size * ELEMENT);
  fuel.step(size >> 2);
};

const payPairs: Pay = (args, fuel) => {
  payWhole(args, fuel);
  const length = Math.max(0, ...args.map(flat));
  fuel.step(Math.floor((length * Math.max(length, args.length)) / 8));
};

const paySlow: Pay = (args, fuel) => {
  for (const arg of args) if (typeof arg === 'string') fuel.step(arg.length >> 1);
};

const payReaders: Pay = (args, fuel) => {
  for (const arg of args) {
    if (typeof arg !== 'string') continue;
    fuel.step(arg.length >> 1);
    fuel.made(arg.length * READ);
  }
};

/** A map takes an entry for each part: what `cost` says. The parts are counted before they are made. */
const paySplit =
  (cost: number): Pay =>
  ([sep, ...rest], fuel) => {
    const text = rest.at(-1);
    if (typeof sep !== 'string' || typeof text !== 'string') return;
    let parts = text.length;
    if (sep !== '') {
      parts = 1;
      for (let i = text.indexOf(sep); i >= 0; i = text.indexOf(sep, i + sep.length)) parts++;
    }
    fuel.made(parts * cost);
    fuel.step(parts >> 1);
  };

const paying = (func: GoFunc, pay: Pay): GoFunc => ({
  ...func,
  call(args, env) {
    pay(args, (env as SprigEnv).program.fuel);
    return func.call(args, env);
  },
});

/** The same functions; those whose work is not bounded by the length of the template pay for it first. */
export function guarded(funcs: FuncMap): FuncMap {
  const out: Record<string, GoFunc> = { ...funcs };
  const guard = (names: readonly string[], pay: Pay): void => {
    for (const name of names) {
      const func = Object.hasOwn(out, name) ? out[name] : undefined;
      if (func !== undefined) out[name] = paying(func, pay);
    }
  };
  guard(WHOLE, payWhole);
  guard(LISTS, payLists);
  guard(MAPS, payMaps);
  guard(PAIRS, payPairs);
  guard(SLOW, paySlow);
  guard(READERS, payReaders);
  guard(['splitList'], paySplit(ELEMENT * 2));
  guard(['split', 'splitn'], paySplit(ENTRY));
  for (const [name, steps] of Object.entries(DEAR)) guard([name], (_args, fuel) => fuel.step(steps));
  return out;
}
