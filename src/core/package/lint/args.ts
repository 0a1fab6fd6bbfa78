import { argValuesEqual, type PathExpression, pathsOf } from '../expression/index.ts';
import type { ArgCondition, PackageArg } from '../model.ts';
import type { ArgUse, StringUse } from './manifest.ts';

export interface PathUse<T extends StringUse = ArgUse> {
  readonly use: T;
  readonly path: PathExpression;
}

/** Every path in string uses, with its use. */
export const pathUses = <T extends StringUse>(uses: readonly T[]): PathUse<T>[] =>
  uses.flatMap((use) => pathsOf(use.expression).map((path) => ({ use, path })));

/** True when an arg is not always shown. */
export const isConditional = (arg: PackageArg): boolean => arg.when.length > 0 || arg.hidden.length > 0;

const sameOperands = (a: ArgCondition, b: ArgCondition): boolean =>
  a.op === 'eq' && b.op === 'eq' && argValuesEqual(a.a, b.a);

const isLiteral = (condition: ArgCondition): boolean =>
  !(typeof condition.b === 'string' && condition.b.includes('${'));

/** Both compare one thing with different literals, so they cannot hold together. */
const contradict = (a: ArgCondition, b: ArgCondition): boolean =>
  sameOperands(a, b) && isLiteral(a) && isLiteral(b) && !argValuesEqual(a.b, b.b);

const same = (a: ArgCondition, b: ArgCondition): boolean => sameOperands(a, b) && argValuesEqual(a.b, b.b);

/** True when two args can be proved never to be shown together. `hidden` hides when all its conditions hold. */
export function areExclusive(a: PackageArg, b: PackageArg): boolean {
  if (a.when.some((one) => b.when.some((other) => contradict(one, other)))) return true;
  const hiddenBy = (shown: PackageArg, hides: PackageArg): boolean =>
    hides.hidden.length > 0 && hides.hidden.every((each) => shown.when.some((when) => same(when, each)));
  return hiddenBy(a, b) || hiddenBy(b, a);
}

/** True when `shown` being shown proves that `needed` is shown. */
export function impliesShown(shown: PackageArg, needed: PackageArg): boolean {
  const held = needed.when.every((each) => shown.when.some((when) => same(when, each)));
  const notHidden =
    needed.hidden.length === 0 ||
    shown.hidden.some((each) => needed.hidden.length === 1 && needed.hidden.some((one) => same(one, each))) ||
    shown.when.some((when) => needed.hidden.some((each) => contradict(when, each)));
  return held && notHidden;
}
