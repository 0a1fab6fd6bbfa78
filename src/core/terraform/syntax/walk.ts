import type { SourceRange } from '../../diagnostics/index.ts';
import type { Body, CallExpr, Expression, ScopeTraversalExpr, Step } from './ast.ts';

/** A name that an expression reads from its scope, with the literal steps that follow it. */
export interface Reference {
  /** `var`, `local`, `tencentcloud_vpc`, `each`, … */
  readonly root: string;
  /** Attribute names and literal index keys in order: `['subnet', 'id']`, `['main', 0, 'id']`. Ends at the first key that is not literal. */
  readonly path: readonly (string | number)[];
  readonly steps: readonly Step[];
  readonly range: SourceRange;
}

/** The arguments that are values: the second of `convert` is a type, whose words name nothing. */
const valuesAmong = ({ name, args }: CallExpr): readonly Expression[] =>
  name === 'convert' || name === 'core::convert' ? args.slice(0, 1) : args;

/** The direct parts of an expression, with the names that a loop binds in them. */
export function childrenOf(
  expr: Expression,
): readonly { readonly expr: Expression; readonly locals?: readonly string[] }[] {
  switch (expr.kind) {
    case 'literal':
    case 'traversal':
    case 'anon':
      return [];
    case 'template':
      return expr.parts.map((e) => ({ expr: e }));
    case 'templateWrap':
      return [{ expr: expr.wrapped }];
    case 'templateJoin':
      return [{ expr: expr.tuple }];
    case 'relative':
      return [{ expr: expr.source }];
    case 'call':
      return valuesAmong(expr).map((e) => ({ expr: e }));
    case 'conditional':
      return [{ expr: expr.condition }, { expr: expr.whenTrue }, { expr: expr.whenFalse }];
    case 'index':
      return [{ expr: expr.collection }, { expr: expr.key }];
    case 'tuple':
      return expr.items.map((e) => ({ expr: e }));
    case 'object':
      return expr.items.flatMap((item) =>
        isLiteralKey(item.key, item.keyInParens)
          ? [{ expr: item.value }]
          : [{ expr: item.key }, { expr: item.value }],
      );
    case 'for': {
      const locals = expr.keyVar === undefined ? [expr.valueVar] : [expr.keyVar, expr.valueVar];
      const inner = [expr.key, expr.value, expr.condition].filter((e) => e !== undefined);
      return [{ expr: expr.collection }, ...inner.map((e) => ({ expr: e, locals }))];
    }
    case 'splat':
      return [{ expr: expr.source }, { expr: expr.each }];
    case 'binary':
      return [{ expr: expr.left }, { expr: expr.right }];
    case 'unary':
      return [{ expr: expr.operand }];
    case 'parens':
      return [{ expr: expr.inner }];
  }
}

/** True for an object key that is a bare name, which is a text and not a reference. */
export const isLiteralKey = (key: Expression, inParens: boolean): boolean =>
  !inParens && key.kind === 'traversal' && key.steps.length === 0;

/** Visits every expression below (and including) `expr`, iteratively, with the loop names in scope there. */
export function walkExpression(
  expr: Expression,
  visit: (expr: Expression, locals: ReadonlySet<string>) => void,
): void {
  const none: ReadonlySet<string> = new Set();
  const stack: { expr: Expression; locals: ReadonlySet<string> }[] = [{ expr, locals: none }];
  for (let item = stack.pop(); item !== undefined; item = stack.pop()) {
    const { expr: current, locals } = item;
    visit(current, locals);
    const children = childrenOf(current);
    for (let i = children.length - 1; i >= 0; i -= 1) {
      const child = children[i];
      if (child === undefined) continue;
      const inner = child.locals === undefined ? locals : new Set([...locals, ...child.locals]);
      stack.push({ expr: child.expr, locals: inner });
    }
  }
}

/** Every traversal that the expression makes from its scope, in source order; loop variables are left out. */
export function referencesOf(expr: Expression): Reference[] {
  const found: Reference[] = [];
  walkExpression(expr, (e, locals) => {
    if (e.kind === 'traversal' && !locals.has(e.root)) found.push(referenceOf(e));
  });
  return found;
}

/** References of everything in a body, nested blocks included. */
export function referencesOfBody(body: Body): Reference[] {
  const found: Reference[] = [];
  const stack: Body[] = [body];
  for (let current = stack.pop(); current !== undefined; current = stack.pop()) {
    for (const attribute of current.attributes.values())
      for (const reference of referencesOf(attribute.expr)) found.push(reference);
    for (const block of current.blocks) stack.push(block.body);
  }
  return found;
}

function referenceOf(expr: ScopeTraversalExpr): Reference {
  const path: (string | number)[] = [];
  for (const step of expr.steps) {
    const part = step.kind === 'attr' ? step.name : literalKey(step.key.type.kind, step);
    if (part === undefined) break;
    path.push(part);
  }
  return { root: expr.root, path, steps: expr.steps, range: expr.range };
}

function literalKey(kind: string, step: Extract<Step, { kind: 'index' }>): string | number | undefined {
  if (kind === 'string') return step.key.text;
  if (kind === 'number' && step.key.isKnown) return step.key.num.toNumber();
  return undefined;
}
