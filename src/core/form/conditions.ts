import type { Json } from '../json.ts';
import { type ArgCondition, type ArgLookup, argValuesEqual, evaluateArgJson } from '../package/index.ts';

/** How an operator is read; `undefined` when nothing sensible can be guessed from its name. */
type Reading = 'eq' | 'ne' | 'in' | 'not in' | 'lt' | 'le' | 'gt' | 'ge';

/** Only `eq` stands in real packages (facts section 2.2). */
const READINGS: ReadonlyMap<string, Reading> = new Map([
  ['eq', 'eq'],
  ['ne', 'ne'],
  ['neq', 'ne'],
  ['not_eq', 'ne'],
  ['in', 'in'],
  ['nin', 'not in'],
  ['not_in', 'not in'],
  ['lt', 'lt'],
  ['le', 'le'],
  ['lte', 'le'],
  ['gt', 'gt'],
  ['ge', 'ge'],
  ['gte', 'ge'],
]);

export const conditionReading = (op: string): Reading | undefined => READINGS.get(op.toLowerCase());

/**
 * `holds`, `fails`, or `open`: an operand has no value, or the operator means nothing to us. What `open` leads to is
 * the caller's to say: such a `when` entry hides, such a `hidden` or `validator` entry does nothing.
 */
export type Verdict = 'holds' | 'fails' | 'open';

const includes = (list: Json, item: Json): boolean =>
  Array.isArray(list) ? list.some((each) => argValuesEqual(each, item)) : argValuesEqual(list, item);

/** Numbers by value, anything else by its words. */
function compare(a: Json, b: Json): number {
  const [x, y] = [Number(a), Number(b)];
  if (!Number.isNaN(x) && !Number.isNaN(y)) return x - y;
  return String(a) < String(b) ? -1 : String(a) > String(b) ? 1 : 0;
}

const TESTS: Readonly<Record<Reading, (a: Json, b: Json) => boolean>> = {
  eq: argValuesEqual,
  ne: (a, b) => !argValuesEqual(a, b),
  in: (a, b) => includes(b, a),
  'not in': (a, b) => !includes(b, a),
  lt: (a, b) => compare(a, b) < 0,
  le: (a, b) => compare(a, b) <= 0,
  gt: (a, b) => compare(a, b) > 0,
  ge: (a, b) => compare(a, b) >= 0,
};

/** Evaluates one entry of `when`, `hidden` or `validator`. */
export function judge(condition: ArgCondition, lookup: ArgLookup): Verdict {
  const reading = conditionReading(condition.op);
  if (!reading) return 'open';
  const a = evaluateArgJson(condition.a, lookup);
  const b = evaluateArgJson(condition.b, lookup);
  if (a.state !== 'value' || b.state !== 'value') return 'open';
  return TESTS[reading](a.value, b.value) ? 'holds' : 'fails';
}

/** Every entry of `when` must hold; an arg is hidden when all entries of `hidden` hold. Unknown operators do not count. */
export function isVisible(
  arg: { readonly when: readonly ArgCondition[]; readonly hidden: readonly ArgCondition[] },
  lookup: ArgLookup,
): boolean {
  const known = (condition: ArgCondition) => conditionReading(condition.op) !== undefined;
  if (!arg.when.filter(known).every((condition) => judge(condition, lookup) === 'holds')) return false;
  const hidden = arg.hidden.filter(known);
  return hidden.length === 0 || !hidden.every((condition) => judge(condition, lookup) === 'holds');
}
