export { type ChartSummary, chartsOf, packageKind } from './describe.ts';
export { pushSampleImages, writeSample } from './sample.ts';
