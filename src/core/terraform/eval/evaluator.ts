import type { SourceRange } from '../../diagnostics/index.ts';
import {
  type BinaryExpr,
  type Expression,
  type HclDiagnostic,
  hclDiagnostic,
  type Step,
} from '../syntax/index.ts';
import {
  BOOL,
  convert,
  DYNAMIC_VALUE,
  type Mark,
  NUMBER,
  nearestWithin,
  STRING,
  stringValue,
  type Type,
  tryConvert,
  tupleValue,
  unknownValue,
  type Value,
  ValueError,
} from '../values/index.ts';
import { attributeValue, indexValue } from './access.ts';
import { applyBinary, applyUnary, OPERAND, RESULT } from './operators.ts';
import type { Scope } from './scope.ts';

/** Steps (nodes evaluated) that one expression may take; loops within loops are bounded by it. */
export const FUEL = 2_000_000;
/** Values that one value may hold at every depth: shared parts double cheaply, but whoever walks them pays for each. */
export const MAX_SIZE = 4_000_000;
/** Steps that all expressions of one plan may take together. */
export const PLAN_FUEL = 10_000_000;
const MAX_KEPT = 100;
const MAX_TEMPLATE = 8 * 1024 * 1024;

/** Thrown when the fuel is used up; caught at the door of `evaluate`. */
export class OutOfFuel extends Error {
  override readonly name = 'OutOfFuel';
}

/** Evaluates the simple kinds of expressions and hands the larger ones to their own files. */
export class Evaluator {
  readonly file: string;
  diagnostics: HclDiagnostic[] = [];
  #errors = 0;
  readonly #kinds: Kinds;
  #fuel = FUEL;
  readonly #spent: { steps: number } | undefined;
  readonly #hints: { hints?: number };
  #anon: Value = DYNAMIC_VALUE;

  constructor(file: string, kinds: Kinds, spent?: { steps: number; hints?: number }) {
    this.file = file;
    this.#kinds = kinds;
    this.#spent = spent;
    this.#hints = spent ?? {};
  }

  error(summary: string, detail: string, range: SourceRange): void {
    this.report(hclDiagnostic('TF_EVALUATION', 'error', summary, detail, this.file, range));
  }

  /** Counts every error but keeps a bounded number: a loop may meet the same one a million times. */
  report(diagnostic: HclDiagnostic): void {
    if (diagnostic.severity === 'error') this.#errors += 1;
    if (this.diagnostics.length < MAX_KEPT) this.diagnostics.push(diagnostic);
  }

  warn(code: string, summary: string, detail: string, range: SourceRange): void {
    this.report(hclDiagnostic(code, 'warning', summary, detail, this.file, range));
  }

  /** For "did you mean": the name that is meant, if it is one of these. */
  nearest(given: string, names: Iterable<string>): string | undefined {
    return nearestWithin(this.#hints, given, names);
  }

  /** Errors so far; those of parts that were tried quietly do not count. */
  get errorCount(): number {
    return this.#errors;
  }

  burn(steps = 1): void {
    this.#fuel -= steps;
    if (this.#fuel < 0) throw new OutOfFuel();
    if (this.#spent !== undefined) {
      this.#spent.steps += steps;
      if (this.#spent.steps > PLAN_FUEL) throw new OutOfFuel();
    }
  }

  /** Runs something and takes back its diagnostics: the caller decides whether they count. */
  quietly<T>(run: () => T): { readonly result: T; readonly diagnostics: HclDiagnostic[] } {
    const outer = this.diagnostics;
    const errors = this.#errors;
    this.diagnostics = [];
    try {
      const result = run();
      return { result, diagnostics: this.diagnostics };
    } finally {
      this.diagnostics = outer;
      this.#errors = errors;
    }
  }

  /** Evaluates with the splat's current element set. */
  withAnon(value: Value, run: () => Value): Value {
    const before = this.#anon;
    this.#anon = value;
    try {
      return run();
    } finally {
      this.#anon = before;
    }
  }

  eval(expr: Expression, scope: Scope): Value {
    this.burn();
    switch (expr.kind) {
      case 'literal':
        return expr.value;
      case 'parens':
        return this.eval(expr.inner, scope);
      case 'templateWrap':
        return this.eval(expr.wrapped, scope);
      case 'anon':
        return this.#anon;
      case 'traversal':
        return this.#traversal(expr, scope);
      case 'relative':
        return this.steps(this.eval(expr.source, scope), expr.steps, 0);
      case 'index':
        return this.#index(expr, scope);
      case 'tuple':
        return tupleValue(expr.items.map((item) => this.eval(item, scope)));
      case 'binary':
        return this.#binary(expr, scope);
      case 'unary':
        return this.#unary(expr, scope);
      case 'template':
        return this.#template(expr.parts, scope);
      case 'templateJoin':
        return this.#join(expr.tuple, scope);
      case 'object':
        return this.#kinds.object(this, expr, scope);
      case 'for':
        return this.#kinds.for(this, expr, scope);
      case 'splat':
        return this.#kinds.splat(this, expr, scope);
      case 'conditional':
        return this.#kinds.conditional(this, expr, scope);
      case 'call':
        return this.#kinds.call(this, expr, scope);
    }
  }

  #traversal(expr: Extract<Expression, { kind: 'traversal' }>, scope: Scope): Value {
    const resolved = scope.resolve?.(expr, this);
    if (resolved) return this.steps(resolved.value, expr.steps, resolved.steps);
    const value = scope.lookup(expr.root);
    if (value !== undefined) return this.steps(value, expr.steps, 0);
    const near = this.nearest(expr.root, scope.names());
    this.error(
      'Unknown variable',
      `There is no variable named "${expr.root}".${near === undefined ? '' : ` Did you mean "${near}"?`}`,
      expr.rootRange,
    );
    return DYNAMIC_VALUE;
  }

  /** Follows literal steps from the given one on; ends with an unknown value at the first that fails. */
  steps(from: Value, steps: readonly Step[], first: number): Value {
    let value = from;
    for (let i = first; i < steps.length; i += 1) {
      const step = steps[i] as Step;
      const access = step.kind === 'attr' ? attributeValue(value, step.name) : indexValue(value, step.key);
      if ('error' in access) {
        this.error(access.error.summary, access.error.detail, step.range);
        return DYNAMIC_VALUE;
      }
      value = access.value;
    }
    return value;
  }

  #index(expr: Extract<Expression, { kind: 'index' }>, scope: Scope): Value {
    const collection = this.eval(expr.collection, scope);
    const key = this.eval(expr.key, scope);
    const access = indexValue(collection, key);
    if ('value' in access) return access.value;
    this.error(access.error.summary, access.error.detail, expr.bracketRange);
    return DYNAMIC_VALUE;
  }

  /** Long chains of operators lean to the left, so they are walked and not recursed. */
  #binary(expr: BinaryExpr, scope: Scope): Value {
    const chain: BinaryExpr[] = [];
    let leftmost: Expression = expr;
    while (leftmost.kind === 'binary') {
      chain.push(leftmost);
      leftmost = leftmost.left;
    }
    let value = this.eval(leftmost, scope);
    let failed = false;
    for (const link of chain.reverse()) {
      this.burn();
      const before = this.errorCount;
      const right = this.eval(link.right, scope);
      // What holds much is compared part by part.
      if (link.operator === '==' || link.operator === '!=') this.burn((value.size + right.size) >> 3);
      const result = this.#apply(link, value, right, failed || this.errorCount > before);
      failed = failed || this.errorCount > before;
      value = result;
    }
    return value;
  }

  #apply(expr: BinaryExpr, left: Value, right: Value, failed: boolean): Value {
    const operand = OPERAND[expr.operator];
    const before = this.errorCount;
    const a = operand === 'any' ? left : this.#operand(left, operand, 'left operand', expr.left.range);
    const b = operand === 'any' ? right : this.#operand(right, operand, 'right operand', expr.right.range);
    if (failed || this.errorCount > before || a === undefined || b === undefined) {
      return unknownValue(RESULT(expr.operator));
    }
    return this.#operation(() => applyBinary(expr.operator, a, b), RESULT(expr.operator), expr.range);
  }

  #unary(expr: Extract<Expression, { kind: 'unary' }>, scope: Scope): Value {
    const type = expr.operator === '-' ? NUMBER : BOOL;
    const before = this.errorCount;
    const value = this.eval(expr.operand, scope);
    const operand = this.#operand(value, type, 'unary operand', expr.operand.range);
    if (operand === undefined || this.errorCount > before) return unknownValue(type);
    return this.#operation(() => applyUnary(expr.operator, operand), type, expr.range);
  }

  #operand(value: Value, type: Type, which: string, range: SourceRange): Value | undefined {
    try {
      return convert(value, type);
    } catch (error) {
      if (!(error instanceof ValueError)) throw error;
      this.error('Invalid operand', `Unsuitable value for ${which}: ${error.message}.`, range);
      return undefined;
    }
  }

  #operation(run: () => Value, type: Type, range: SourceRange): Value {
    try {
      return run();
    } catch (error) {
      if (!(error instanceof ValueError)) throw error;
      this.error('Operation failed', `Error during operation: ${error.message}.`, range);
      return unknownValue(type);
    }
  }

  #template(parts: readonly Expression[], scope: Scope): Value {
    const texts: string[] = [];
    const marks = new Set<Mark>();
    let known = true;
    let length = 0;
    for (const part of parts) {
      const value = this.eval(part, scope);
      if (value.isNull) {
        this.#nullInText(part.range, scope);
        continue;
      }
      for (const mark of value.marks ?? []) marks.add(mark);
      if (!value.isKnown) {
        known = false;
        continue;
      }
      const text = this.#interpolated(value.unmark(), part.range);
      if (text === undefined) continue;
      length += text.length;
      if (length > MAX_TEMPLATE) throw new OutOfFuel();
      texts.push(text);
    }
    this.burn(length >> 4);
    return (known ? stringValue(texts.join('')) : unknownValue(STRING)).withMarks(marks);
  }

  #nullInText(range: SourceRange, scope: Scope): void {
    const summary = 'Invalid template interpolation value';
    const detail = 'The expression result is null. Cannot include a null value in a string template.';
    if (scope.leniency.nullTexts)
      this.warn('TF_NULL_TEXT', summary, `${detail} The text is left empty here.`, range);
    else this.error(summary, detail, range);
  }

  #interpolated(value: Value, range: SourceRange): string | undefined {
    try {
      return convert(value, STRING).text;
    } catch (error) {
      if (!(error instanceof ValueError)) throw error;
      this.error(
        'Invalid template interpolation value',
        `Cannot include the given value in a string template: ${error.message}.`,
        range,
      );
      return undefined;
    }
  }

  /** The results of a `%{ for }` as one text. */
  #join(tuple: Extract<Expression, { kind: 'for' }>, scope: Scope): Value {
    const values = this.eval(tuple, scope);
    if (!values.isKnown || values.type.kind !== 'tuple') return unknownValue(STRING).withMarks(values.marks);
    const marks = new Set<Mark>(values.marks);
    const texts: string[] = [];
    for (const value of values.elements) {
      for (const mark of value.marks ?? []) marks.add(mark);
      if (value.isNull) {
        this.error(
          'Invalid template interpolation value',
          'An iteration result is null. Cannot include a null value in a string template.',
          tuple.range,
        );
        continue;
      }
      if (!value.isKnown) return unknownValue(STRING).withMarks(marks);
      const text = tryConvert(value.unmark(), STRING);
      if (text) texts.push(text.text);
    }
    return stringValue(texts.join('')).withMarks(marks);
  }
}

type Kind<K extends Expression['kind']> = (
  evaluator: Evaluator,
  expr: Extract<Expression, { kind: K }>,
  scope: Scope,
) => Value;

/** The expressions that have files of their own. */
export interface Kinds {
  readonly object: Kind<'object'>;
  readonly for: Kind<'for'>;
  readonly splat: Kind<'splat'>;
  readonly conditional: Kind<'conditional'>;
  readonly call: Kind<'call'>;
}
