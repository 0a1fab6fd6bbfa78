import { type Expression, referencesOf, type Type } from '../../terraform/index.ts';
import { walkShape, widgetOutput } from '../widgets/index.ts';
import type { LintContext } from './context.ts';
import { readPath, schemaOf } from './schema-walk.ts';
import { staticJson } from './static-json.ts';

/** What a value is, as far as it matters to brackets: one, several, or not to be told. */
export type Plurality = 'one' | 'many' | 'unknown';

/** Whether an expression gives a single value or a list, where that is certain. */
export function pluralityOf(expr: Expression, context: LintContext): Plurality {
  switch (expr.kind) {
    case 'tuple':
    case 'splat':
      return 'many';
    case 'parens':
      return pluralityOf(expr.inner, context);
    case 'templateWrap':
      return pluralityOf(expr.wrapped, context);
    case 'template':
      return 'one';
    case 'literal':
      return expr.value.isNull ? 'unknown' : 'one';
    case 'conditional': {
      const then = pluralityOf(expr.whenTrue, context);
      return then === pluralityOf(expr.whenFalse, context) ? then : 'unknown';
    }
    case 'traversal':
      return pluralityOfReference(expr, context);
    default:
      return 'unknown';
  }
}

const ofType = (type: Type): Plurality =>
  type.kind === 'list' || type.kind === 'set' || type.kind === 'tuple'
    ? 'many'
    : type.kind === 'string' || type.kind === 'number' || type.kind === 'bool'
      ? 'one'
      : 'unknown';

function pluralityOfReference(expr: Expression, context: LintContext): Plurality {
  const { tf, argsByName } = context;
  const [reference] = referencesOf(expr);
  if (reference === undefined || reference.path.length !== reference.steps.length) return 'unknown';
  if (reference.root === 'var') {
    const [name, ...path] = reference.path;
    const arg = argsByName.get(String(name))?.[0];
    if (arg !== undefined) {
      const walk = walkShape(widgetOutput(arg.widget), path);
      if (!walk.found || walk.shape === 'any') return 'unknown';
      return typeof walk.shape === 'string' ? 'one' : 'list' in walk.shape ? 'many' : 'unknown';
    }
    const variable = tf.module.variables.get(String(name));
    if (variable === undefined || path.length > 0) return 'unknown';
    if (variable.type.kind !== 'dynamic') return ofType(variable.type);
    const fallback = variable.default && staticJson(variable.default.expr);
    return Array.isArray(fallback) ? 'many' : typeof fallback === 'string' ? 'one' : 'unknown';
  }
  const named = tf.resourceOf(reference);
  const schema = named && schemaOf(tf.schemas, named.resource);
  if (named === undefined || schema === undefined) return 'unknown';
  const { resource, rest } = named;
  const indexed = typeof rest[0] === 'number';
  if ((resource.count !== undefined || resource.forEach !== undefined) && !indexed) return 'unknown';
  const path = indexed ? rest.slice(1) : rest;
  if (path.length !== 1) return 'unknown';
  const { field } = readPath(schema, path);
  return field ? ofType(field.type) : 'unknown';
}
