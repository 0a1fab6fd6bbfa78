import type { AttributeSchema, Type } from '../terraform/index.ts';
import type { ComputedAttribute } from './resources/index.ts';

const kindOf = (type: Type): ComputedAttribute['kind'] => {
  switch (type.kind) {
    case 'number':
    case 'bool':
      return type.kind;
    case 'list':
    case 'set':
    case 'tuple':
      return 'list';
    case 'map':
    case 'object':
      return 'map';
    default:
      return 'string';
  }
};

const DEEPEST = 4;

/** What the cloud fills in, with the fields of blocks. */
export function computedAttributes(
  attributes: ReadonlyMap<string, AttributeSchema> | undefined,
  depth = 0,
): readonly ComputedAttribute[] {
  if (depth >= DEEPEST) return [];
  return [...(attributes?.values() ?? [])]
    .filter((attribute) => attribute.computed)
    .map(({ name, type, block }) => ({
      name,
      kind: kindOf(type),
      ...(block ? { fields: computedAttributes(block, depth + 1) } : {}),
      ...(!block && (type.kind === 'list' || type.kind === 'set') ? { element: kindOf(type.element) } : {}),
    }));
}
