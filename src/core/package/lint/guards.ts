import { childrenOf, type Expression, type Reference, referencesOf } from '../../terraform/index.ts';

/** Functions that make do with a value that is not there. */
const FORGIVING = new Set(['try', 'can', 'coalesce', 'coalescelist', 'compact', 'lookup']);

/** References that stand in no branch of a conditional and in no forgiving function. */
export function unconditionalReferences(expr: Expression): Reference[] {
  if (expr.kind === 'traversal') return referencesOf(expr);
  if (expr.kind === 'call' && FORGIVING.has(expr.name)) return [];
  const children = expr.kind === 'conditional' ? [{ expr: expr.condition }] : childrenOf(expr);
  return children.flatMap((child) => unconditionalReferences(child.expr));
}

/** References of an expression that no conditional on the same root and name, and no forgiving function, protects. */
export function unguardedReferences(expr: Expression, guarded: ReadonlySet<string> = new Set()): Reference[] {
  if (expr.kind === 'traversal') {
    return referencesOf(expr).filter((reference) => !guarded.has(subject(reference)));
  }
  if (expr.kind === 'call' && FORGIVING.has(expr.name)) return [];
  if (expr.kind === 'conditional') {
    const inner = new Set([...guarded, ...referencesOf(expr.condition).map(subject)]);
    return [expr.whenTrue, expr.whenFalse].flatMap((branch) => unguardedReferences(branch, inner));
  }
  if (expr.kind === 'binary' && (expr.operator === '==' || expr.operator === '!=')) return [];
  return childrenOf(expr).flatMap((child) => unguardedReferences(child.expr, guarded));
}

const subject = (reference: Reference): string => `${reference.root}.${reference.path[0]}`;
