import type { ParamType } from '../go/func.ts';
import { GoTime } from '../go/time.ts';
import { GoInt, GoMap, type Value } from '../go/value.ts';
import { nodeText, type Operand } from './nodes.ts';

const TYPE_TEXT: Readonly<Record<ParamType, string>> = {
  any: 'interface {}',
  reflect: 'reflect.Value',
  string: 'string',
  bool: 'bool',
  int: 'int',
  int64: 'int64',
  float64: 'float64',
  map: 'map[string]interface {}',
  list: '[]interface {}',
  time: 'time.Time',
  error: 'error',
};

/** A parameter type as Go writes it. */
export const typeText = (type: ParamType): string => TYPE_TEXT[type];

/** True for types whose zero value is nil. */
export const canBeNil = (type: ParamType): boolean =>
  type === 'any' || type === 'reflect' || type === 'map' || type === 'list' || type === 'error';

/** `Type.AssignableTo` of a value that is there. */
export function assign(value: Value, type: ParamType): boolean {
  switch (type) {
    case 'any':
    case 'reflect':
      return true;
    case 'string':
      return typeof value === 'string';
    case 'bool':
      return typeof value === 'boolean';
    case 'int':
    case 'int64':
      return value instanceof GoInt && value.kind === type;
    case 'float64':
      return typeof value === 'number';
    case 'map':
      return (
        value instanceof GoMap && value.goType !== 'map[string]string' && value.goType !== 'engine.files'
      );
    case 'list':
      return Array.isArray(value);
    case 'time':
      return value instanceof GoTime;
    case 'error':
      return false;
  }
}

/** A literal as an argument of a basic type; undefined when it does not fit. */
export function literal(node: Operand, type: ParamType): { readonly value: Value } | undefined {
  switch (type) {
    case 'string':
      return node.type === 'string' ? { value: node.text } : undefined;
    case 'bool':
      return node.type === 'bool' ? { value: node.value } : undefined;
    case 'int':
    case 'int64':
      return node.type === 'number' && node.int !== undefined
        ? { value: new GoInt(type, node.int) }
        : undefined;
    case 'float64':
      return node.type === 'number' && node.float !== undefined ? { value: node.float } : undefined;
  }
  return undefined;
}

/** Why a literal does not fit a parameter. */
export function literalExpectation(type: ParamType, node: Operand): string {
  const words = { string: 'string', bool: 'bool', int: 'integer', int64: 'integer', float64: 'float' };
  const word = (words as Readonly<Record<string, string>>)[type];
  if (word !== undefined) return `expected ${word}; found ${nodeText(node)}`;
  return `can't handle ${nodeText(node)} for arg of type ${typeText(type)}`;
}
