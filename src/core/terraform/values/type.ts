import { compareText } from './text-order.ts';

/** A cty type. Types are immutable; compare them with `typeEquals`. */
export type Type = PrimitiveType | DynamicType | CollectionType | TupleType | ObjectType;

export interface PrimitiveType {
  readonly kind: 'string' | 'number' | 'bool';
}

/** "Any type, not known yet". */
export interface DynamicType {
  readonly kind: 'dynamic';
}

export interface CollectionType {
  readonly kind: 'list' | 'set' | 'map';
  readonly element: Type;
}

export interface TupleType {
  readonly kind: 'tuple';
  readonly elements: readonly Type[];
}

export interface ObjectType {
  readonly kind: 'object';
  /** Sorted by name. */
  readonly attributes: ReadonlyMap<string, Type>;
  /** Names that a conversion may fill with null. */
  readonly optional?: ReadonlySet<string>;
}

export const STRING: PrimitiveType = { kind: 'string' };
export const NUMBER: PrimitiveType = { kind: 'number' };
export const BOOL: PrimitiveType = { kind: 'bool' };
export const DYNAMIC: DynamicType = { kind: 'dynamic' };

export const listOf = (element: Type): CollectionType => ({ kind: 'list', element });
export const setOf = (element: Type): CollectionType => ({ kind: 'set', element });
export const mapOf = (element: Type): CollectionType => ({ kind: 'map', element });
export const tupleOf = (elements: readonly Type[]): TupleType => ({ kind: 'tuple', elements });

/** An object type; attributes are sorted by name. */
export function objectOf(
  attributes: Iterable<readonly [string, Type]>,
  optional?: Iterable<string>,
): ObjectType {
  const sorted = new Map([...attributes].sort((a, b) => compareText(a[0], b[0])));
  const names = new Set(optional ?? []);
  return names.size > 0
    ? { kind: 'object', attributes: sorted, optional: names }
    : { kind: 'object', attributes: sorted };
}

/** An object type from a map that is sorted already. */
export const objectOfSorted = (attributes: ReadonlyMap<string, Type>): ObjectType => ({
  kind: 'object',
  attributes,
});

export const EMPTY_OBJECT: ObjectType = objectOfSorted(new Map());
export const EMPTY_TUPLE: TupleType = tupleOf([]);

export const isPrimitive = (type: Type): type is PrimitiveType =>
  type.kind === 'string' || type.kind === 'number' || type.kind === 'bool';

export const isCollection = (type: Type): type is CollectionType =>
  type.kind === 'list' || type.kind === 'set' || type.kind === 'map';

/** Structural equality, optional attributes included. */
export function typeEquals(a: Type, b: Type): boolean {
  if (a === b) return true;
  if (a.kind !== b.kind) return false;
  if (isCollection(a)) return isCollection(b) && typeEquals(a.element, b.element);
  if (a.kind === 'tuple' && b.kind === 'tuple') {
    return (
      a.elements.length === b.elements.length &&
      a.elements.every((t, i) => {
        const other = b.elements[i];
        return other !== undefined && typeEquals(t, other);
      })
    );
  }
  if (a.kind === 'object' && b.kind === 'object') return objectTypeEquals(a, b);
  return true;
}

function objectTypeEquals(a: ObjectType, b: ObjectType): boolean {
  if (a.attributes.size !== b.attributes.size) return false;
  if ((a.optional?.size ?? 0) !== (b.optional?.size ?? 0)) return false;
  for (const [name, type] of a.attributes) {
    const other = b.attributes.get(name);
    if (other === undefined || !typeEquals(type, other)) return false;
    if ((a.optional?.has(name) ?? false) !== (b.optional?.has(name) ?? false)) return false;
  }
  return true;
}

/** True when the type is or holds `dynamic`. */
export function hasDynamic(type: Type): boolean {
  if (type.kind === 'dynamic') return true;
  if (isCollection(type)) return hasDynamic(type.element);
  if (type.kind === 'tuple') return type.elements.some(hasDynamic);
  if (type.kind === 'object') return [...type.attributes.values()].some(hasDynamic);
  return false;
}

/** The type without its marks of optional attributes, at every depth. */
export function withoutOptional(type: Type): Type {
  if (isCollection(type)) {
    const element = withoutOptional(type.element);
    return element === type.element ? type : { kind: type.kind, element };
  }
  if (type.kind === 'tuple') {
    const elements = type.elements.map(withoutOptional);
    return elements.every((t, i) => t === type.elements[i]) ? type : tupleOf(elements);
  }
  if (type.kind === 'object') {
    let same = type.optional === undefined;
    const attributes = new Map<string, Type>();
    for (const [name, t] of type.attributes) {
      const clean = withoutOptional(t);
      if (clean !== t) same = false;
      attributes.set(name, clean);
    }
    return same ? type : objectOfSorted(attributes);
  }
  return type;
}

/** The words cty uses for a type in messages; `any` stands for dynamic in constraints. */
export function friendlyName(type: Type, constraint = false): string {
  if (type.kind === 'dynamic') return constraint ? 'any type' : 'dynamic';
  if (isCollection(type)) {
    if (constraint && type.element.kind === 'dynamic') return `${type.kind} of any single type`;
    return `${type.kind} of ${friendlyName(type.element, constraint)}`;
  }
  return type.kind;
}

/** cty's JSON form of a type: `"string"`, `["list","string"]`, `["object",{"a":"number"}]`. */
export type TypeJson =
  | string
  | readonly [string, TypeJson | readonly TypeJson[] | { readonly [name: string]: TypeJson }, ...string[][]];

export function typeToJson(type: Type): TypeJson {
  if (isCollection(type)) return [type.kind, typeToJson(type.element)];
  if (type.kind === 'tuple') return ['tuple', type.elements.map(typeToJson)];
  if (type.kind === 'object') {
    const fields: Record<string, TypeJson> = Object.create(null);
    for (const [name, t] of type.attributes) fields[name] = typeToJson(t);
    const optional = [...(type.optional ?? [])];
    return optional.length > 0 ? ['object', fields, optional] : ['object', fields];
  }
  return type.kind;
}
