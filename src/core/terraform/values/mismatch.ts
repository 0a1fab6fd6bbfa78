import { compareText } from './text-order.ts';
import {
  type CollectionType,
  friendlyName,
  isCollection,
  type ObjectType,
  type Type,
  typeEquals,
} from './type.ts';

/** Tells whether a type can be converted; handed in so that this file does not depend on the conversions. */
export type CanConvert = (from: Type, to: Type, unsafe: boolean) => boolean;

const required = (want: Type): string => `${friendlyName(want, true)} required`;

/** Why a value of type `got` cannot become `want`, in cty's words. */
export function mismatchMessage(got: Type, want: Type, can: CanConvert): string {
  if (got.kind === 'object' && want.kind === 'object') return objects(got, want, can);
  if (isCollection(want) && want.element.kind === 'dynamic') {
    if (got.kind === 'tuple' && want.kind === 'list') return 'all list elements must have the same type';
    if (got.kind === 'tuple' && want.kind === 'set') return 'all set elements must have the same type';
    if (got.kind === 'object' && want.kind === 'map') return 'all map elements must have the same type';
  }
  if ((got.kind === 'tuple' || got.kind === 'object') && isCollection(want))
    return structural(got, want, can);
  if (isCollection(got) && isCollection(want)) return collections(got, want, can);
  return required(want);
}

function objects(got: ObjectType, want: ObjectType, can: CanConvert): string {
  const missing: string[] = [];
  let unsafe: string | undefined;
  let safe: string | undefined;
  for (const [name, wanted] of want.attributes) {
    const given = got.attributes.get(name);
    if (given === undefined) {
      if (!want.optional?.has(name)) missing.push(name);
      continue;
    }
    if (typeEquals(given, wanted) || unsafe !== undefined) continue;
    const why = (): string => `attribute "${name}": ${mismatchMessage(given, wanted, can)}`;
    if (!can(given, wanted, true)) unsafe = why();
    else if (safe === undefined && !can(given, wanted, false)) safe = why();
  }
  if (missing.length > 0) return missingAttributes(missing);
  return unsafe ?? safe ?? 'incorrect object attributes';
}

function missingAttributes(names: readonly string[]): string {
  const quoted = [...names].sort(compareText).map((n) => `"${n}"`);
  const [first = '', second = ''] = quoted;
  if (quoted.length === 1) return `attribute ${first} is required`;
  if (quoted.length === 2) return `attributes ${first} and ${second} are required`;
  return `attributes ${quoted.slice(0, -1).join(', ')}, and ${quoted.at(-1)} are required`;
}

function structural(got: Type, want: CollectionType, can: CanConvert): string {
  const wanted = want.element;
  if (want.kind === 'map' ? got.kind !== 'object' : got.kind !== 'tuple') return required(want);
  const parts: readonly (readonly [string, Type])[] =
    got.kind === 'tuple'
      ? got.elements.map((t, i) => [String(i), t] as const)
      : got.kind === 'object'
        ? [...got.attributes].map(([name, t]) => [`"${name}"`, t] as const)
        : [];
  for (const [name, type] of parts) {
    if (typeEquals(type, wanted) || can(type, wanted, true)) continue;
    return `element ${name}: ${mismatchMessage(type, wanted, can)}`;
  }
  return `all elements must be ${friendlyName(wanted, true)}`;
}

function collections(got: CollectionType, want: CollectionType, can: CanConvert): string {
  if (want.kind === 'map' ? got.kind !== 'map' : got.kind === 'map') return required(want);
  return `incorrect ${want.kind} element type: ${mismatchMessage(got.element, want.element, can)}`;
}
