/**
 * Every type that the page takes from below, in one place: types only, nothing of the engine is bundled into the page.
 */
import type { ActionView } from '../client/index.ts';

export type {
  AccountSecretView,
  AccountView,
  CellView,
  ChartView,
  CostView,
  CureView,
  FidelityView,
  GcReasonView,
  GcView,
  GoldenView,
  ImagesView,
  ImageView,
  InstanceDetailView,
  InstanceView,
  LicenseFieldView,
  LicenseInspectView,
  LicenseVerdictView,
  LicenseView,
  LintView,
  MatrixFileView,
  MatrixShape,
  OperationPreviewView,
  PermissionAnswerView,
  PermissionsView,
  PlanResourceView,
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
  TestResult as ScenarioResultView,
  UsagePoint,
  UsageView,
  Verdict,
  WhyView,
} from '../actions/index.ts';
export type {
  ActionEvent,
  ActionId,
  ActionInput,
  ActionResult,
  ActionView,
  FieldView,
} from '../client/index.ts';
export type { CostChange, CostEstimate, CostTotal } from '../core/cost/types.ts';
export type { Diagnostic, Severity } from '../core/diagnostics/index.ts';
export type { ErrorPlace, ErrorReport } from '../core/errors/index.ts';
export type { Answers, FieldOption, FormField, FormState } from '../core/form/types.ts';
export type {
  Assumption,
  Failure,
  OutputView,
  RehearsalEvent,
  RehearsalFinding,
  ResourceState,
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
