export { type Captured, capturing } from './capture.ts';
export { unifiedDiff } from './diff.ts';
export { compareGolden, type GoldenChange, readGolden, timeOfGolden } from './files.ts';
export { type Snapshot, snapshotOf } from './snapshot.ts';
