export { type Amendment, amendAnswers, amendScenario, amendWorld } from './amend.ts';
export {
  type FoundScenario,
  findScenarios,
  findYamlFiles,
  isMatrixFile,
  readForList,
  readSmall,
} from './find.ts';
export type { Reason } from './judge.ts';
export { fileProblem, jobOf, type LoadOptions, loadScenario } from './load.ts';
export type { Scenario } from './model.ts';
export { type SplitEdits, splitEdits, type TextEdit } from './overlay.ts';
export { type ReadScenario, readScenario } from './read.ts';
export { junitReport, reportAs, tapReport, whyLines } from './report.ts';
export {
  errorResult,
  inputOf,
  runScenario,
  type ScenarioDeps,
  type ScenarioJob,
  type ScenarioResult,
} from './run.ts';
export { type ScenarioFile, scenarioSchema } from './schema.ts';
