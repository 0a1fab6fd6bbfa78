import type { SourceRange } from '../diagnostics/index.ts';
import type { Json, JsonObject } from '../json.ts';
import type { LocalText } from '../text.ts';

/** A statement of `role.policy` as package.yaml has it; `PackageModel` fits. */
export interface DeclaredStatement {
  readonly action: readonly string[];
  readonly resource: readonly string[];
  readonly effect: string;
  readonly condition?: JsonObject;
  readonly range: SourceRange;
  /** Where each value stands, by path: `action[0]`, `resource`, `condition.op.key[0]`. */
  readonly ranges?: Readonly<Record<string, SourceRange>>;
}

/** What package.yaml says about the permissions of the running software. */
export interface Declared {
  readonly policy?: { readonly statement: readonly DeclaredStatement[]; readonly range: SourceRange };
  /** Legacy `scopes.cloudAPI`. */
  readonly scopes: readonly { readonly value: string; readonly range: SourceRange }[];
}

/** One pattern of a statement with the place where it is written; implicit ones have none. */
export interface Pattern {
  readonly text: string;
  readonly range?: SourceRange;
}

/** One test of a condition: operator, key, the values it is held against. */
export interface ConditionTest {
  /** As written, lower case: `for_any_value:string_equal_if_exist`. */
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
  readonly range?: SourceRange;
}

/** A statement that the role really has: interpolated, with its origin. */
export interface Statement {
  readonly effect: 'allow' | 'deny';
  readonly actions: readonly Pattern[];
  readonly resources: readonly Pattern[];
  readonly conditions: readonly ConditionTest[];
  /** `policy`: role.policy. `scopes`: legacy scopes.cloudAPI. `implicit`: added by the platform to the legacy form. */
  readonly origin: 'policy' | 'scopes' | 'implicit';
  readonly range?: SourceRange;
}

/** What the CAM policy of an installed instance's role says. */
export interface Granted {
  readonly statements: readonly Statement[];
  /** Variables that had no value: the statement that uses one matches nothing by it. */
  readonly unresolved: readonly { readonly path: string; readonly range?: SourceRange }[];
}

/** A call that software makes. What is left out is open: the answer is then for every value of it. */
export interface Call {
  /** `cvm:DescribeInstances`. */
  readonly action: string;
  /** `qcs::cvm:ap-guangzhou:uin/100000000001:instance/ins-1`, or `*` for calls that name no resource. */
  readonly resource?: string;
  /** Condition keys of the request: `{"qcs:ip": "10.0.0.1"}`. */
  readonly context?: Readonly<Record<string, Json>>;
}

/**
 * `allowed`: whatever is left open. `limited`: on some resources or under some conditions only. `denied`: a statement
 * says no. `undeclared`: nothing says yes.
 */
export type Verdict = 'allowed' | 'limited' | 'denied' | 'undeclared';

/** A statement that decided, or that would have with another resource or condition. */
export interface Ground {
  readonly effect: 'allow' | 'deny';
  readonly action: Pattern;
  readonly resource?: Pattern;
  /** Conditions that are open or not met. */
  readonly conditions: readonly ConditionTest[];
  readonly origin: Statement['origin'];
}

export interface Decision {
  readonly verdict: Verdict;
  readonly call: Call;
  /** The statement that decides; absent where nothing speaks of the action. */
  readonly ground?: Ground;
  /** Others that speak of the action but do not decide. */
  readonly others: readonly Ground[];
  readonly reason: LocalText;
}
