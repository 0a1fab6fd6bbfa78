import type { Json, JsonObject } from '../contract.ts';

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** JSON of a value, indented. */
export const pretty = (value: unknown): string => JSON.stringify(value, undefined, 2) ?? 'null';
