import { isLiteralKey, type ObjectExpr, type ObjectItem } from '../syntax/index.ts';
import {
  convert,
  DYNAMIC_VALUE,
  type Mark,
  objectValue,
  STRING,
  stringValue,
  type Value,
  ValueError,
} from '../values/index.ts';
import type { Evaluator } from './evaluator.ts';
import type { Scope } from './scope.ts';

/** `{ key = value }`. A key that is unknown or wrong makes the whole object's type unknown. */
export function evalObject(e: Evaluator, expr: ObjectExpr, scope: Scope): Value {
  const entries = new Map<string, Value>();
  const marks = new Set<Mark>();
  let known = true;
  for (const item of expr.items) {
    const before = e.errorCount;
    const rawKey = keyOf(e, item, scope);
    const keyFailed = e.errorCount > before;
    const value = e.eval(item.value, scope);
    const key = keyFailed ? undefined : usableKey(e, rawKey, item);
    for (const mark of rawKey.marks ?? []) marks.add(mark);
    if (key === undefined) known = false;
    else entries.set(key, value);
  }
  return known ? objectValue(entries).withMarks(marks) : DYNAMIC_VALUE;
}

function keyOf(e: Evaluator, item: ObjectItem, scope: Scope): Value {
  const { key } = item;
  if (!item.keyInParens) {
    if (key.kind === 'traversal' && key.steps.length > 0) {
      e.error(
        'Ambiguous attribute key',
        "If this expression is intended to be a reference, wrap it in parentheses. If it's instead intended as a literal name containing periods, wrap it in quotes to create a string literal.",
        key.range,
      );
      return DYNAMIC_VALUE;
    }
    if (isLiteralKey(key, false) && key.kind === 'traversal') return stringValue(key.root);
    // A bare `null`, `true` or `false` is a name here.
    if (key.kind === 'literal' && key.value.isNull) return stringValue('null');
  }
  return e.eval(key, scope);
}

function usableKey(e: Evaluator, key: Value, item: ObjectItem): string | undefined {
  if (key.isNull) {
    e.error('Null value as key', "Can't use a null value as a key.", item.value.range);
    return undefined;
  }
  try {
    const text = convert(key.unmark(), STRING);
    return text.isKnown ? text.text : undefined;
  } catch (error) {
    if (!(error instanceof ValueError)) throw error;
    e.error('Incorrect key type', `Can't use this value as a key: ${error.message}.`, item.key.range);
    return undefined;
  }
}
