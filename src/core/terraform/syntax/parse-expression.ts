import type { SourceRange } from '../../diagnostics/index.ts';
import { DYNAMIC_VALUE } from '../values/value.ts';
import { between, rangeOf } from './advance.ts';
import type { BinaryOperator, Expression } from './ast.ts';
import { parseTerm } from './parse-term.ts';
import { parseTraversals } from './parse-traversal.ts';
import type { ParserState } from './parser-state.ts';
import type { TokenType } from './token.ts';

/** Binary operators by how tightly they bind; those of one level combine from the left. */
const LEVELS: Partial<Record<TokenType, number>> = {
  '||': 1,
  '&&': 2,
  '==': 3,
  '!=': 3,
  '>': 4,
  '>=': 4,
  '<': 4,
  '<=': 4,
  '+': 5,
  '-': 5,
  '*': 6,
  '/': 6,
  '%': 6,
};

export const placeholder = (range: SourceRange): Expression => ({
  kind: 'literal',
  value: DYNAMIC_VALUE,
  range,
});

/** `expression`, conditionals included. Always gives a node; errors are in the state. */
export function parseExpression(p: ParserState): Expression {
  if (!p.enter()) {
    p.leave();
    return placeholder(rangeOf(p.peek()));
  }
  try {
    return parseConditional(p);
  } finally {
    p.leave();
  }
}

function parseConditional(p: ParserState): Expression {
  const first = p.peek();
  const before = p.errorCount;
  const failed = (): boolean => p.recovery && p.errorCount > before;
  const condition = parseBinary(p, 1);
  if (failed() || p.peek().type !== '?') return condition;
  p.read();
  const whenTrue = parseExpression(p);
  if (failed()) return condition;
  const colon = p.peek();
  if (colon.type !== ':') {
    p.error(
      'Missing false expression in conditional',
      'The conditional operator (...?...:...) requires a false expression, delimited by a colon.',
      rangeOf(colon),
    );
    return condition;
  }
  p.read();
  const whenFalse = parseExpression(p);
  if (failed()) return condition;
  return { kind: 'conditional', condition, whenTrue, whenFalse, range: between(first, whenFalse.range) };
}

function parseBinary(p: ParserState, level: number): Expression {
  const before = p.errorCount;
  let left = parseOperand(p);
  for (;;) {
    if (p.recovery && p.errorCount > before) return left;
    const operator = p.peek().type;
    const binds = LEVELS[operator];
    if (binds === undefined || binds < level) return left;
    p.read();
    const right = parseBinary(p, binds + 1);
    if (p.recovery && p.errorCount > before) return left;
    left = {
      kind: 'binary',
      operator: operator as BinaryOperator,
      left,
      right,
      range: between(left.range, right.range),
    };
  }
}

function parseOperand(p: ParserState): Expression {
  const token = p.peek();
  if (token.type === '-' || token.type === '!') {
    p.read();
    if (!p.enter()) {
      p.leave();
      return placeholder(rangeOf(token));
    }
    const operand = parseOperand(p);
    p.leave();
    return {
      kind: 'unary',
      operator: token.type,
      operand,
      symbolRange: rangeOf(token),
      range: between(token, operand.range),
    };
  }
  return parseTraversals(p, parseTerm(p));
}
