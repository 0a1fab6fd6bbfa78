import type { Json } from '../../json.ts';
import type { Expression, Value } from '../../terraform/index.ts';

/** The JSON of an expression that is written out: literals, plain strings, lists and objects of such; undefined for anything computed. */
export function staticJson(expr: Expression): Json | undefined {
  switch (expr.kind) {
    case 'literal':
      return literalJson(expr.value);
    case 'template': {
      let joined = '';
      for (const part of expr.parts) {
        if (part.kind !== 'literal') return undefined;
        joined += part.value.text;
      }
      return joined;
    }
    case 'parens':
      return staticJson(expr.inner);
    case 'unary': {
      const operand = staticJson(expr.operand);
      return expr.operator === '-' && typeof operand === 'number' ? -operand : undefined;
    }
    case 'tuple': {
      const items = expr.items.map(staticJson);
      return items.every((item) => item !== undefined) ? items : undefined;
    }
    case 'object': {
      const entries: [string, Json][] = [];
      for (const item of expr.items) {
        const key = keyText(item.key);
        const value = staticJson(item.value);
        if (key === undefined || value === undefined) return undefined;
        entries.push([key, value]);
      }
      return Object.fromEntries(entries);
    }
    default:
      return undefined;
  }
}

function literalJson(value: Value): Json | undefined {
  if (value.isNull) return null;
  if (!value.isKnown) return undefined;
  if (value.type.kind === 'string') return value.text;
  if (value.type.kind === 'bool') return value.isTrue;
  return value.type.kind === 'number' ? value.num.toNumber() : undefined;
}

/** The key of an object item where it is a bare name or a plain string. */
export function keyText(key: Expression): string | undefined {
  if (key.kind === 'traversal' && key.steps.length === 0) return key.root;
  const json = staticJson(key);
  return json === undefined || json === null || typeof json === 'object' ? undefined : String(json);
}

/** The text of an expression that is a plain string. */
export function staticString(expr: Expression): string | undefined {
  const json = expr.kind === 'template' || expr.kind === 'literal' ? staticJson(expr) : undefined;
  return typeof json === 'string' ? json : undefined;
}
