import { isJsonObject, type Json } from '../../json.ts';

/** `false`, `null`, `""`, `0` and the word `false` do not hold; everything else does. */
export const isTruthy = (value: Json): boolean => Boolean(value) && value !== 'false';

const isScalar = (value: Json): value is string | number | boolean =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

/**
 * Equality of `==` and `eq`: deep for lists and objects; scalars of different types are compared by their words
 * (`true` and `"true"`), because the platform's engine coerces scalars (facts section 9).
 */
export function argValuesEqual(left: Json, right: Json): boolean {
  if (left === right) return true;
  if (isScalar(left) && isScalar(right))
    return typeof left !== typeof right && String(left) === String(right);
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((item, i) => argValuesEqual(item, right[i] ?? null));
  }
  if (!isJsonObject(left) || !isJsonObject(right)) return false;
  const keys = Object.keys(left);
  return (
    keys.length === Object.keys(right).length &&
    keys.every((key) => Object.hasOwn(right, key) && argValuesEqual(left[key] ?? null, right[key] ?? null))
  );
}
