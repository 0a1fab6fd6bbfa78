export { type CheckedObject, checkObjects } from './check.ts';
export { type KubernetesFacts, loadKubernetesFacts } from './facts.ts';
export type { KubernetesFinding } from './finding.ts';
export { quantity } from './quantity.ts';
export { minorOf } from './version.ts';
