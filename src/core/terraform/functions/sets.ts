import {
  ArgError,
  convert,
  DYNAMIC,
  sameValue,
  setKey,
  setOf,
  setValue,
  type Type,
  unifyTypes,
  unknownValue,
  type Value,
  ValueError,
} from '../values/index.ts';
import { fail, fixed, param, variadic } from './define.ts';
import type { FunctionSpec } from './spec.ts';

const anySet = setOf(DYNAMIC);

function commonType(args: readonly Value[]): Type {
  const types: Type[] = [];
  for (const v of args) {
    const element = v.type.kind === 'set' ? v.type.element : DYNAMIC;
    if (v.isKnown && v.elements.length === 0 && element.kind === 'dynamic') continue;
    types.push(element);
  }
  if (types.length === 0) return anySet;
  const common = unifyTypes(types);
  return common ? setOf(common.type) : fail('given sets must all have compatible element types');
}

type Combine = (a: readonly Value[], b: readonly Value[]) => readonly Value[];

/** Whether a value is among others; those that cannot be the same are not compared. */
function among(set: readonly Value[]): (v: Value) => boolean {
  const buckets = new Map<string, Value[]>();
  for (const other of set) {
    const key = setKey(other);
    const bucket = buckets.get(key);
    if (bucket) bucket.push(other);
    else buckets.set(key, [other]);
  }
  return (v) => buckets.get(setKey(v))?.some((o) => sameValue(o, v) === true) ?? false;
}

function operation(combine: Combine, allowUnknown: boolean): FunctionSpec['call'] {
  return (args, type) => {
    let result: readonly Value[] | undefined;
    for (const [i, v] of args.entries()) {
      let set: Value;
      try {
        set = convert(v, type);
      } catch (error) {
        if (error instanceof ValueError) throw new ArgError(i, error.message);
        throw error;
      }
      if (!allowUnknown && !set.isWhollyKnown) return unknownValue(type);
      result = result === undefined ? set.elements : combine(result, set.elements);
    }
    return setValue(
      result ?? [],
      type.kind === 'set' && type.element.kind !== 'dynamic' ? type.element : undefined,
    );
  };
}

const onSets = (combine: Combine, allowUnknown = false): FunctionSpec =>
  variadic(
    [param('first_set', anySet, 'd')],
    param('other_sets', anySet, 'd'),
    commonType,
    operation(combine, allowUnknown),
  );

const subtract: Combine = (a, b) => {
  const within = among(b);
  return a.filter((v) => !within(v));
};

/** Set algebra. */
export const SETS: Readonly<Record<string, FunctionSpec>> = {
  setunion: onSets((a, b) => [...a, ...b], true),
  setintersection: onSets((a, b) => a.filter(among(b))),
  setsymmetricdifference: onSets((a, b) => [...subtract(a, b), ...subtract(b, a)]),
  setsubtract: fixed(
    [param('a', anySet, 'd'), param('b', anySet, 'd')],
    commonType,
    operation(subtract, false),
  ),
};
