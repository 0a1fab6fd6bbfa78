import { isJsonObject, type Json, type JsonObject } from '../json.ts';

/** The value at `a.0.b`; undefined where the path ends early. */
export function at(value: Json | undefined, path: string): Json | undefined {
  let here: Json | undefined = value;
  for (const step of path.split('.')) {
    if (Array.isArray(here)) here = here[Number(step)];
    else if (isJsonObject(here)) here = here[step];
    else return undefined;
  }
  return here;
}

/** Nested blocks of a name: one block may stand as an object, several as a list. */
export function blocks(args: JsonObject, name: string): readonly JsonObject[] {
  const value = args[name];
  if (isJsonObject(value)) return [value];
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

/** All texts of a value that may be one text or a list of them: the platform takes `[x]` where x is wanted and the reverse. */
export function texts(value: Json | undefined): readonly string[] {
  if (typeof value === 'string') return value === '' ? [] : [value];
  return Array.isArray(value) ? value.flatMap(texts) : [];
}

export const firstText = (value: Json | undefined): string | undefined => texts(value)[0];

/** A number that may be written as text. */
export function number(value: Json | undefined): number | undefined {
  const read = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof read === 'number' && Number.isFinite(read) ? read : undefined;
}

/** A boolean that may be written as text or 0/1. */
export const truth = (value: Json | undefined): boolean =>
  value === true || value === 'true' || value === 1 || value === '1';

/** Null, absent, an empty text or an empty list: what the platform takes as not given. */
export const isEmpty = (value: Json | undefined): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.every(isEmpty));

/** A value for people: JSON, cut where it is long. */
export function show(value: Json | undefined, longest = 120): string {
  const whole =
    value === undefined ? 'null' : typeof value === 'string' ? `"${value}"` : JSON.stringify(value);
  return whole.length > longest ? `${whole.slice(0, longest)}…` : whole;
}
