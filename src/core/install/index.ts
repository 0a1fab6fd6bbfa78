export { readerOf } from './account-reader.ts';
export { appliedPlan, type StandIns } from './applied-plan.ts';
export { blockersAmong } from './blockers.ts';
export { isOwnInstance } from './chart/pull-route.ts';
export { type ChartEnvironment, type ChartLoader, chartLoader, packageCharts } from './chart-engine.ts';
export {
  applyCure,
  attemptCures,
  type CureAttempt,
  type CureStep,
  editSource,
  MOST_CURES,
} from './cures/index.ts';
export type { Engines, Planned, PlanRequest } from './engines.ts';
export type * from './events.ts';
export { type FaultRow, faultCatalogue } from './fault-catalogue.ts';
export { faultText, parseFault } from './faults.ts';
export { dataRow, type FidelityRow, fidelityIn, fidelityTable, kindRow, typeRow } from './fidelity.ts';
export { type HubDeps, RehearsalHub, type RehearsalSummary } from './hub.ts';
export { routeForImage } from './image-route.ts';
export {
  FAULT_KINDS,
  type FaultKind,
  type FaultSpec,
  type PushedImage,
  type RehearsalDeps,
  type RehearsalInput,
  type SoftwareCall,
} from './input.ts';
export { type OperationPreview, previewOperation, type Wanted } from './instance-preview.ts';
export { type Prior, priorOf } from './instance-prior.ts';
export { type InstanceDetail, InstanceStore, type InstanceSummary } from './instance-store.ts';
export { maskSecrets } from './mask.ts';
export { packageEngines } from './package-engines.ts';
export type { ChartRequest, Charts, RenderedChart } from './package-facts.ts';
export { packageModule, packagePlanInput } from './plan-engine.ts';
export { type PlanPreview, planWith, previewInput, previewPlan, previewVariables } from './preview.ts';
export type { InstanceOutput, InstanceResource, RehearsalRecord } from './record.ts';
export { type EndedRehearsal, type RehearsalLimits, RehearsalStore } from './rehearsal-store.ts';
export { type PackageRehearsalDeps, rehearse } from './rehearse.ts';
export { behaviourOf, knownTypes } from './resources/index.ts';
export { bindsRole, isMachine } from './role.ts';
export { simulate } from './simulate.ts';
export { givenVariables } from './variables.ts';
