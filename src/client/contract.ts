/**
 * The types from below that both the window and the terminal console take, in one place: types only, nothing of the engine
 * is bundled into a face. What only one face takes stands in the contract of that face.
 */
import type { ActionView } from '../actions/index.ts';

export type {
  AccountSecretView,
  AccountView,
  ActionId,
  ActionInput,
  ActionResult,
  ActionView,
  CellView,
  CostView,
  CureView,
  FidelityView,
  FieldView,
  GcReasonView,
  GcView,
  ImagesView,
  ImageView,
  InstanceDetailView,
  InstanceView,
  LicenseInspectView,
  LicenseVerdictView,
  LicenseView,
  LintView,
  MatrixFileView,
  MatrixShape,
  OperationPreviewView,
  PermissionAnswerView,
  PlanView,
  PolicyView,
  ProgressEvent,
  ProjectDetailView,
  ProjectView,
  ReceiptView,
  RehearsalView,
  RemovalView,
  RepositoryView,
  ScenarioView,
  StatusView,
  SubjectKind,
  TagView,
  Verdict,
  WhyView,
} from '../actions/index.ts';
export type { CostChange, CostEstimate, CostTotal } from '../core/cost/types.ts';
export type { Diagnostic } from '../core/diagnostics/index.ts';
export type { ErrorPlace, ErrorReport } from '../core/errors/index.ts';
export type { FieldOption, FormField, FormState } from '../core/form/types.ts';
export type {
  Assumption,
  Failure,
  OutputView,
  RehearsalEvent,
  RehearsalFinding,
} from '../core/install/events.ts';
export type { Json, JsonObject } from '../core/json.ts';
export type {
  Downtime,
  LeftBehind,
  LifecycleDiff,
  Loss,
  ReleaseDiff,
  Risk,
  StepDiff,
} from '../core/lifecycle/types.ts';
export type { Platform } from '../core/registry/types.ts';
export type { Lang, LocalText } from '../core/text.ts';
export type { World } from '../core/world/types.ts';

export type Screen = ActionView['face']['screen'];
