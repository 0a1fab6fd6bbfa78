import type { Json } from '../json.ts';
import { globMatches } from './glob.ts';
import { addressIn } from './ip.ts';
import type { ConditionTest } from './types.ts';

type Compare = (actual: string, wanted: string) => boolean;

const number =
  (holds: (a: number, b: number) => boolean): Compare =>
  (actual, wanted) => {
    const [a, b] = [Number(actual), Number(wanted)];
    return (
      actual.trim() !== '' && wanted.trim() !== '' && !Number.isNaN(a) && !Number.isNaN(b) && holds(a, b)
    );
  };
const date =
  (holds: (a: number, b: number) => boolean): Compare =>
  (actual, wanted) => {
    const [a, b] = [Date.parse(actual), Date.parse(wanted)];
    return !Number.isNaN(a) && !Number.isNaN(b) && holds(a, b);
  };
const orders = {
  equal: (a: number, b: number) => a === b,
  not_equal: (a: number, b: number) => a !== b,
  greater_than: (a: number, b: number) => a > b,
  greater_than_equal: (a: number, b: number) => a >= b,
  less_than: (a: number, b: number) => a < b,
  less_than_equal: (a: number, b: number) => a <= b,
};
const same: Compare = (actual, wanted) => actual === wanted;
const sameLetters: Compare = (actual, wanted) => actual.toLowerCase() === wanted.toLowerCase();
const like: Compare = (actual, wanted) => globMatches(wanted, actual);
const notThat =
  (compare: Compare): Compare =>
  (actual, wanted) =>
    !compare(actual, wanted);

/** Operators of CAM conditions by their bare names (Tencent Cloud's page 598/10608). */
const operators: Readonly<Record<string, Compare>> = {
  string_equal: same,
  string_not_equal: notThat(same),
  string_equal_ignore_case: sameLetters,
  string_not_equal_ignore_case: notThat(sameLetters),
  string_like: like,
  string_not_like: notThat(like),
  ...Object.fromEntries(Object.entries(orders).map(([name, holds]) => [`numeric_${name}`, number(holds)])),
  ...Object.fromEntries(Object.entries(orders).map(([name, holds]) => [`date_${name}`, date(holds)])),
  bool_equal: sameLetters,
  ip_equal: addressIn,
  ip_not_equal: (actual, wanted) => !addressIn(actual, wanted),
  binary_equal: same,
};

interface Operator {
  readonly compare: Compare;
  /** True for operators that say what a value is not: it must differ from each of several. */
  readonly negative: boolean;
  readonly ifExist: boolean;
  readonly quantifier?: 'any' | 'all';
  /** `null_equal`: about whether the key is there. */
  readonly isNull: boolean;
}

/** Takes an operator apart: `for_any_value:string_equal_if_exist`; undefined when there is none of that name. */
export function readOperator(text: string): Operator | undefined {
  const quantified = /^for_(any|all)_value:/.exec(text);
  const rest = quantified ? text.slice(quantified[0].length) : text;
  const ifExist = rest.endsWith('_if_exist');
  const name = ifExist ? rest.slice(0, -'_if_exist'.length) : rest;
  const isNull = name === 'null_equal';
  const compare = isNull ? same : Object.hasOwn(operators, name) ? operators[name] : undefined;
  if (compare === undefined) return undefined;
  return {
    compare,
    ifExist,
    isNull,
    negative: name.includes('_not_'),
    ...(quantified ? { quantifier: quantified[1] === 'any' ? 'any' : 'all' } : {}),
  };
}

/** Every operator name, without quantifiers and `_if_exist`. */
export const OPERATORS: readonly string[] = [...Object.keys(operators), 'null_equal'];

const plain = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value));

/**
 * True when a condition holds in a request. Several values: one must fit, or, where the operator negates, none may. A key
 * that the request lacks fails, unless the operator ends in `_if_exist`; `null_equal: true` asks for just that.
 */
export function conditionHolds(test: ConditionTest, context: Readonly<Record<string, Json>>): boolean {
  const operator = readOperator(test.operator);
  if (!operator) return false;
  const given = Object.hasOwn(context, test.key) ? context[test.key] : undefined;
  const missing = given === undefined || given === null;
  if (operator.isNull) return test.values.some((value) => (value.toLowerCase() === 'true') === missing);
  if (missing) return operator.ifExist;
  const actual = (Array.isArray(given) ? given : [given]).map(plain);
  const fits = (value: string): boolean =>
    operator.negative
      ? test.values.every((wanted) => operator.compare(value, wanted))
      : test.values.some((wanted) => operator.compare(value, wanted));
  if (operator.quantifier === 'any') return actual.some(fits);
  return actual.length > 0 ? actual.every(fits) : operator.ifExist;
}
