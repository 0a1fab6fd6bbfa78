export { type FoundScenario, findScenarios, findYamlFiles, isMatrixFile, readSmall } from './find.ts';
export type { Reason } from './judge.ts';
export { fileProblem, jobOf, type LoadOptions, loadScenario } from './load.ts';
export type { Scenario } from './model.ts';
export { type ReadScenario, readScenario } from './read.ts';
export { junitReport, tapReport, whyLines } from './report.ts';
export { inputOf, runScenario, type ScenarioDeps, type ScenarioJob, type ScenarioResult } from './run.ts';
export { type ScenarioFile, scenarioSchema } from './schema.ts';
