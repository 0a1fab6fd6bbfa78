import type { ConditionTest, Pattern, Verdict } from '../core/cam/types.ts';
import type { Diagnostic } from '../core/diagnostics/index.ts';
import type { ErrorPlace } from '../core/errors/index.ts';
import type { GoldenChange } from '../core/golden/index.ts';
import type { ScenarioResult } from '../core/scenarios/index.ts';
import type { LocalText } from '../core/text.ts';

/** A fault that can be rehearsed. */
export interface FaultView {
  readonly kind: string;
  readonly title: LocalText;
  readonly does: LocalText;
  /** What TARGET names in `KIND=TARGET`. */
  readonly target: LocalText;
  readonly needsTarget: boolean;
}

/** A scenario file of a project; one that cannot be read has problems and little else. */
export interface ScenarioView {
  /** Absolute path: what `scenario` of a rehearsal takes. */
  readonly path: string;
  readonly file: string;
  readonly name: LocalText;
  readonly about: LocalText | null;
  readonly tags: readonly string[];
  readonly faults: readonly string[];
  readonly expected: 'success' | 'failed';
  /** Failure code that is expected, where one is. */
  readonly code: string | null;
  readonly problems: readonly Diagnostic[];
}

export interface ScenarioListView {
  readonly dir: string;
  readonly scenarios: readonly ScenarioView[];
}

/** How a scenario's plan and manifests compare with its golden files. */
export interface GoldenView {
  /** In the project: `golden/ok`. */
  readonly folder: string;
  readonly status: 'same' | 'changed' | 'written';
  readonly files: number;
  readonly changed: number;
  /** The first of the changes. */
  readonly changes: readonly GoldenChange[];
}

/** What came of a scenario of `drydock test`; `golden` where it has golden files. */
export type TestResult = ScenarioResult & { readonly golden?: GoldenView };

/** One line of `drydock test` while it runs. */
export type TestEvent =
  | {
      readonly type: 'progress';
      readonly what: string;
      readonly done: number;
      readonly total: number;
      readonly unit: 'items';
    }
  | { readonly type: 'result'; readonly path: string; readonly result: TestResult };

export interface TestView {
  readonly dir: string;
  readonly counts: {
    readonly total: number;
    readonly passed: number;
    readonly failed: number;
    readonly error: number;
    readonly cancelled: number;
  };
  readonly results: readonly (TestResult & { readonly path: string })[];
  /** The report in the asked format; empty for `json`. */
  readonly report: string;
  readonly format: 'text' | 'tap' | 'junit' | 'json';
}

export interface PermissionStatementView {
  readonly effect: 'allow' | 'deny';
  readonly origin: 'policy' | 'scopes' | 'implicit';
  readonly actions: readonly Pattern[];
  readonly resources: readonly Pattern[];
  readonly conditions: readonly ConditionTest[];
  readonly place: ErrorPlace | null;
}

/** Whether a call is allowed, and the statement that says so. */
export interface PermissionAnswerView {
  readonly action: string;
  readonly on: string | null;
  readonly verdict: Verdict;
  readonly reason: LocalText;
  readonly decidedBy: {
    readonly effect: 'allow' | 'deny';
    readonly action: string;
    readonly resource: string | null;
    readonly place: ErrorPlace | null;
    readonly conditions: readonly ConditionTest[];
  } | null;
}

export interface PermissionsView {
  readonly dir: string;
  readonly declared: 'policy' | 'scopes' | 'both' | 'none';
  readonly statements: readonly PermissionStatementView[];
  /** The call that was asked about. */
  readonly answer: PermissionAnswerView | null;
  /** Whether the licence can be verified. */
  readonly verifyLicense: PermissionAnswerView;
  /** Machines and whether they have the role. */
  readonly machines: readonly {
    readonly address: string;
    readonly bound: boolean;
    readonly place: ErrorPlace;
  }[];
  /** Variables of the policy without value. */
  readonly unresolved: readonly string[];
  /** What lint says about permissions. */
  readonly findings: readonly Diagnostic[];
}
