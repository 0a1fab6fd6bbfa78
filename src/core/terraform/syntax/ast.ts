import type { SourceRange } from '../../diagnostics/index.ts';
import type { Value } from '../values/value.ts';

/** Every syntax node knows the stretch of text that it came from. */
interface Node {
  readonly range: SourceRange;
}

/** One step of a traversal: `.name` or `[key]` with a literal key. */
export type Step = AttrStep | IndexStep;

export interface AttrStep extends Node {
  readonly kind: 'attr';
  readonly name: string;
}

export interface IndexStep extends Node {
  readonly kind: 'index';
  readonly key: Value;
}

export type Expression =
  | LiteralExpr
  | TemplateExpr
  | TemplateWrapExpr
  | TemplateJoinExpr
  | ScopeTraversalExpr
  | RelativeTraversalExpr
  | CallExpr
  | ConditionalExpr
  | IndexExpr
  | TupleExpr
  | ObjectExpr
  | ForExpr
  | SplatExpr
  | AnonSymbolExpr
  | BinaryExpr
  | UnaryExpr
  | ParensExpr;

export interface LiteralExpr extends Node {
  readonly kind: 'literal';
  readonly value: Value;
  /** The first token of a template's text that consists of several; HCL names places by it. */
  readonly head?: SourceRange;
}

/** A quoted or heredoc template of several parts; a plain string has one literal part. */
export interface TemplateExpr extends Node {
  readonly kind: 'template';
  readonly parts: readonly Expression[];
}

/** `"${expr}"`: the value passes through with its own type. */
export interface TemplateWrapExpr extends Node {
  readonly kind: 'templateWrap';
  readonly wrapped: Expression;
}

/** `%{ for }`: the results of the loop joined. */
export interface TemplateJoinExpr extends Node {
  readonly kind: 'templateJoin';
  readonly tuple: ForExpr;
}

/** `var.x.y[0]`: a name in scope and literal steps. */
export interface ScopeTraversalExpr extends Node {
  readonly kind: 'traversal';
  readonly root: string;
  readonly rootRange: SourceRange;
  readonly steps: readonly Step[];
}

export interface RelativeTraversalExpr extends Node {
  readonly kind: 'relative';
  readonly source: Expression;
  readonly steps: readonly Step[];
}

export interface CallExpr extends Node {
  readonly kind: 'call';
  readonly name: string;
  readonly args: readonly Expression[];
  /** The last argument is spread with `...`. */
  readonly expandFinal: boolean;
  readonly nameRange: SourceRange;
  readonly openRange: SourceRange;
  readonly closeRange: SourceRange;
}

export interface ConditionalExpr extends Node {
  readonly kind: 'conditional';
  readonly condition: Expression;
  readonly whenTrue: Expression;
  readonly whenFalse: Expression;
}

export interface IndexExpr extends Node {
  readonly kind: 'index';
  readonly collection: Expression;
  readonly key: Expression;
  readonly openRange: SourceRange;
  readonly bracketRange: SourceRange;
}

export interface TupleExpr extends Node {
  readonly kind: 'tuple';
  readonly items: readonly Expression[];
  readonly openRange: SourceRange;
}

export interface ObjectExpr extends Node {
  readonly kind: 'object';
  readonly items: readonly ObjectItem[];
  readonly openRange: SourceRange;
}

export interface ObjectItem {
  readonly key: Expression;
  /** The key was written in parentheses, so a bare name is a reference. */
  readonly keyInParens: boolean;
  readonly value: Expression;
}

export interface ForExpr extends Node {
  readonly kind: 'for';
  readonly keyVar: string | undefined;
  readonly valueVar: string;
  readonly collection: Expression;
  /** Present when an object is built. */
  readonly key: Expression | undefined;
  readonly value: Expression;
  readonly condition: Expression | undefined;
  readonly group: boolean;
  readonly openRange: SourceRange;
}

export interface SplatExpr extends Node {
  readonly kind: 'splat';
  readonly source: Expression;
  readonly each: Expression;
  readonly item: AnonSymbolExpr;
  readonly markerRange: SourceRange;
}

/** The current element within a splat. */
export interface AnonSymbolExpr extends Node {
  readonly kind: 'anon';
}

export type BinaryOperator =
  | '||'
  | '&&'
  | '=='
  | '!='
  | '>'
  | '>='
  | '<'
  | '<='
  | '+'
  | '-'
  | '*'
  | '/'
  | '%';

export interface BinaryExpr extends Node {
  readonly kind: 'binary';
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
}

export interface UnaryExpr extends Node {
  readonly kind: 'unary';
  readonly operator: '-' | '!';
  readonly operand: Expression;
  readonly symbolRange: SourceRange;
}

export interface ParensExpr extends Node {
  readonly kind: 'parens';
  readonly inner: Expression;
}

/** `name = expression`. */
export interface Attribute extends Node {
  readonly name: string;
  readonly nameRange: SourceRange;
  readonly equalsRange: SourceRange;
  readonly expr: Expression;
  /** The file that it stands in, where that is not the file of its block: an override file. */
  readonly file?: string;
}

/** `type "label" { … }`; `range` is the whole block, `headerRange` its type and labels. */
export interface Block extends Node {
  readonly type: string;
  readonly typeRange: SourceRange;
  readonly labels: readonly string[];
  readonly labelRanges: readonly SourceRange[];
  readonly headerRange: SourceRange;
  readonly body: Body;
}

/** A file's or block's content. `attributes` are in source order. */
export interface Body extends Node {
  readonly file: string;
  readonly attributes: ReadonlyMap<string, Attribute>;
  readonly blocks: readonly Block[];
}
