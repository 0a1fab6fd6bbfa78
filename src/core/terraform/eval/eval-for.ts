import type { Expression, ForExpr } from '../syntax/index.ts';
import {
  BOOL,
  convert,
  DYNAMIC_VALUE,
  friendlyName,
  goQuote,
  type Mark,
  objectValue,
  STRING,
  tupleValue,
  type Value,
  ValueError,
} from '../values/index.ts';
import { elementsOf, isIterable } from './access.ts';
import type { Evaluator } from './evaluator.ts';
import { ChildScope, type Scope } from './scope.ts';

/** `[for …]` and `{for …}`. */
export function evalFor(e: Evaluator, expr: ForExpr, scope: Scope): Value {
  const collection = e.eval(expr.collection, scope);
  if (collection.isNull) {
    e.error(
      'Iteration over null value',
      "A null value cannot be used as the collection in a 'for' expression.",
      expr.collection.range,
    );
    return DYNAMIC_VALUE;
  }
  if (collection.type.kind === 'dynamic') return DYNAMIC_VALUE.withMarks(collection.marks);
  if (!isIterable(collection)) {
    e.error(
      'Iteration over non-iterable value',
      `A value of type ${friendlyName(collection.type)} cannot be used as the collection in a 'for' expression.`,
      expr.collection.range,
    );
    return DYNAMIC_VALUE;
  }
  if (!collection.isKnown) return DYNAMIC_VALUE.withMarks(collection.marks);
  if (expr.condition && !conditionMakesSense(e, expr, expr.condition, scope)) return DYNAMIC_VALUE;
  return new Loop(e, expr, scope, collection).run();
}

const bind = (expr: ForExpr, scope: Scope, key: Value, value: Value): ChildScope => {
  const names = new Map<string, Value>();
  if (expr.keyVar !== undefined) names.set(expr.keyVar, key);
  names.set(expr.valueVar, value);
  return new ChildScope(scope, names);
};

/** Tries the condition on an unknown element first, so that a wrong one is reported once and not per element. */
function conditionMakesSense(e: Evaluator, expr: ForExpr, condition: Expression, scope: Scope): boolean {
  const before = e.errorCount;
  const result = e.eval(condition, bind(expr, scope, DYNAMIC_VALUE, DYNAMIC_VALUE));
  if (result.isNull) {
    e.error('Condition is null', "The value of the 'if' clause must not be null.", condition.range);
    return false;
  }
  if (asBool(e, result, condition) === undefined) return false;
  return e.errorCount === before;
}

function asBool(e: Evaluator, value: Value, condition: Expression, report = true): Value | undefined {
  try {
    return convert(value, BOOL);
  } catch (error) {
    if (!(error instanceof ValueError)) throw error;
    if (report) {
      e.error(
        "Invalid 'for' condition",
        `The 'if' clause value is invalid: ${error.message}.`,
        condition.range,
      );
    }
    return undefined;
  }
}

class Loop {
  readonly #e: Evaluator;
  readonly #expr: ForExpr;
  readonly #scope: Scope;
  readonly #collection: Value;
  readonly #marks = new Set<Mark>();
  #known = true;

  constructor(e: Evaluator, expr: ForExpr, scope: Scope, collection: Value) {
    this.#e = e;
    this.#expr = expr;
    this.#scope = scope;
    this.#collection = collection;
    this.#mark(collection);
  }

  #mark(value: Value): void {
    for (const mark of value.marks ?? []) this.#marks.add(mark);
  }

  run(): Value {
    const result = this.#expr.key === undefined ? this.#tuple() : this.#object(this.#expr.key);
    return (this.#known ? result : DYNAMIC_VALUE).withMarks(this.#marks);
  }

  #tuple(): Value {
    const values: Value[] = [];
    for (const [k, v] of elementsOf(this.#collection)) {
      const scope = bind(this.#expr, this.#scope, k, v);
      if (this.#includes(scope)) values.push(this.#e.eval(this.#expr.value, scope));
    }
    return tupleValue(values);
  }

  #object(keyExpr: Expression): Value {
    const single = new Map<string, Value>();
    const groups = new Map<string, Value[]>();
    for (const [k, v] of elementsOf(this.#collection)) {
      const scope = bind(this.#expr, this.#scope, k, v);
      if (!this.#includes(scope)) continue;
      const key = this.#key(keyExpr, scope);
      if (key === undefined) continue;
      const value = this.#e.eval(this.#expr.value, scope);
      if (this.#expr.group) {
        const group = groups.get(key);
        if (group) group.push(value);
        else groups.set(key, [value]);
      } else if (single.has(key)) {
        this.#e.error(
          'Duplicate object key',
          `Two different items produced the key ${goQuote(key)} in this 'for' expression. If duplicates are expected, use the ellipsis (...) after the value expression to enable grouping by key.`,
          keyExpr.range,
        );
      } else single.set(key, value);
    }
    for (const [key, values] of groups) single.set(key, tupleValue(values));
    return objectValue(single);
  }

  #key(keyExpr: Expression, scope: Scope): string | undefined {
    const complain = (detail: string): undefined => {
      if (this.#known) this.#e.error('Invalid object key', detail, keyExpr.range);
      this.#known = false;
      return undefined;
    };
    const raw = this.#e.eval(keyExpr, scope);
    if (raw.isNull) return complain("Key expression in 'for' expression must not produce a null value.");
    this.#mark(raw);
    if (!raw.isKnown) {
      this.#known = false;
      return undefined;
    }
    try {
      return convert(raw.unmark(), STRING).text;
    } catch (error) {
      if (!(error instanceof ValueError)) throw error;
      return complain(`The key expression produced an invalid result: ${error.message}.`);
    }
  }

  #includes(scope: Scope): boolean {
    const { condition } = this.#expr;
    if (condition === undefined) return true;
    const raw = this.#e.eval(condition, scope);
    if (raw.isNull) {
      if (this.#known) {
        this.#e.error(
          "Invalid 'for' condition",
          "The value of the 'if' clause must not be null.",
          condition.range,
        );
      }
      this.#known = false;
      return false;
    }
    const include = asBool(this.#e, raw, condition, this.#known);
    if (include === undefined || !include.isKnown) {
      if (include) this.#mark(include);
      this.#known = false;
      return false;
    }
    this.#mark(include);
    return include.isTrue;
  }
}
