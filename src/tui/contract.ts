/** Every type that the terminal console takes from below, in one place: types only. */
import type { ActionView } from '../client/index.ts';

export type {
  AccessView,
  AccountSecretView,
  AccountView,
  CellView,
  CostView,
  CureView,
  FidelityView,
  GcReasonView,
  GcView,
  ImagesView,
  ImageView,
  ImportView,
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
export type { ActionId, ActionInput, ActionResult, ActionView, Client, FieldView } from '../client/index.ts';
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

/** The screens in the order that all faces share. */
export const SCREENS = [
  'projects',
  'rehearsals',
  'instances',
  'licenses',
  'registry',
  'world',
  'engine',
] as const satisfies readonly Screen[];
