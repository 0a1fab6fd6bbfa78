import type { CostChange, CostEstimate, Price } from '../core/cost/types.ts';
import type {
  Assumption,
  Failure,
  OutputView,
  RehearsalFinding,
  RehearsalStatus,
} from '../core/install/events.ts';
import type { LeftBehind, LifecycleDiff, Loss, Operation } from '../core/lifecycle/types.ts';

/** What an operation would do to an instance, and what it would cost then. */
export interface OperationPreviewView {
  readonly instance: string;
  readonly operation: Operation;
  /** Absent when it cannot be planned; the failures say why. */
  readonly diff?: LifecycleDiff;
  readonly failures: readonly Failure[];
  readonly assumptions: readonly Assumption[];
  readonly findings: readonly RehearsalFinding[];
  readonly cost?: CostChange;
  /** The file that has the plan in Terraform's JSON format. */
  readonly written?: string;
}

/** What an operation did to an instance; `planned` where only its plan was asked for. */
export interface OperationResult extends OperationPreviewView {
  /** Of the rehearsal; absent where only the plan was asked for. */
  readonly id?: string;
  readonly status: RehearsalStatus | 'planned';
  readonly outputs: readonly OutputView[];
  readonly loses: readonly Loss[];
  readonly leftBehind: readonly LeftBehind[];
}

export interface CostView extends CostEstimate {
  /** A price book to fill in, for what has no price. */
  readonly template?: string;
}

/** The price book in use. */
export interface PriceBookView {
  readonly name: string;
  readonly file: string;
  readonly builtIn: boolean;
  readonly prices: readonly Price[];
}
