import type { LocalText } from '../../text.ts';

/** A half-open stretch of the expression's text, in UTF-16 units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** `app_target.subnet.zone`: the root is another arg's name, there is no `var.` prefix. */
export interface PathExpression {
  readonly kind: 'path';
  readonly root: string;
  readonly rootSpan: Span;
  /** Attribute names and list indexes after the root. */
  readonly steps: readonly PathStep[];
  readonly span: Span;
}

export interface PathStep {
  readonly key: string | number;
  readonly span: Span;
}

export interface LiteralExpression {
  readonly kind: 'literal';
  readonly value: string | number | boolean | null;
  readonly span: Span;
}

/** Only `==` is evidenced in real packages; the rest is accepted and listed in `unverified`. */
export type BinaryOperator = '==' | '!=' | '<' | '<=' | '>' | '>=' | '&&' | '||';

export interface BinaryExpression {
  readonly kind: 'binary';
  readonly op: BinaryOperator;
  readonly left: ArgExpressionNode;
  readonly right: ArgExpressionNode;
  readonly span: Span;
}

export interface NotExpression {
  readonly kind: 'not';
  readonly operand: ArgExpressionNode;
  readonly span: Span;
}

export interface ConditionalExpression {
  readonly kind: 'conditional';
  readonly test: ArgExpressionNode;
  readonly then: ArgExpressionNode;
  readonly otherwise: ArgExpressionNode;
  readonly span: Span;
}

export type ArgExpressionNode =
  | PathExpression
  | LiteralExpression
  | BinaryExpression
  | NotExpression
  | ConditionalExpression;

/** Literal text between interpolations. */
export interface TextPiece {
  readonly kind: 'text';
  readonly text: string;
  readonly span: Span;
}

/** `${…}`; `node` is absent when it could not be parsed (then `problems` says why). */
export interface InterpolationPiece {
  readonly kind: 'interpolation';
  readonly node?: ArgExpressionNode;
  readonly span: Span;
}

export interface ExpressionProblem {
  /** `unterminated`: the closing brace is missing; `syntax`: anything else; `limit`: too long or too deep. */
  readonly kind: 'unterminated' | 'syntax' | 'limit';
  readonly message: LocalText;
  readonly span: Span;
}

/** A string of package.yaml, read as the args' expression language. */
export interface ArgExpression {
  readonly text: string;
  readonly pieces: readonly (TextPiece | InterpolationPiece)[];
  readonly problems: readonly ExpressionProblem[];
  /** Syntax beyond what real packages show (facts section 2.1), with where it stands. */
  readonly unverified: readonly { readonly what: string; readonly span: Span }[];
}
