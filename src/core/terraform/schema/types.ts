import type { Type } from '../values/index.ts';

/** What is known of one argument or attribute of a resource type. */
export interface AttributeSchema {
  readonly name: string;
  /** `computed`: only the provider sets it. */
  readonly presence: 'required' | 'optional' | 'computed';
  /** The provider fills it when the configuration leaves it out. Always true for `computed`. */
  readonly computed: boolean;
  readonly type: Type;
  /** Present for nested blocks: the fields of each. */
  readonly block: ReadonlyMap<string, AttributeSchema> | undefined;
  /** A nested block of which there is at most one, and whose value is the object itself and no list. */
  readonly single?: true;
  /** A text that is a length of time as Go writes it: `90s`, `1h30m`. */
  readonly duration?: true;
  /** Fields of an attribute that is written as an object, or as a collection of them. */
  readonly nested?: ReadonlyMap<string, AttributeSchema>;
  readonly forceNew: boolean;
  readonly deprecated: boolean;
  readonly sensitive: boolean;
  readonly writeOnly: boolean;
  readonly minItems: number | undefined;
  readonly maxItems: number | undefined;
  readonly default: string | number | boolean | undefined;
  readonly enum: readonly (string | number)[] | undefined;
  readonly enumIgnoresCase: boolean;
  /** Inclusive bounds of a number; null for an open end. */
  readonly range: readonly [number | null, number | null] | undefined;
  /** Inclusive bounds of a text's length. */
  readonly length: readonly [number | null, number | null] | undefined;
  readonly conflictsWith: readonly string[];
  readonly exactlyOneOf: readonly string[];
  readonly atLeastOneOf: readonly string[];
  readonly requiredWith: readonly string[];
}

export interface ResourceSchema {
  readonly mode: 'managed' | 'data';
  readonly type: string;
  /** `tencentcloud`, `cloudapp`, `random`, … */
  readonly provider: string;
  /** The product as its documentation names it. */
  readonly product: string | undefined;
  /** Sorted by name. */
  readonly attributes: ReadonlyMap<string, AttributeSchema>;
  readonly deprecated: boolean;
  /** Can be changed in place. */
  readonly updatable: boolean;
  /** The facts do not say which changes force a replacement. */
  readonly replacement?: 'unsaid';
  /** Version of the schema in states and plans; absent: not known. */
  readonly version?: number;
  /** `full`: every argument is known; `partial`: documented ones only, others may exist. */
  readonly coverage: 'full' | 'partial';
}

/** Looks up what is known of resource types; loads the provider's facts at the first question about one of them. */
export interface Schemas {
  resource(type: string): ResourceSchema | undefined;
  data(type: string): ResourceSchema | undefined;
  /** All resource types known, for "did you mean". */
  resourceTypes(): readonly string[];
  /** All data source types known. */
  dataTypes(): readonly string[];
  /** Where the facts come from: `tencentcloudstack/tencentcloud 1.83.25, 2026-08-21`. */
  source(): string;
}
