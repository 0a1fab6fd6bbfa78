export { Cluster } from './cluster.ts';
export {
  backoffLimit,
  completionsOf,
  deadlineOf,
  endingOf,
  givenUpAfter,
} from './job.ts';
export { fidelityOf, KIND_FACTS } from './kinds.ts';
export { type Machine, nodeOf, superNode } from './node.ts';
export type { Workload } from './pods.ts';
export { readyAfter } from './probes.ts';
export type { Sources } from './sources.ts';
export type {
  ClusterSpec,
  Fidelity,
  KubeNode,
  Problem,
  ProblemKind,
  ScalingGroup,
  StorageClass,
  Taint,
  Want,
} from './types.ts';
