import type { RE2JS } from 're2js';

/** A schema as it is validated: keywords read, references followed. */
export interface Schema {
  /** The schemas `true` and `false`. */
  pass?: boolean;
  /** `$ref`: everything beside it is ignored. */
  ref?: Schema;
  types: readonly string[];
  /** By name. */
  properties?: ReadonlyMap<string, Schema>;
  additionalProperties?: boolean | Schema;
  patternProperties?: readonly (readonly [RE2JS, Schema])[];
  propertyNames?: Schema;
  dependencies?: ReadonlyMap<string, readonly string[] | Schema>;
  items?: Schema | readonly Schema[];
  additionalItems?: boolean | Schema;
  multipleOf?: number;
  minimum?: number;
  exclusiveMinimum?: number;
  maximum?: number;
  exclusiveMaximum?: number;
  minLength?: number;
  maxLength?: number;
  pattern?: RE2JS;
  patternText?: string;
  format?: string;
  minProperties?: number;
  maxProperties?: number;
  required: readonly string[];
  minItems?: number;
  maxItems?: number;
  uniqueItems?: boolean;
  contains?: Schema;
  /** As JSON text, like what `enum` holds. */
  constant?: string;
  enum: readonly string[];
  oneOf: readonly Schema[];
  anyOf: readonly Schema[];
  allOf: readonly Schema[];
  not?: Schema;
  if?: Schema;
  then?: Schema;
  else?: Schema;
}

/** 4, 6, 7, or 8 for schemas that name no draft: they may use the words of all. */
export type Draft = 4 | 6 | 7 | 8;
