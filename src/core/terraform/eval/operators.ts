import type { BinaryOperator } from '../syntax/index.ts';
import {
  BOOL,
  boolValue,
  equals,
  NUMBER,
  type Num,
  numberValue,
  type Type,
  unknownValue,
  type Value,
  ValueError,
} from '../values/index.ts';

/** The type that an operator's operands are converted to; `any` takes them as they are. */
export const OPERAND: Readonly<Record<BinaryOperator, Type | 'any'>> = {
  '||': BOOL,
  '&&': BOOL,
  '==': 'any',
  '!=': 'any',
  '>': NUMBER,
  '>=': NUMBER,
  '<': NUMBER,
  '<=': NUMBER,
  '+': NUMBER,
  '-': NUMBER,
  '*': NUMBER,
  '/': NUMBER,
  '%': NUMBER,
};

/** The type of an operator's result. */
export const RESULT = (operator: BinaryOperator): Type => ('+-*/%'.includes(operator) ? NUMBER : BOOL);

const COMPARE: Partial<Record<BinaryOperator, (order: number) => boolean>> = {
  '>': (o) => o > 0,
  '>=': (o) => o >= 0,
  '<': (o) => o < 0,
  '<=': (o) => o <= 0,
};

function arithmetic(operator: BinaryOperator, a: Num, b: Num): Num {
  const [result, complaint] = {
    '+': () => [a.add(b), "can't compute sum of opposing infinities"] as const,
    '-': () => [a.subtract(b), "can't subtract infinity from itself"] as const,
    '*': () => [a.multiply(b), "can't multiply zero by infinity"] as const,
    '/': () => [a.divide(b), "can't divide zero by zero or infinity by infinity"] as const,
    '%': () => [a.modulo(b), "can't use modulo with zero and infinity"] as const,
  }[operator as '+' | '-' | '*' | '/' | '%']();
  if (result === undefined) throw new ValueError(complaint);
  return result;
}

/** Applies a binary operator to converted operands. Throws ValueError. */
export function applyBinary(operator: BinaryOperator, left: Value, right: Value): Value {
  if (operator === '==') return equals(left, right);
  if (operator === '!=') return not(equals(left, right));
  if (left.isNull || right.isNull) throw new ValueError('argument must not be null');
  const marks = [left.marks, right.marks] as const;
  if (!left.isKnown || !right.isKnown) return unknownValue(RESULT(operator)).withMarks(...marks);
  return known(operator, left, right).withMarks(...marks);
}

function known(operator: BinaryOperator, left: Value, right: Value): Value {
  if (operator === '||') return boolValue(left.isTrue || right.isTrue);
  if (operator === '&&') return boolValue(left.isTrue && right.isTrue);
  const compare = COMPARE[operator];
  if (compare) return boolValue(compare(left.num.compare(right.num)));
  return numberValue(arithmetic(operator, left.num, right.num));
}

/** Logical not of a bool. */
export const not = (value: Value): Value =>
  (value.isKnown ? boolValue(!value.isTrue) : value.unmark()).withMarks(value.marks);

/** Applies `-` or `!` to a converted operand. Throws ValueError. */
export function applyUnary(operator: '-' | '!', operand: Value): Value {
  if (operand.isNull) throw new ValueError('argument must not be null');
  if (operator === '!') return not(operand);
  if (!operand.isKnown) return unknownValue(NUMBER).withMarks(operand.marks);
  return numberValue(operand.num.negate()).withMarks(operand.marks);
}
