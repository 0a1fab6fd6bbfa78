export { type FoundScenario, findScenarios } from './find.ts';
export type { Reason } from './judge.ts';
export { jobOf, type LoadOptions, loadScenario } from './load.ts';
export type { Scenario } from './model.ts';
export { type ReadScenario, readScenario } from './read.ts';
export { junitReport, tapReport, whyLines } from './report.ts';
export { inputOf, runScenario, type ScenarioDeps, type ScenarioJob, type ScenarioResult } from './run.ts';
