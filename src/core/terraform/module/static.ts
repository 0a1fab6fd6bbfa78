import type { Attribute, Body, Expression } from '../syntax/index.ts';

/** The text of an expression that is a plain string without interpolation. */
export function staticText(expr: Expression | undefined): string | undefined {
  if (expr === undefined) return undefined;
  if (expr.kind === 'parens') return staticText(expr.inner);
  const [only, ...others] = expr.kind === 'template' ? expr.parts : [];
  return only?.kind === 'literal' && others.length === 0 ? only.value.text : undefined;
}

/** True for the literal `true` (or the text "true", which converts). */
export function staticTrue(expr: Expression | undefined): boolean {
  if (expr?.kind === 'literal') return expr.value.isTrue;
  return staticText(expr) === 'true';
}

/** False only for the literal `false`. */
export const staticFalse = (expr: Expression | undefined): boolean =>
  (expr?.kind === 'literal' && expr.value.raw === false) || staticText(expr) === 'false';

export const attributeOf = (body: Body, name: string): Attribute | undefined => body.attributes.get(name);

/** An expression that is a plain traversal, as its address text: `tencentcloud_vpc.main[0]`. */
export function addressText(expr: Expression | undefined): string | undefined {
  if (expr === undefined) return undefined;
  if (expr.kind !== 'traversal') return staticText(expr);
  let text = expr.root;
  for (const step of expr.steps) {
    if (step.kind === 'attr') text += `.${step.name}`;
    else if (step.key.type.kind === 'number') text += `[${step.key.num.toString()}]`;
    else text += `["${step.key.text}"]`;
  }
  return text;
}
