import type { SourceRange } from '../diagnostics/index.ts';
import type { Json, JsonObject } from '../json.ts';

/** A value of package.yaml with the place where it stands. */
export interface Located<T> {
  readonly value: T;
  readonly range: SourceRange;
}

/** One entry of a `when`, `hidden` or `validator` list: operator, operands and, in validators, the message on failure. */
export interface ArgCondition {
  /** Only `eq` is evidenced; others are kept as written. */
  readonly op: string;
  readonly a: Json;
  readonly b: Json;
  readonly message?: string;
  readonly range: SourceRange;
}

/** One installation parameter (`args[]` of package.yaml; facts section 2). */
export interface PackageArg {
  readonly index: number;
  readonly name: string;
  readonly label: string;
  readonly widget: string;
  readonly description?: string;
  readonly optional: boolean;
  readonly defaultValue?: Json;
  readonly incompleteTips?: string;
  readonly when: readonly ArgCondition[];
  readonly hidden: readonly ArgCondition[];
  readonly validator: readonly ArgCondition[];
  /** The widget's own properties (regions, zone, options, …) as written, expressions included. */
  readonly config: JsonObject;
  readonly range: SourceRange;
  /**
   * Where each property's value stands, by property name (`widget`, `regions`, …) and, inside it, by path
   * (`regions[0]`, `options[1].value`, `when[0].eq.a`). A `@` before a path gives the place of its key (`@regions`).
   */
  readonly ranges: Readonly<Record<string, SourceRange>>;
}

export interface PolicyStatement {
  readonly action: readonly string[];
  readonly resource: readonly string[];
  readonly effect: string;
  readonly condition?: JsonObject;
  readonly range: SourceRange;
  /** Where each value stands, by path: `action[0]`, `resource`, `condition.op.key[0]`. */
  readonly ranges?: Readonly<Record<string, SourceRange>>;
}

export interface RolePolicy {
  readonly version: string;
  readonly statement: readonly PolicyStatement[];
  readonly range: SourceRange;
}

/** One purchasable specification (`specs[]`): the development licence carries the chosen values. */
export interface PackageSpec {
  readonly key: string;
  readonly name: string;
  readonly enum: readonly { readonly value: string; readonly name: string }[];
  readonly range: SourceRange;
}

/** package.yaml, read. Fields that are missing or malformed are absent here and named in the diagnostics. */
export interface PackageModel {
  readonly id?: Located<string>;
  readonly args: readonly PackageArg[];
  readonly policy?: RolePolicy;
  /** Legacy `scopes.cloudAPI` entries, `product:Action`. */
  readonly scopes: readonly Located<string>[];
  readonly specs: readonly PackageSpec[];
  readonly frontend?: {
    readonly runtimeMode: string;
    readonly src: string;
    readonly range: SourceRange;
    readonly srcRange?: SourceRange;
  };
}
