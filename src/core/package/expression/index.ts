export type {
  ArgExpression,
  ArgExpressionNode,
  BinaryOperator,
  ExpressionProblem,
  InterpolationPiece,
  PathExpression,
  PathStep,
  Span,
  TextPiece,
} from './ast.ts';
export { argValuesEqual } from './compare.ts';
export { type ArgLookup, type ArgValue, evaluateArgExpression, evaluateArgJson } from './evaluate.ts';
export { parseArgExpression, pathsOf } from './parse.ts';
