export {
  type ActivityModel,
  type FlowModel,
  flowSeries,
  rateOf,
  type TransferModel,
} from './activity-model.ts';
export { cliLine, EMPTY, quote, withEmpty } from './cli-line.ts';
export { type CallOptions, type Client, ClientError, createClient, type Transport } from './client.ts';
export { fetchTransport } from './fetch-transport.ts';
export { unfit } from './fit.ts';
export {
  CELL_LETTERS,
  cellWord,
  type GridHead,
  type MatrixGrid,
  matrixGrid,
  type ShownState,
} from './matrix-grid.ts';
export {
  emptyRehearsal,
  type ImageModel,
  type LogLine,
  type RehearsalModel,
  type ResourceModel,
  reduceRehearsal,
  type WorkloadModel,
} from './rehearsal-model.ts';
export { type ActivityStore, createActivityStore } from './stores/activity.ts';
export { type ConsoleState, type ConsoleStore, createConsoleStore } from './stores/console.ts';
export { blockChart, resample, type Step } from './usage-chart.ts';
export {
  commonWordsEn,
  commonWordsZhCN,
  curesEn,
  curesZhCN,
  lifecycleEn,
  lifecycleZhCN,
  registryWordsEn,
  registryWordsZhCN,
} from './words/index.ts';
