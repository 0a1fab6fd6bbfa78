import type { SourceRange } from '../../diagnostics/index.ts';
import type { CallExpr, Expression } from '../syntax/index.ts';
import {
  BOOL,
  DYNAMIC,
  listOf,
  mapOf,
  NUMBER,
  objectOf,
  STRING,
  setOf,
  type Type,
  tupleOf,
  type Value,
} from '../values/index.ts';
import type { TypeDefaults } from './type-defaults.ts';

/** A `type` expression understood, or what is wrong with it. */
export interface TypeConstraint {
  readonly type: Type;
  readonly defaults: TypeDefaults | undefined;
  readonly problems: readonly { readonly detail: string; readonly range: SourceRange }[];
}

/** Evaluates a constant expression; undefined when it has an error. */
export type Constant = (expr: Expression) => Value | undefined;

const KEYWORDS: Readonly<Record<string, Type>> = { string: STRING, number: NUMBER, bool: BOOL, any: DYNAMIC };

interface Found {
  readonly type: Type;
  readonly defaults?: TypeDefaults | undefined;
}

/** Reads a type constraint such as `object({a = string, b = optional(number, 1)})`. */
export function readTypeConstraint(expr: Expression, constant: Constant): TypeConstraint {
  const reader = new Reader(constant);
  const { type, defaults } = reader.read(expr);
  return { type, defaults, problems: reader.problems };
}

class Reader {
  readonly problems: { detail: string; range: SourceRange }[] = [];
  readonly #constant: Constant;

  constructor(constant: Constant) {
    this.#constant = constant;
  }

  #bad(detail: string, range: SourceRange): Found {
    this.problems.push({ detail, range });
    return { type: DYNAMIC };
  }

  read(expr: Expression): Found {
    if (expr.kind === 'traversal' && expr.steps.length === 0) return this.#keyword(expr.root, expr.range);
    if (expr.kind === 'call') return this.#call(expr);
    // Terraform 0.11 wrote types as strings.
    const [only] = expr.kind === 'template' ? expr.parts : [];
    if (only?.kind === 'literal' && only.value.type.kind === 'string')
      return this.#legacy(only.value.text, expr.range);
    return this.#bad(
      'A type specification is either a primitive type keyword (bool, number, string), or a complex type constructor call, like list(string).',
      expr.range,
    );
  }

  #keyword(name: string, range: SourceRange): Found {
    const type = KEYWORDS[name];
    if (type !== undefined) return { type };
    if (name === 'list' || name === 'set' || name === 'map') {
      const collection = { list: listOf, set: setOf, map: mapOf }[name];
      // `list` alone is the old way to write list(any).
      return { type: collection(DYNAMIC) };
    }
    if (name === 'object')
      return this.#bad(
        'The object type constructor requires one argument specifying the attribute types and values as a map.',
        range,
      );
    if (name === 'tuple')
      return this.#bad(
        'The tuple type constructor requires one argument specifying the element types as a list.',
        range,
      );
    return this.#bad(`The keyword "${name}" is not a valid type specification.`, range);
  }

  #legacy(name: string, range: SourceRange): Found {
    if (name === 'string') return { type: STRING };
    if (name === 'list') return { type: listOf(STRING) };
    if (name === 'map') return { type: mapOf(STRING) };
    const type = KEYWORDS[name];
    return type ? { type } : this.#bad(`"${name}" is not a valid type specification.`, range);
  }

  #call(expr: CallExpr): Found {
    const [first, ...others] = expr.args;
    if (expr.name === 'optional') {
      return this.#bad(
        'Keyword "optional" is valid only as a modifier for object type attributes.',
        expr.range,
      );
    }
    if (!['list', 'set', 'map', 'object', 'tuple'].includes(expr.name)) {
      return this.#bad(`Keyword "${expr.name}" is not a valid type constructor.`, expr.range);
    }
    if (first === undefined || others.length > 0) {
      return this.#bad(`The ${expr.name} type constructor requires one argument.`, expr.range);
    }
    if (expr.name === 'object') return this.#object(first);
    if (expr.name === 'tuple') return this.#tuple(first);
    const element = this.read(first);
    const collection = { list: listOf, set: setOf, map: mapOf }[expr.name as 'list' | 'set' | 'map'];
    return { type: collection(element.type), defaults: nest('', element.defaults) };
  }

  #tuple(expr: Expression): Found {
    if (expr.kind !== 'tuple')
      return this.#bad('Tuple type constructor requires a list of element types.', expr.range);
    const items = expr.items.map((item) => this.read(item));
    const children = new Map<string, TypeDefaults>();
    items.forEach((item, i) => {
      if (item.defaults) children.set(String(i), item.defaults);
    });
    const defaults = children.size > 0 ? { values: new Map(), children } : undefined;
    return { type: tupleOf(items.map((item) => item.type)), defaults };
  }

  #object(expr: Expression): Found {
    if (expr.kind !== 'object') {
      return this.#bad(
        'Object type constructor requires a map whose keys are attribute names and whose values are the corresponding attribute types.',
        expr.range,
      );
    }
    const types: [string, Type][] = [];
    const optional: string[] = [];
    const values = new Map<string, Value>();
    const children = new Map<string, TypeDefaults>();
    for (const item of expr.items) {
      const name = keyName(item.key);
      if (name === undefined) {
        this.#bad('Object constructor map keys must be attribute names.', item.key.range);
        continue;
      }
      const attribute = this.#attribute(item.value);
      types.push([name, attribute.type]);
      if (attribute.optional) optional.push(name);
      if (attribute.value !== undefined) values.set(name, attribute.value);
      if (attribute.defaults) children.set(name, attribute.defaults);
    }
    const defaults = values.size + children.size > 0 ? { values, children } : undefined;
    return { type: objectOf(types, optional), defaults };
  }

  #attribute(expr: Expression): Found & { readonly optional?: boolean; readonly value?: Value | undefined } {
    if (expr.kind !== 'call' || expr.name !== 'optional') return this.read(expr);
    const [type, value, ...others] = expr.args;
    if (type === undefined)
      return {
        ...this.#bad('Optional attribute modifier requires the attribute type as its argument.', expr.range),
        optional: true,
      };
    if (others.length > 0)
      this.#bad(
        'Optional attribute modifier expects at most two arguments: the attribute type, and a default value.',
        expr.range,
      );
    return {
      ...this.read(type),
      optional: true,
      value: value === undefined ? undefined : this.#constant(value),
    };
  }
}

const nest = (name: string, defaults: TypeDefaults | undefined): TypeDefaults | undefined =>
  defaults && { values: new Map(), children: new Map([[name, defaults]]) };

function keyName(key: Expression): string | undefined {
  if (key.kind === 'traversal' && key.steps.length === 0) return key.root;
  if (key.kind === 'literal' && key.value.type.kind === 'bool') return String(key.value.isTrue);
  const [only] = key.kind === 'template' ? key.parts : [];
  return only?.kind === 'literal' && key.kind === 'template' && key.parts.length === 1
    ? only.value.text
    : undefined;
}
