export { costBlocks, instanceCost } from './cost.ts';
export { historyBlocks } from './history.ts';
export { nextOperation, operationOf } from './operation.ts';
export { previewBlocks } from './preview.ts';
