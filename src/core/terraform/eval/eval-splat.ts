import type { SplatExpr } from '../syntax/index.ts';
import {
  DYNAMIC,
  DYNAMIC_VALUE,
  EMPTY_TUPLE_VALUE,
  listOf,
  listValue,
  type Type,
  tupleOf,
  tupleValue,
  unknownValue,
  type Value,
} from '../values/index.ts';
import type { Evaluator } from './evaluator.ts';
import type { Scope } from './scope.ts';

/** `source[*].each` and `source.*.each`. A value that is no sequence counts as a sequence of itself, null as an empty one. */
export function evalSplat(e: Evaluator, expr: SplatExpr, scope: Scope): Value {
  const before = e.errorCount;
  const given = e.eval(expr.source, scope);
  if (e.errorCount > before) return DYNAMIC_VALUE;
  const upgrade = !['tuple', 'list', 'set'].includes(given.type.kind);
  if (given.isNull) {
    if (upgrade) return EMPTY_TUPLE_VALUE.withMarks(given.marks);
    e.error(
      'Splat of null value',
      'Splat expressions (with the * symbol) cannot be applied to null sequences.',
      expr.source.range,
    );
    return DYNAMIC_VALUE;
  }
  if (given.type.kind === 'dynamic') return DYNAMIC_VALUE.withMarks(given.marks);
  const source = upgrade ? tupleValue([given]) : given;
  const each = (item: Value): Value => e.withAnon(item, () => e.eval(expr.each, scope));
  if (!source.isKnown) return unknownValue(resultType(source.type, each)).withMarks(source.marks);

  let failed = false;
  const values = source.elements.map((item) => {
    const errors = e.errorCount;
    const value = each(item);
    if (e.errorCount > errors) failed = true;
    return value;
  });
  // Whether an unknown single value is null, and so how long the result is, is not known either.
  if (upgrade && !given.isKnown) return DYNAMIC_VALUE.withMarks(given.marks);
  const typeOf = (): Type => e.quietly(() => resultType(source.type, each)).result;
  if (failed) return unknownValue(typeOf()).withMarks(source.marks);
  if (source.type.kind === 'tuple') return tupleValue(values).withMarks(source.marks);
  if (values.length > 0) return listValue(values).withMarks(source.marks);
  const type = resultType(source.type, each);
  return listValue([], type.kind === 'list' ? type.element : DYNAMIC).withMarks(source.marks);
}

function resultType(source: Type, each: (item: Value) => Value): Type {
  if (source.kind === 'tuple') return tupleOf(source.elements.map((t) => each(unknownValue(t)).type));
  if (source.kind === 'list' || source.kind === 'set') return listOf(each(unknownValue(source.element)).type);
  return DYNAMIC;
}
