export { type ChartHandler, createChartHandler } from './handler.ts';
