export { type ChartSummary, chartsOf, packageKind } from './describe.ts';
export { pushSampleImages, SAMPLE_IMAGES, writeSample } from './sample.ts';
