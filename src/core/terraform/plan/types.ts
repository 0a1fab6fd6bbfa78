import type { Diagnostic, SourceRange } from '../../diagnostics/index.ts';
import type { Json, JsonObject } from '../../json.ts';

/** `cloudapp` behaves as the platform's own engine does with real packages, `terraform` is Terraform proper (design section 5). */
export type Dialect = 'cloudapp' | 'terraform';

/**
 * A value with what JSON cannot say: paths (Terraform JSON-plan style, same shape as the value, `true` where it holds)
 * that are unknown until apply, and paths that are sensitive. Unknown parts are left out of `value` (objects) or null (lists).
 * Numbers beyond 2^53 are decimal strings in `value`.
 */
export interface MarkedValue {
  readonly value: Json;
  readonly unknown: Json;
  readonly sensitive: Json;
}

/** One resource instance of the plan. */
export interface PlannedResource {
  /** `tencentcloud_vpc.main`, `tencentcloud_vpc.main[0]`, `x.y["k"]`. */
  readonly address: string;
  readonly mode: 'managed' | 'data';
  readonly type: string;
  readonly name: string;
  readonly index?: number | string;
  /** `tencentcloud`, `cloudapp`, `random`, … */
  readonly provider: string;
  /** Key of its provider configuration in `Plan.providers`; absent where the root module has none. */
  readonly configuration?: string;
  readonly action: 'create' | 'update' | 'replace' | 'delete' | 'read' | 'no-op' | 'forget';
  /** The id by which an `import` block takes an existing object over. */
  readonly importing?: string;
  /** The identity that names it in the place of an id. */
  readonly importingBy?: JsonObject;
  readonly args: MarkedValue;
  /** Addresses of the instances that must exist before this one. */
  readonly dependsOn: readonly string[];
  readonly file: string;
  /** The block's header. */
  readonly range: SourceRange;
  /** Where each top-level argument's expression stands, by argument name. */
  readonly argRanges: Readonly<Record<string, SourceRange>>;
}

export interface PlannedOutput {
  readonly name: string;
  readonly description?: string;
  readonly sensitive: boolean;
  readonly value: MarkedValue;
  readonly file: string;
  readonly range: SourceRange;
}

/** What an install would do. Resources stand in an order in which each comes after what it depends on; outputs are sorted by name. */
export interface Plan {
  readonly resources: readonly PlannedResource[];
  readonly outputs: readonly PlannedOutput[];
  /** Final values of all variables, by name. */
  readonly variables: Readonly<Record<string, MarkedValue>>;
  /** Arguments of each provider block, e.g. `{tencentcloud: {region: "ap-guangzhou"}}`. */
  readonly providers: Readonly<Record<string, JsonObject>>;
}

export interface PlanResult {
  /** Absent when errors make a plan impossible. */
  readonly plan?: Plan;
  readonly diagnostics: readonly Diagnostic[];
}

/** Carries a plan out, one instance at a time, with attribute values that the caller (the rehearsal) makes up. */
export interface ApplySession {
  /** The instance's arguments evaluated with all that is complete by now; unknown parts remain only where a dependency is not complete. */
  args(address: string): { readonly args: MarkedValue; readonly diagnostics: readonly Diagnostic[] };
  /** Records the attributes that creating the instance gave (arguments included); later evaluations see them. */
  complete(address: string, attributes: JsonObject): void;
  outputs(): { readonly outputs: readonly PlannedOutput[]; readonly diagnostics: readonly Diagnostic[] };
}
