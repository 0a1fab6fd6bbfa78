export { type CrewCell, type CrewOptions, runCrew } from './crew.ts';
export type { FullAxis } from './expand.ts';
export { cellJob, findCell, type LoadedMatrix, loadMatrix } from './load.ts';
export { type Axis, type Cell, type CellState, cellState, type Matrix } from './model.ts';
export { readMatrix } from './read.ts';
