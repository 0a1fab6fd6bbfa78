import { type Conversion, conversionBetween, unify } from './conversion.ts';
import { mismatchMessage } from './mismatch.ts';
import { type Type, typeEquals, withoutOptional } from './type.ts';
import type { Value } from './value.ts';
import { ValueError } from './value-error.ts';

const can = (from: Type, to: Type, unsafe: boolean): boolean =>
  conversionBetween(from, to, unsafe) !== undefined;

/** cty's words for why one type cannot become another. */
export const explainMismatch = (got: Type, want: Type): string => mismatchMessage(got, want, can);

/** Converts a value to a type, by an unsafe conversion where need be. Throws ValueError when that cannot be done. */
export function convert(value: Value, want: Type): Value {
  if (value.type === want || typeEquals(value.type, withoutOptional(want))) return value;
  const conversion = conversionBetween(value.type, want, true);
  if (conversion === undefined) throw new ValueError(explainMismatch(value.type, want));
  return conversion(value);
}

/** As `convert`, with undefined for failure. */
export function tryConvert(value: Value, want: Type): Value | undefined {
  try {
    return convert(value, want);
  } catch (error) {
    if (error instanceof ValueError) return undefined;
    throw error;
  }
}

/** The type that all the given types can become, with a conversion for each that needs one; undefined when there is none. */
export const unifyTypes = (
  types: readonly Type[],
): { readonly type: Type; readonly conversions: readonly (Conversion | undefined)[] } | undefined =>
  unify(types, true);
