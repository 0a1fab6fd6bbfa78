/** Every type that the page takes from below, in one place: what all faces take, and what only the page does. */
export type {
  ActionEvent,
  ChartView,
  GoldenView,
  LicenseFieldView,
  PermissionsView,
  PlanResourceView,
  TestResult as ScenarioResultView,
  UsagePoint,
  UsageView,
} from '../actions/index.ts';
export type * from '../client/contract.ts';
export type { Severity } from '../core/diagnostics/index.ts';
export type { Answers } from '../core/form/types.ts';
export type { ResourceState } from '../core/install/events.ts';
